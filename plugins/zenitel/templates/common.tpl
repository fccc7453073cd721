# Nothing that holds for all stations

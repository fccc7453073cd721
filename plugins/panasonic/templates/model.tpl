# The phone itself puts its MAC address for the name in braces.
CFG_STANDARD_FILE_PATH="/Panasonic/Config{MAC}.cfg"

{#- Intercoms take the offset as GMT+1:00 with the name of the city, phones as +01:00. -#}
{%- if tz -%}
{%- set minutes = tz.utcOffset | abs // 60 -%}
{%- set sign = '-' if tz.utcOffset < 0 else '+' -%}
{%- set city = timezone.split('/') | last -%}
{%- if vars.zone == 'city' -%}
Config.Settings.SNTP.TimeZone = GMT{{ sign }}{{ minutes // 60 }}:{{ '%02d' | format(minutes % 60) }}
Config.Settings.SNTP.Name = {{ city }}
{%- else -%}
Config.Settings.SNTP.TimeZone = {{ sign }}{{ '%02d' | format(minutes // 60) }}:{{ '%02d' | format(minutes % 60) }}
Config.Settings.SNTP.Name = {{ maps.zone_name[timezone] or city }}
{#- Daylight saving: never, or as the phone's list of zones says. #}
Config.Settings.SNTP.DTS = {{ 2 if tz.dst else 0 }}
{%- endif -%}
{%- endif -%}

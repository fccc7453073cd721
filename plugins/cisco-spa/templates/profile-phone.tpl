{%- from 'parts/settings.tpl' import settings, line_settings -%}
<?xml version="1.0" encoding="UTF-8"?>
<flat-profile>
{{- settings(maps.settings) }}
{{- settings(maps.settings_phone) }}
{{- line_settings(maps.line_settings, 12) }}
{{- line_settings(maps.line_settings_phone, 8) }}
{%- for unit in [1, 2] %}
{%- for key in range(1, 33) %}
  <Unit_{{ unit }}_Key_{{ key }}></Unit_{{ unit }}_Key_{{ key }}>
{%- endfor %}
{%- endfor %}
</flat-profile>

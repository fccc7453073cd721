{#- The profile of SPA phones: an SPA that asks where its call manager was gets what it knows. -#}
{%- from 'parts/settings.tpl' import settings, line_settings -%}
<?xml version="1.0" encoding="UTF-8"?>
<flat-profile>
{{- settings(maps.settings) }}
{{- settings(maps.settings_spa) }}
{{- line_settings(maps.line_settings_spa_12, 12) }}
{{- line_settings(maps.line_settings_spa_8, 8) }}
{%- for unit in [1, 2] %}
{%- for key in range(1, 33) %}
  <Unit_{{ unit }}_Key_{{ key }}></Unit_{{ unit }}_Key_{{ key }}>
{%- endfor %}
{%- endfor %}
</flat-profile>

{%- from 'parts/settings.tpl' import settings, line_settings -%}
<?xml version="1.0" encoding="UTF-8"?>
<flat-profile>
{{- settings(maps.settings) }}
{{- settings(maps.settings_phone) }}
{{- line_settings(maps.line_settings_phone_12, 12) }}
{#- Keys of expansion modules; newer releases write the number of a key as that of a line #}
{%- for unit in [1, 2] %}
{%- for key in range(1, 33) %}
{%- set name = 'Unit_%d_Key_%d' | format(unit, key) ~ ('_' if vars.unit_keys == 'with rights' else '') %}
  <{{ name }}></{{ name }}>
{%- endfor %}
{%- endfor %}
</flat-profile>

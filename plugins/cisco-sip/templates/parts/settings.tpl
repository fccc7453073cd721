{%- macro settings(map) %}
{%- for name, value in map.items() %}
  <{{ name }}>{{ value }}</{{ name }}>
{%- endfor %}
{%- endmacro -%}
{%- macro line_settings(map, count) %}
{%- for name, value in map.items() %}
{%- for line in range(1, count + 1) %}
  <{{ name }}_{{ line }}_>{{ value }}</{{ name }}_{{ line }}_>
{%- endfor %}
{%- endfor %}
{%- endmacro -%}

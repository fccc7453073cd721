{#- Keys beside the screen come first; those of the expansion modules follow, 32 on each. The phone has no key to park. -#}
{%- macro function(key) -%}
{%- if key.type == 'blf' -%}
fnc=sd+blf+cp;sub={{ key.value }}@$PROXY;nme={{ key.label }}
{%- else -%}
fnc=sd;ext={{ key.value }}@$PROXY;nme={{ key.label }}
{%- endif -%}
{%- endmacro -%}
{%- for key in keys if key.type != 'park' %}
{%- set unit_key = key.position - vars.line_keys - 1 %}
{%- if unit_key < 0 %}
  <Extension_{{ key.position }}_>Disabled</Extension_{{ key.position }}_>
  <Short_Name_{{ key.position }}_>{{ key.label }}</Short_Name_{{ key.position }}_>
  <Extended_Function_{{ key.position }}_>{{ function(key) }}</Extended_Function_{{ key.position }}_>
{%- elif unit_key < vars.units * 32 %}
{%- set name = 'Unit_%d_Key_%d' | format(unit_key // 32 + 1, unit_key % 32 + 1) %}
{%- if vars.unit_keys == 'with rights' %}
  <{{ name }}_ ua="na">{{ function(key) }}</{{ name }}_>
{%- else %}
  <{{ name }}>{{ function(key) }}</{{ name }}>
{%- endif %}
{%- endif %}
{%- endfor %}

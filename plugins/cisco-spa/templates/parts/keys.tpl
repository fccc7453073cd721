{#- Keys beside the screen come first; those of the attendant consoles follow, 32 on each. The phone has no key to park. -#}
{%- macro function(key) -%}
{%- if key.type == 'blf' -%}
fnc=sd+blf+cp;sub={{ key.value }}@$PROXY;nme={{ key.label }}
{%- else -%}
fnc=sd;ext={{ key.value }}@$PROXY;nme={{ key.label }}
{%- endif -%}
{%- endmacro -%}
{%- for key in keys if key.type != 'park' %}
{%- set console_key = key.position - vars.line_keys - 1 %}
{%- if console_key < 0 %}
  <Extension_{{ key.position }}_>Disabled</Extension_{{ key.position }}_>
  <Short_Name_{{ key.position }}_>{{ key.label }}</Short_Name_{{ key.position }}_>
  <Extended_Function_{{ key.position }}_>{{ function(key) }}</Extended_Function_{{ key.position }}_>
{%- elif console_key < vars.units * 32 %}
{%- set name = 'Unit_%d_Key_%d' | format(console_key // 32 + 1, console_key % 32 + 1) %}
  <{{ name }}>{{ function(key) }}</{{ name }}>
{%- endif %}
{%- endfor %}

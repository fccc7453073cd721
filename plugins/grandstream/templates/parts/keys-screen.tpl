{#- Keys of the screen: the first ones have other modes than those behind them, and other numbers. What is not configured is a line. -#}
{%- macro value(number, text) %}
    <P{{ number }}>{{ text }}</P{{ number }}>
{%- endmacro -%}
{%- set accounts = lines | map(attribute='position') | list -%}
{%- for n in range(1, vars.screen_keys + 1) %}
{%- set key = funckeys[n] %}
{%- set early = n <= 6 %}
{%- set mode = 1363 + 2 * (n - 1) if early else 23800 + 4 * (n - 7) %}
{%- set label = 1465 + 2 * (n - 1) if early else mode + 2 %}
{%- set modes = maps.fixed_key_mode if n <= vars.fixed_keys else maps.screen_key_mode %}
{%- set is_line = not key and n in accounts and n <= vars.fixed_keys %}
{{- value(mode, modes.line if is_line else modes[key.type or 'speeddial'] if key else -1) }}
{{- value(mode + 1, n - 1 if is_line else (key.line or 1) - 1 if key else 0) }}
{{- value(label, key.label) }}
{{- value(label + 1, key.value) }}
{%- endfor %}
{#- A door phone has one button: the number that it calls. #}
{%- if vars.door_number and keys %}
{%- set bell = keys[0] %}
{{- value(14856, 1) }}
{{- value(10462, bell.value) }}
{%- endif %}

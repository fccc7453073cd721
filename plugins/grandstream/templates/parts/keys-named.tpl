{#- Keys that hold no function are emptied. The first keys of the screen belong to the lines. -#}
{%- macro key(name, number, account, function) %}
    <item name="pks.{{ name }}.{{ number }}.account">{{ account }}</item>
    <item name="pks.{{ name }}.{{ number }}.keyMode">{{ maps.key_mode[function.type] or 'None' }}</item>
    <item name="pks.{{ name }}.{{ number }}.description">{{ function.label }}</item>
    <item name="pks.{{ name }}.{{ number }}.value">{{ function.value }}</item>
{%- endmacro -%}
{%- for number in range((lines | length) + 1, vars.virtual_keys + 1) %}
{{- key('vpk', number, 0, funckeys[number]) }}
{%- endfor %}
{%- for number in range(1, vars.multi_keys + 1) %}
{{- key('mpk', number, 'Account1', funckeys[vars.virtual_keys + number]) }}
{%- endfor %}

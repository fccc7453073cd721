{#- The mode of a key, its account (from 0), its label and its number are P values that follow from its position. -#}
{%- for key in keys %}
{%- if vars.key_numbers == 'spaced' %}
{%- set mode = 23000 + 5 * (key.position - 1) %}
{%- set account = mode + 1 %}
{%- else %}
{%- set mode = '32' ~ (key.position + 2) %}
{%- set account = 301 + 3 * (key.position - 1) %}
{%- endif %}
    <P{{ mode }}>{{ maps.key_mode[key.type] or 'None' }}</P{{ mode }}>
    <P{{ account }}>{{ key.line - 1 }}</P{{ account }}>
    <P{{ account + 1 }}>{{ key.label }}</P{{ account + 1 }}>
    <P{{ account + 2 }}>{{ key.value }}</P{{ account + 2 }}>
{%- endfor %}

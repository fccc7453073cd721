{#- These phones have nothing but speed dials. -#}
{%- for key in keys if key.position <= vars.fkeys and key.type == 'speeddial' -%}
speed_dial_{{ key.position }}_first_name={{ key.label }}
speed_dial_{{ key.position }}_uri={{ key.value }}
{% endfor -%}

{#- A line "# NAME" is where GOTO goes to. -#}
{%- macro image(name) %}SET APPNAME firmware/FW_S_{{ name }}_{{ vars.release }}.bin{% endmacro -%}
{%- macro expansion() %}SET JEM24_APPNAME firmware/FW_JEM24_{{ vars.expansion_release }}.bin{% endmacro -%}
{%- for name in vars.upgrades -%}
IF $MODEL4 SEQ {{ name }} GOTO {{ name }}_SW
{% endfor -%}
GOTO GETSET
{% for name in vars.upgrades %}
# {{ name }}_SW
{%- if name == 'J189' %}
{%- for hardware in vars.first_j189 %}
IF $HWVERS SEQ {{ hardware }} GOTO J189_SW_OLD
{%- endfor %}
{{ image('J189A') }}
{{ expansion() }}
GOTO GETSET

# J189_SW_OLD
{%- endif %}
{{ image(name) }}
{%- if name in vars.with_expansion %}
{{ expansion() }}
{%- endif %}
GOTO GETSET
{% endfor %}
# GETSET
GET $MACADDR.cfg

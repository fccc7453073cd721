{#- All keys of the phone: those of the configuration, then an account for the line of the same number, then nothing.
    Function keys are numbered through line keys, memory keys and expansion modules. -#}
{%- set configured = {} -%}
{%- for key in keys %}{% set _ = configured.update({key.position: key}) %}{% endfor -%}
{%- set accounts = {} -%}
{%- for line in lines %}{% set _ = accounts.update({line.position: line}) %}{% endfor -%}

{%- macro write(name, position) %}
  {%- set key = configured[position] %}
  {%- set line = accounts[position] %}
  {%- if key %}
    {%- set type = 'dtmf' if key.type == 'speeddial' and key.value == vars.record_code else key.type %}
{{ name }}.type = {{ maps.key_type[type] or maps.key_type.none }}
{{ name }}.line = {{ key.line }}
{{ name }}.value = {{ key.value }}
{{ name }}.label = {{ key.label }}
    {%- if key.type == 'blf' and exten_pickup_call %}
      {#- Calls of the watched extension are taken with this prefix; firmware 80 and older has another name for it. #}
      {%- if vars.release <= 80 %}
{{ name }}.pickup_value = {{ exten_pickup_call }}
      {%- endif %}
{{ name }}.extension = {{ exten_pickup_call }}
    {%- endif %}
  {%- elif line %}
{{ name }}.type = {{ maps.key_type.line }}
{{ name }}.line = {{ position }}
{{ name }}.value = {{ line.number or line.username }}
{{ name }}.label = {{ line.number or line.username }}
  {%- else %}
{{ name }}.type = {{ maps.key_type.none }}
{{ name }}.line = %NULL%
{{ name }}.value = %NULL%
{{ name }}.label = %NULL%
  {%- endif %}
{%- endmacro -%}

{%- for number in range(1, vars.linekeys + 1) %}
{{- write('linekey.' ~ number, number) }}
{%- endfor %}
{%- for number in range(1, vars.memorykeys + 1) %}
{{- write('memorykey.' ~ number, vars.linekeys + number) }}
{%- endfor %}
{%- set first = vars.linekeys + vars.memorykeys %}
{%- for module in range(vars.expansion.modules) %}
  {%- for number in range(1, vars.expansion.keys_each + 1) %}
{{- write('expansion_module.' ~ (module + 1) ~ '.key.' ~ number, first + module * vars.expansion.keys_each + number) }}
  {%- endfor %}
{%- endfor %}

{#- Name of the key at a position: a range of the phone, then its expansion modules. Nothing when there is no such key. -#}
{%- macro key_name(position, vars) -%}
{%- for range in vars.ranges -%}
{%- if range[1] <= position and position <= range[2] %}{{ range[0] }}{{ position - range[1] + 1 }}{% endif -%}
{%- endfor -%}
{%- if vars.modules_from and vars.modules_from <= position -%}
{%- set index = position - vars.modules_from -%}
{%- if index < 3 * vars.module_keys %}expmod{{ index // vars.module_keys + 1 }} key{{ index % vars.module_keys + 1 }}{% endif -%}
{%- endif -%}
{%- endmacro -%}
{#- A parked call is fetched by the key of its slot; the word before it names the kind of server. -#}
{%- for key in keys if key.type in ['speeddial', 'blf', 'park'] -%}
{%- set name = key_name(key.position, vars) -%}
{%- if name %}
{{ name }} type: {{ 'speeddial' if key.type == 'blf' and vars.without_lamp and name.startswith(vars.without_lamp) else key.type }}
{{ name }} value: {{ 'asterisk;' if key.type == 'park' }}{{ key.value }}
{{ name }} label: {{ key.label }}
{{ name }} line: {{ key.line }}
{%- endif -%}
{%- endfor -%}

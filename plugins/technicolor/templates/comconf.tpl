{#- Settings of all phones, as data (values.json5): one map for each section, those of the model merged in. -#}
{%- for name, settings in maps | items if name.startswith('conf_') -%}
[{{ name | replace('conf_', '') }}]
{%- for key, value in settings | items %}
{{ key }}={{ value }}
{%- endfor %}

{% endfor %}

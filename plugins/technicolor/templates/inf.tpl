[application]
{%- for name, image in vars.images | items %}
{{ name }}={{ server.url }}/binary/{{ image }}
{%- endfor %}

[config]
telcfg={{ server.url }}/telconf-{{ vars.release }}-1.txt
common_config={{ server.url }}/comconf-{{ vars.release }}-1.txt
config={{ server.url }}/

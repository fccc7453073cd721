{%- for key in keys if key.position <= vars.key_count %}
  attendant.resourceList.{{ key.position }}.address="{{ key.value }}"
  attendant.resourceList.{{ key.position }}.label="{{ key.label }}"
{%- endfor %}

{#- The first key is the line. -#}
{%- for key in keys if key.position <= vars.fkeys and key.type in ['speeddial', 'blf', 'park'] %}
  <setting id="SIPUseDeviceKey{{ key.position + 1 }}" value="{{ key.value }}"/>
{%- endfor %}

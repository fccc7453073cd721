{#- Cordless handsets of DECT bases and of phones with a DECT dongle: images that they load over the air, their menus. -#}
{%- if dect or vars.dect_dongle %}
  {%- for name, image in (maps.handset_rom or {}).items() %}
over_the_air.url.{{ name }} = {{ server.url }}/firmware/{{ image }}
  {%- endfor %}
  {%- if vars.handset_image %}
over_the_air.url = {{ server.url }}/firmware/{{ vars.handset_image }}
  {%- endif %}
over_the_air.handset_tip = 0
{%- endif %}
{%- if dect and release < 87 %}
{{ 'static.' if release > 81 }}auto_provision.handset_configured.enable = 1
custom.handset.date_format = 2
custom.handset.screen_saver.enable = 0
{%- endif %}

<?xml version="1.0" encoding="UTF-8"?>
<setting-files>
{%- if vars.dect %}
  <file url="{{ server.url }}/snom{{ model.name }}-{{ vars.firmware_file }}"/>
{%- endif %}
  <file url="{{ server.url }}/snom-general.xml"/>
  <file url="{{ server.url }}/snom{{ model.name }}.xml"/>
{%- if not vars.dect %}
  <file url="{{ server.url }}/gui_lang.xml"/>
  <file url="{{ server.url }}/web_lang.xml"/>
{%- endif %}
</setting-files>

<?xml version="1.0" encoding="UTF-8"?>
{%- if vars.dect %}
<firmware-settings>
  <firmware-status>{{ server.url }}/snom{{ model.name }}-{{ vars.firmware_file }}</firmware-status>
</firmware-settings>
{%- else %}
<settings>
  <phone-settings>
    <firmware_status>{{ server.url }}/snom{{ model.name }}-firmware.xml</firmware_status>
  </phone-settings>
</settings>
{%- endif %}

<?xml version="1.0" encoding="UTF-8"?>
<gs_provision version="1">
  <config version="1">
{%- include 'parts/general-numbered.tpl' %}
{%- include 'parts/accounts-numbered.tpl' %}
{{- XX_fkeys }}
  </config>
</gs_provision>

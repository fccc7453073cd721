<?xml version="1.0" encoding="UTF-8"?>
<flat-profile>
{%- include 'parts/rights.tpl' %}
{#- Access: only the administrator has a password #}
{%- if admin_password %}
  <Admin_Password>{{ admin_password }}</Admin_Password>
{%- endif %}
  <User_Password></User_Password>
{%- include 'parts/services.tpl' %}
  <Dictionary_Server_Script>
    {%- set dictionary = vars.common_dictionary or vars.dictionary %}
    {%- if dictionary %}serv={{ server.url }}/locales/
      {%- for language, code in maps.dictionary.items() -%}
        ;d{{ loop.index0 }}={{ language }};x{{ loop.index0 }}={{ code }}_{{ dictionary }}-{{ vars.dictionary_release }}.xml
      {%- endfor %}
    {%- endif %}</Dictionary_Server_Script>
{%- if vars.range %}
  <Upgrade_Rule>{{ server.url }}/sip{{ vars.range }}.{{ vars.release }}.loads</Upgrade_Rule>
{%- endif %}
{#- Keys come before lines: where a key and a line have the same place, the later entry, the line, counts #}
{{- XX_fkeys }}
{%- include 'parts/lines.tpl' %}
</flat-profile>

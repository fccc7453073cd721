<?xml version="1.0" encoding="UTF-8"?>
<flat-profile>
{%- if admin_password %}
  <Web_Login_Admin_Name>admin</Web_Login_Admin_Name>
  <Web_Login_Admin_Password>{{ admin_password }}</Web_Login_Admin_Password>
{%- endif %}
{%- if user_password %}
  <Web_Login_Guest_Name>cisco</Web_Login_Guest_Name>
  <Web_Login_Guest_Password>{{ user_password }}</Web_Login_Guest_Password>
{%- endif %}
{%- include 'parts/services.tpl' %}
  <Upgrade_Rule>{{ server.url }}/ATA19x.11-1-0MPP0401-002.img</Upgrade_Rule>
{%- include 'parts/lines.tpl' %}
</flat-profile>

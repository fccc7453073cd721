<?xml version="1.0" encoding="UTF-8"?>
<flat-profile>
{#- Access to the web pages of the device #}
{%- if admin_password %}
  <Admin_Passwd>{{ admin_password }}</Admin_Passwd>
{%- endif %}
{%- if user_password %}
  <User_Password>{{ user_password }}</User_Password>
{%- endif %}
{#- Network #}
{%- if dns_enabled %}
  <Primary_DNS>{{ dns_ip }}</Primary_DNS>
{%- endif %}
{%- if ntp_enabled %}
  <Primary_NTP_Server>{{ ntp_ip }}</Primary_NTP_Server>
{%- endif %}
{%- if syslog_enabled %}
  <Syslog_Server>{{ syslog_ip }}:{{ syslog_port }}</Syslog_Server>
{%- endif %}
{%- if vlan_enabled %}
  <Enable_VLAN>Yes</Enable_VLAN>
  <VLAN_ID>{{ vlan_id }}</VLAN_ID>
{%- if vlan_pc_port_id %}
  <Enable_PC_Port_VLAN_Tagging>Yes</Enable_PC_Port_VLAN_Tagging>
  <PC_Port_VLAN_ID>{{ vlan_pc_port_id }}</PC_Port_VLAN_ID>
{%- endif %}
{%- endif %}
{#- Firmware: an older release may have to take a step between #}
{%- if vars.firmware_file %}
{%- set folder = server.url ~ '/firmware/' %}
  <Upgrade_Rule>
    {%- if vars.firmware_step %}($SWVER lt {{ vars.firmware_step.before }}) ? {{ folder }}{{ vars.firmware_step.file }} | {% endif -%}
    {{ folder }}{{ vars.firmware_file }}</Upgrade_Rule>
{%- endif %}
{#- Features #}
  <Voice_Mail_Number>{{ exten_voicemail }}</Voice_Mail_Number>
  <Call_Pickup_Code>{{ exten_pickup_call }}</Call_Pickup_Code>
  <Attendant_Console_Call_Pickup_Code>{{ exten_pickup_call }}</Attendant_Console_Call_Pickup_Code>
{%- if XX_xivo_phonebook_url %}
  <XML_Directory_Service_Name>{{ 'Annuaire' if locale and locale.startswith('fr') else 'Directory' }}</XML_Directory_Service_Name>
  <XML_Directory_Service_URL>{{ XX_xivo_phonebook_url }}</XML_Directory_Service_URL>
{%- endif %}
{#- Language and time #}
{{- XX_timezone }}
  <Dictionary_Server_Script>
    {%- set dictionary = maps.dictionary[vars.dictionary] %}
    {%- if dictionary %}serv={{ server.url }}/i18n/
      {%- for language in ['English', 'French', 'German', 'Spanish'] %};d{{ loop.index0 }}={{ language }};x{{ loop.index0 }}={{ dictionary[loop.index0] }}{% endfor %}
    {%- endif %}</Dictionary_Server_Script>
  <Language_Selection>{{ XX_locale.language }}</Language_Selection>
  <Locale>{{ XX_locale.code or 'en-US' }}</Locale>
{#- Keys come before lines: where a key and a line have the same place, the later entry, the line, counts #}
{{- XX_fkeys }}
{#- Lines #}
{%- set first = lines | first %}
  <Station_Name>{{ first.display_name }}</Station_Name>
{%- for line in lines %}
{%- set n = line.position %}
  <Line_Enable_{{ n }}_>Yes</Line_Enable_{{ n }}_>
  <Proxy_{{ n }}_>
    {%- set main = line.proxy_ip ~ ':' ~ (line.proxy_port or 5060) %}
    {%- if line.backup_proxy_ip -%}
      proxies{{ n }}:SRV={{ main }}:p=0|{{ line.backup_proxy_ip }}:{{ line.backup_proxy_port or sip_backup_proxy_port or 5060 }}:p=1
    {%- else %}{{ main }}{% endif %}</Proxy_{{ n }}_>
  <Use_DNS_SRV_{{ n }}_>Yes</Use_DNS_SRV_{{ n }}_>
  <Proxy_Fallback_Intvl_{{ n }}_>120</Proxy_Fallback_Intvl_{{ n }}_>
  <Display_Name_{{ n }}_>{{ line.display_name }}</Display_Name_{{ n }}_>
  <User_ID_{{ n }}_>{{ line.username }}</User_ID_{{ n }}_>
  <Password_{{ n }}_>{{ line.password }}</Password_{{ n }}_>
  <Auth_ID_{{ n }}_>{{ line.auth_username }}</Auth_ID_{{ n }}_>
  <DTMF_Tx_Method_{{ n }}_>{{ maps.dtmf[line.dtmf_mode] or 'Auto' }}</DTMF_Tx_Method_{{ n }}_>
  <Extension_{{ n }}_>{{ n }}</Extension_{{ n }}_>
  <Short_Name_{{ n }}_>{{ line.number }}</Short_Name_{{ n }}_>
  <Extended_Function_{{ n }}_></Extended_Function_{{ n }}_>
{%- endfor %}
{%- if vars.dial_plan %}
{%- for n in range(1, 9) %}
  <Dial_Plan_{{ n }}_>{{ vars.dial_plan }}</Dial_Plan_{{ n }}_>
{%- endfor %}
{%- endif %}
{#- Devices with a router take these from a part of their own #}
  <router-configuration>
    <Time_Setup>
      <Time_Zone>+01 2 2</Time_Zone>
      <Time_Server>{{ ntp_ip if ntp_enabled }}</Time_Server>
    </Time_Setup>
    <WAN_VLAN_Setting>
      <WAN_VLAN_Enable>{{ 1 if vlan_enabled else 0 }}</WAN_VLAN_Enable>
      <WAN_VLAN_ID>{{ vlan_id if vlan_enabled else 1 }}</WAN_VLAN_ID>
    </WAN_VLAN_Setting>
    <Web_Login_Admin_Name>{{ admin_username or 'admin' }}</Web_Login_Admin_Name>
    <Web_Login_Admin_Password>{{ admin_password or 'admin' }}</Web_Login_Admin_Password>
    <Web_Login_Guest_Name>{{ user_username or 'cisco' }}</Web_Login_Guest_Name>
    <Web_Login_Guest_Password>{{ user_password or 'cisco' }}</Web_Login_Guest_Password>
  </router-configuration>
</flat-profile>

{#- Phones of the first X series (X2 to X6), and X7C: an older language. -#}
<?xml version="1.0" encoding="UTF-8"?>
<VOIP_CONFIG_FILE>
  <version>2.0002</version>

  <!-- Clock and language -->
  <GLOBAL_CONFIG_MODULE>
{% include 'partials/date-old.tpl' %}
    <Language>{{ XX_lang }}</Language>
  </GLOBAL_CONFIG_MODULE>

  <!-- Web page of the phone -->
  <MMI_CONFIG_MODULE>
    <Web_Port>80</Web_Port>
    <Web_Server_Type>0</Web_Server_Type>
    <Https_Web_Port>443</Https_Web_Port>
    <Enable_MMI_Filter>0</Enable_MMI_Filter>
    <Web_Authentication>0</Web_Authentication>
    <Default_WEB_User>0</Default_WEB_User>
{%- include 'partials/web-accounts-old.tpl' %}
  </MMI_CONFIG_MODULE>

  <!-- Accounts -->
  <SIP_CONFIG_MODULE>
    <SIP__Port>5060</SIP__Port>
    <SIP_Line_List>
{%- for line in lines %}
{% include 'partials/line-old.tpl' %}
{%- endfor %}
    </SIP_Line_List>
  </SIP_CONFIG_MODULE>

  <!-- VLAN -->
  <QOS_CONFIG_MODULE>
    <Enable_VLAN>{{ 1 if vlan_enabled else 0 }}</Enable_VLAN>
    <VLAN_ID>{{ vlan_id if vlan_enabled else 256 }}</VLAN_ID>
    <Signalling_Priority>{{ vlan_priority or 0 if vlan_enabled else 0 }}</Signalling_Priority>
    <Voice_Priority>{{ vlan_priority or 0 if vlan_enabled else 0 }}</Voice_Priority>
  </QOS_CONFIG_MODULE>

  <!-- Log -->
  <AAA_CONFIG_MODULE>
    <Enable_Syslog>{{ 1 if syslog_enabled else 0 }}</Enable_Syslog>
    <Syslog_address>{{ syslog_ip if syslog_enabled else '0.0.0.0' }}</Syslog_address>
    <Syslog_port>{{ syslog_port if syslog_enabled else 514 }}</Syslog_port>
  </AAA_CONFIG_MODULE>
  <DEBUG_CONFIG_MODULE>
    <MGR_Trace_Level>{{ syslog_level if syslog_enabled else 0 }}</MGR_Trace_Level>
    <SIP_Trace_Level>{{ syslog_level if syslog_enabled else 0 }}</SIP_Trace_Level>
    <Trace_File_Info>0</Trace_File_Info>
    <Enable_Watch_Dog>1</Enable_Watch_Dog>
    <Enable_Memory_Info>0</Enable_Memory_Info>
  </DEBUG_CONFIG_MODULE>

  <!-- Screen and menus -->
  <PHONE_CONFIG_MODULE>
    <Menu_Password>{{ admin_password or '123' }}</Menu_Password>
{%- for line in lines %}
    <LCD_Title>{{ line.display_name }} {{ line.number }}</LCD_Title>
{%- endfor %}
    <Time_Display_Style>0</Time_Display_Style>
    <Date_Display_Style>2</Date_Display_Style>
{%- if vars.key_layout == 'list' %}
    <Function_Key>{{ XX_fkeys }}</Function_Key>
{%- endif %}
  </PHONE_CONFIG_MODULE>

  <!-- Calls -->
  <TELE_CONFIG_MODULE>
    <Port_Config>
      <Port_Config_Entry>
        <ID>P1</ID>
        <Auto_Onhook>1</Auto_Onhook>
        <Auto_Onhook_Time>0</Auto_Onhook_Time>
      </Port_Config_Entry>
    </Port_Config>
  </TELE_CONFIG_MODULE>
{%- if vars.key_layout == 'side_list' %}

  <!-- Keys beside the screen -->
  <DSSKEY_CONFIG_MODULE>{{ XX_fkeys }}</DSSKEY_CONFIG_MODULE>
{%- endif %}
</VOIP_CONFIG_FILE>

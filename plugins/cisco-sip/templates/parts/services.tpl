{#- What phones and adapters with multiplatform firmware have in common -#}
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
{#- Features of the platform #}
{%- if exten_voicemail %}
  <Voice_Mail_Number>{{ exten_voicemail }}</Voice_Mail_Number>
{%- endif %}
{%- if exten_pickup_call %}
  <Call_Pickup_Code>{{ exten_pickup_call }}</Call_Pickup_Code>
{%- endif %}
{%- if exten_pickup_group %}
  <Group_Call_Pickup_Code>{{ exten_pickup_group }}</Group_Call_Pickup_Code>
{%- endif %}
{%- if XX_xivo_phonebook_url %}
  <XML_Directory_Service_Name>{{ 'Annuaire' if locale and locale.startswith('fr') else 'Directory' }}</XML_Directory_Service_Name>
  <XML_Directory_Service_URL>{{ XX_xivo_phonebook_url }}</XML_Directory_Service_URL>
{%- endif %}
{#- Language and time #}
{{- XX_timezone }}
  <Language_Selection>{{ XX_locale.language }}</Language_Selection>
  <Locale>{{ XX_locale.code or 'en-US' }}</Locale>

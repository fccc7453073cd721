{%- macro item(id, value) %}
    <SYMB_ITEM ID="{{ id }}" class="symb_item" value="{{ value }}"/>
{%- endmacro -%}
{%- macro text(id, value) %}
    <SYMB_ITEM ID="{{ id }}" class="symb_item" value="&quot;{{ value }}&quot;"/>
{%- endmacro -%}
{%- macro hex(value) %}{{ '0x%x' | format(value | int) }}{% endmacro -%}
{%- set mac = device.mac | replace(':', '') | upper -%}
{#- The base registers all accounts at the port of the first one. -#}
{%- set port = hex((lines | first).proxy_port or 5060) -%}
<?xml version="1.0" encoding="UTF-8"?>
<ProviderFrame xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="{{ vars.profile }}.xsd">
  <Provider>
    <MAC_ADDRESS value="{{ mac }}"/>
    <PROFILE_NAME class="string" value="{{ vars.profile }}"/>
    <S_CONFIGFILE_URL class="string" value="&quot;{{ server.without_scheme }}/{{ mac }}.xml&quot;"/>
{%- if vars.image %}
    <S_SPECIAL_DATA_SRV class="string" value="&quot;{{ server.url }}/42/{{ vars.image }}?mac={{ mac }}&amp;{{ vars.image }}&quot;"/>
    <SYMB_ITEM ID="BS_IP_Data1.aucS_USER_FIRMWARE_URL" class="string" value="&quot;{{ server.without_scheme }}/42/{{ vars.image }}&quot;"/>
{%- endif %}
{{- text('BS_IP_Data1.aucS_DATA_SERVER[0]', server.without_scheme) }}

{#- The same for all #}
{%- for id, value in maps.settings_single | items %}
{{- item(id, value) }}
{%- endfor %}

{#- Network; a name server is written as one number #}
{%- set bytes = (dns_ip or '').split('.') %}
{%- if dns_enabled and bytes | length == 4 %}
{{- item('BS_IP_Data1.ulI_DNS_SERVER_1', hex(((bytes[0] | int * 256 + bytes[1] | int) * 256 + bytes[2] | int) * 256 + bytes[3] | int)) }}
{{- item('BS_IP_Data1.ulI_DNS_SERVER_2', 0) }}
{%- endif %}
{%- if vlan_enabled %}
{{- item('BS_IP_Data1.ucB_VLAN_ENABLED', 1) }}
{{- item('BS_IP_Data1.ucI_VLAN_PRIORITY', vlan_priority) }}
{{- item('BS_IP_Data1.uiI_VLAN_ID', hex(vlan_id)) }}
{%- endif %}

{#- Clock #}
{{- item('BS_IP_Data1.uiI_TIME_TIMEZONE', XX_timezone) }}
{%- if ntp_enabled %}
{{- text('BS_IP_Data1.aucS_TIME_NTP_SERVER', ntp_ip) }}
{%- endif %}

{#- Directory of the platform #}
{%- if X_xivo_phonebook_ip and X_xivo_user_uuid %}
{%- for id, value in maps.directory_single | items %}
{{- item(id, value) }}
{%- endfor %}
{{- text('BS_XML_Netdirs.astNetdirProvider[0].aucProviderName', 'Offhook') }}
{{- text('BS_XML_Netdirs.astNetdirProvider[0].aucServerURL', (X_xivo_phonebook_scheme or 'http') ~ '://' ~ X_xivo_phonebook_ip ~ ':' ~ (X_xivo_phonebook_port or 9498) ~ '/0.1/directories/lookup/default/gigaset/' ~ X_xivo_user_uuid ~ '?') }}
{%- endif %}

{#- Accounts, each with the handset of the same number; the names of the first have no number at their end #}
{%- for line in lines %}
{%- set index = line.position - 1 %}
{%- set end = '_' ~ line.position if index > 0 else '' %}
{%- set name = line.display_name ~ ' ' ~ line.number %}
{{- text('BS_Accounts.astAccounts[' ~ index ~ '].aucAccountName[0]', name) }}
{{- item('BS_Accounts.astAccounts[' ~ index ~ '].uiSendMask', hex(2 ** index)) }}
{{- item('BS_Accounts.astAccounts[' ~ index ~ '].uiReceiveMask', hex(2 ** index)) }}
{{- text('BS_AE_Subscriber.stMtDat[' ~ index ~ '].aucTlnName', line.number) }}
{{- item('BS_IP_Data1.ucB_SIP_ACCOUNT_IS_ACTIVE_' ~ line.position, '0x1') }}
{{- text('BS_IP_Data1.aucS_SIP_ACCOUNT_NAME_' ~ line.position, name) }}
{{- text('BS_IP_Data1.aucS_SIP_PROVIDER_NAME' ~ end, 'Offhook') }}
{{- text('BS_IP_Data1.aucS_SIP_DISPLAYNAME' ~ end, name) }}
{{- text('BS_IP_Data3.aucS_SIP_LOGIN_ID' ~ end, line.auth_username) }}
{{- text('BS_IP_Data1.aucS_SIP_PASSWORD' ~ end, line.password) }}
{{- text('BS_IP_Data1.aucS_SIP_USER_ID' ~ end, line.auth_username) }}
{{- text('BS_IP_Data1.aucS_SIP_DOMAIN' ~ end, line.proxy_ip) }}
{{- text('BS_IP_Data1.aucS_SIP_SERVER' ~ end, line.proxy_ip) }}
{{- item('BS_IP_Data1.uiI_SIP_SERVER_PORT' ~ end, port) }}
{{- text('BS_IP_Data1.aucS_SIP_REGISTRAR' ~ end, line.proxy_ip) }}
{{- item('BS_IP_Data1.uiI_SIP_REGISTRAR_PORT' ~ end, port) }}
{%- for id, value in maps.account_single | items %}
{{- item('BS_IP_Data1.' ~ id ~ end, value) }}
{%- endfor %}
{%- if exten_voicemail %}
{{- text('BS_IP_Data1.aucS_VOIP_NET_AM_NUMBER_' ~ line.position, exten_voicemail) }}
{{- item('BS_IP_Data1.ucB_VOIP_NET_AM_ENABLED_' ~ line.position, '0x1') }}
{%- endif %}
{%- endfor %}
  </Provider>
</ProviderFrame>

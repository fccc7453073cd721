{%- macro item(id, value) %}
    <SYMB_ITEM ID="{{ id }}" class="symb_item" value="{{ value }}"/>
{%- endmacro -%}
{%- macro text(id, value) %}
    <SYMB_ITEM ID="{{ id }}" class="symb_item" value="&quot;{{ value }}&quot;"/>
{%- endmacro -%}
{%- macro hex(value) %}{{ '0x%x' | format(value | int) }}{% endmacro -%}
{%- set mac = device.mac | replace(':', '') | upper -%}
{%- set line = lines | first -%}
{%- set port = line.proxy_port or 5060 -%}
{%- set provider = 'BS_VOIP_Data.astVoipProviders[0].' -%}
<?xml version="1.0" encoding="UTF-8"?>
<ProviderFrame xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="N720_general.xsd">
  <Provider>
    <MAC_ADDRESS value="{{ mac }}"/>
    <PROFILE_NAME class="string" value="N720"/>
    <S_SPECIAL_DATA_SRV_IWU class="string" value="&quot;{{ server.url }}/Gigaset/einsteiniwu117_70.bin?mac={{ mac }}&amp;server_einstein_iwu117.bin&quot;"/>
    <S_SPECIAL_DATA_SRV_SAT class="string" value="&quot;{{ server.url }}/Gigaset/sat7111700000000.bin?mac={{ mac }}&amp;sat7111700000000.bin&quot;"/>

{#- The same for all #}
{%- for id, value in maps.settings_n720 | items %}
{{- item(id, value) }}
{%- endfor %}
{{- text('BS_CUSTOM.WebUIPassword', admin_password) }}
{{- item('BS_AE_SwConfig.ucCountryCodeTone', maps.tones_n720[locale] or 0) }}

{#- Network; a name server is written as one number #}
{%- set bytes = (dns_ip or '').split('.') %}
{%- if dns_enabled and bytes | length == 4 %}
{{- item('BS_IP_Data.ulI_DNS_SERVER_1', hex(((bytes[0] | int * 256 + bytes[1] | int) * 256 + bytes[2] | int) * 256 + bytes[3] | int)) }}
{{- item('BS_IP_Data.ulI_DNS_SERVER_2', 0) }}
{%- endif %}
{%- if vlan_enabled %}
{{- item('BS_IP_Data.ucB_VLAN_ENABLED', 1) }}
{{- item('BS_IP_Data.ucI_VLAN_PRIORITY', vlan_priority) }}
{{- item('BS_IP_Data.uiI_VLAN_ID', hex(vlan_id)) }}
{%- endif %}

{#- Clock #}
{%- if ntp_enabled %}
{{- text('BS_IP_Data.aucS_TIME_NTP_SERVER[%]', ntp_ip) }}
{{- item('BS_IP_Data.ucB_TIME_USE_AUTOMATIC_NTP_SYN', 1) }}
{{- item('BS_IP_Data.ulI_TIME_LAST_SYN', 0) }}
{{- item('BS_IP_Data.uiI_TIME_COUNTRY', '0xff') }}
{{- item('BS_IP_Data.uiI_TIME_TIMEZONE', XX_timezone) }}
{{- item('BS_IP_Data.ucB_TIME_USE_AUTOMATIC_DST', 1) }}
{{- item('BS_IP_Data.ucI_DIALING_PLAN_COUNTRY_ID', '0xff') }}
{%- endif %}

{#- Directory of the platform #}
{%- if X_xivo_phonebook_ip and X_xivo_user_uuid %}
{%- for id, value in maps.directory_n720 | items %}
{{- item(id, value) }}
{%- endfor %}
{{- text('BS_XML_Netdirs.astNetdirProvider[0].aucProviderName[%]', 'Offhook') }}
{{- text('BS_XML_Netdirs.astNetdirProvider[0].aucServerURL[%]', (X_xivo_phonebook_scheme or 'http') ~ '://' ~ X_xivo_phonebook_ip ~ ':' ~ (X_xivo_phonebook_port or 9498) ~ '/0.1/directories/lookup/default/gigaset/' ~ X_xivo_user_uuid ~ '?') }}
{%- endif %}

{#- The provider: that of the first line #}
{{- item('BS_VOIP_Data.uiI_SIP_LOCAL_PORT', hex(port)) }}
{{- text(provider ~ 'aucSIP_PROVIDER_NAME[%]', 'Offhook') }}
{{- text(provider ~ 'aucCURRENT_PROFILE_NAME[0]', 'Offhook') }}
{{- text(provider ~ 'aucSIP_DOMAIN[%]', line.proxy_ip) }}
{{- text(provider ~ 'aucSIP_SERVER[%]', line.proxy_ip) }}
{{- item(provider ~ 'uiSIP_SERVER_PORT', hex(port)) }}
{{- text(provider ~ 'aucSIP_REGISTRAR[%]', line.registrar_ip) }}
{{- item(provider ~ 'uiSIP_REGISTRAR_PORT', hex(line.registrar_port or 5060)) }}
{%- if sip_outbound_proxy_ip %}
{{- text(provider ~ 'aucOUTBOUND_PROXY[%]', sip_outbound_proxy_ip) }}
{{- item(provider ~ 'uiOUTBOUND_PROXY_PORT', hex(sip_outbound_proxy_port or 5060)) }}
{%- endif %}
{%- for code, extension in {
  'DND': exten_dnd, 'CFU': exten_fwd_unconditional, 'CFB': exten_fwd_busy, 'CFNR': exten_fwd_no_answer
} | items if extension %}
{{- text('BS_VOIP_Data.astVoipProviders[%].NetCode' ~ code ~ '_ON[%]', extension) }}
{{- text('BS_VOIP_Data.astVoipProviders[%].NetCode' ~ code ~ '_OFF[%]', extension) }}
{%- endfor %}

{#- Accounts #}
{%- for line in lines %}
{%- set account = 'BS_VOIP_Data.astVoipAccounts[' ~ (line.position - 1) ~ '].' %}
{{- text(account ~ 'aucS_SIP_DISPLAYNAME[0]', line.number ~ ' ' ~ line.display_name) }}
{{- text(account ~ 'aucS_SIP_LOGIN_ID[0]', line.auth_username) }}
{{- text(account ~ 'aucS_SIP_PASSWORD[0]', line.password) }}
{{- text(account ~ 'aucS_SIP_USER_ID[0]', line.auth_username) }}
{{- item(account ~ 'ucB_SIP_ACCOUNT_IS_ACTIVE_1', 1) }}
{%- if exten_voicemail %}
{{- text(account ~ 'aucS_VOIP_NET_AM_NUMBER_1[%]', exten_voicemail) }}
{{- item(account ~ 'ucB_VOIP_NET_AM_ENABLED_1', 1) }}
{%- endif %}
{%- endfor %}
  </Provider>
</ProviderFrame>

<?xml version="1.0" encoding="UTF-8"?>
{#- `override`: the value replaces what was typed in at the phone. -#}
{%- macro forced(id, value) %}
  <setting id="{{ id }}" value="{{ value }}" override="true"/>
{%- endmacro %}
{%- macro free(id, value) %}
  <setting id="{{ id }}" value="{{ value }}"/>
{%- endmacro %}
<settings>
{{- forced('LocalEnetcfgDmUrl', server.url) }}
{{- forced('EdsEnetcfgDmUrl', server.url) }}
{{- forced('LocalEnetcfgVlanEnabl', 'true' if vlan_enabled else 'false') }}
{{- forced('LocalEnetcfgVlan', vlan_id if vlan_enabled else '') }}
{{- forced('LocalEnetcfgSntp', ntp_ip if ntp_enabled else '') }}
{%- if tz and ntp_enabled %}
{{- forced('DmAdmcfgTimeZone', XX_timezone) }}
{%- endif %}

{#- SIP instead of the protocol of the vendor's own servers #}
{{- forced('SipAppRunMode', 0) }}
{{- forced('LocalAdmcfgRunMode', 'SIP') }}

{#- Dialling and tones #}
{{- forced('DialingRuleCountryCode', '*FR') }}
{{- forced('DialingRuleExternalPrefix', 0) }}
{{- forced('AudioToneCountry', XX_language) }}
{{- forced('language_local', XX_language) }}
{{- forced('language', XX_language) }}
{{- forced('language_choice', 'true') }}

{#- Access #}
{{- forced('WebUserPasswd', 123789) }}
{{- forced('DmAdminPasswd', 123456) }}

{#- Accounts #}
{{- forced('SIPSrtpAuthentication', 0) }}
{{- free('TelephonyVmNumber', exten_voicemail) }}
{%- for line in lines %}
{%- set group = 'SIPGroup' ~ line.position %}
{{- forced('SIPServer' ~ line.position ~ 'Address', line.proxy_ip) }}
{{- forced(group ~ 'DomainName', line.proxy_ip) }}
{{- forced(group ~ 'AuthenticationName', line.auth_username) }}
{{- forced(group ~ 'AuthenticationRealm', line.auth_username) }}
{{- forced(group ~ 'AuthenticationPassword', line.password) }}
{{- forced(group ~ 'LabelName', line.display_name) }}
{{- forced(group ~ 'DisplayName', line.display_name) }}
{{- forced(group ~ 'ServerType', 7) }}
{{- forced(group ~ 'DeviceUri', line.auth_username) }}
{{- forced(group ~ 'OutBoundProxyAddress', line.outbound_proxy_ip) }}
{{- free(group ~ 'OutBoundProxyPort', line.outbound_proxy_port or sip_outbound_proxy_port or 5060) }}
{{- free('SIPMessageWaitingIndicationUri', line.voicemail) }}
{%- endfor %}
{{- free('SIPPreferredVocoder', '0;8;18;9;98;125') }}
{{- free('SIPRegisterExpire', 180) }}
{{- free('SIPRegisterRetry', 60) }}
{{- free('SIPAutoAnsweredAllowed', 'false') }}
{{ XX_fkeys }}
</settings>

<?xml version="1.0" encoding="UTF-8"?>
{#- `override`: the value replaces what was typed in at the phone. -#}
{%- macro setting(id, value) %}
  <setting id="{{ id }}" value="{{ value }}" override="true"/>
{%- endmacro %}
<settings>
{{- setting('LocalEnetcfgDmUrl', server.url) }}
{{- setting('EdsEnetcfgDmUrl', server.url) }}
{{- setting('LocalEnetcfgVlanEnabl', 'true' if vlan_enabled else 'false') }}
{{- setting('LocalEnetcfgVlan', vlan_id if vlan_enabled else '') }}

{#- Clock and language #}
{{- setting('LocalEnetcfgSntp', ntp_ip if ntp_enabled else '') }}
{%- if tz %}
{{- setting('DmAdmcfgTimeZone', XX_timezone) }}
{%- endif %}
{%- if locale %}
{{- setting('language_local', XX_language) }}
{{- setting('language', XX_language) }}
{{- setting('language_choice', 'true') }}
{%- endif %}

{#- Access #}
{%- if user_password %}
{{- setting('WebUserPasswd', user_password) }}
{%- endif %}
{%- if admin_password %}
{{- setting('DmAdminPasswd', admin_password) }}
{%- endif %}

{#- Voicemail: one for all accounts #}
{{- setting('TelephonyVmNumber', lines[0].voicemail) }}
{{- setting('SIPMessageWaitingIndicationUri', lines[0].voicemail) }}

{#- Accounts #}
{%- for line in lines if line.position <= vars.accounts %}
{%- set group = 'SIPGroup' ~ line.position %}
{{- setting('SIPServer' ~ line.position ~ 'Address', line.proxy_ip or line.registrar_ip) }}
{{- setting(group ~ 'DomainName', line.registrar_ip or line.proxy_ip) }}
{{- setting(group ~ 'AuthenticationName', line.auth_username) }}
{{- setting(group ~ 'AuthenticationPassword', line.password) }}
{{- setting(group ~ 'LabelName', line.display_name or line.number) }}
{{- setting(group ~ 'DisplayName', line.display_name) }}
{{- setting(group ~ 'DeviceUri', line.username or line.auth_username) }}
{{- setting(group ~ 'OutBoundProxyAddress', line.outbound_proxy_ip) }}
{{- setting(group ~ 'OutBoundProxyPort', line.outbound_proxy_port or sip_outbound_proxy_port or 5060) }}
{{- setting(group ~ 'Enable', 1) }}
{{- setting('Group' ~ line.position ~ 'AccountEnable', 'true') }}
{%- endfor %}
{%- set used = lines | map(attribute='position') | list %}
{%- for n in range(1, vars.accounts + 1) if n not in used %}
{{- setting('SIPGroup' ~ n ~ 'Enable', 0) }}
{{- setting('Group' ~ n ~ 'AccountEnable', 'false') }}
{%- endfor %}
</settings>

<?xml version="1.0" encoding="UTF-8"?>
{%- macro setting(id, value) %}
  <setting id="{{ id }}" value="{{ value }}"/>
{%- endmacro %}
<settings>
{%- for line in lines %}
{%- set account = 'Account' ~ line.position %}
{{- setting(account ~ 'RegName', line.auth_username) }}
{{- setting(account ~ 'UserName', line.auth_username) }}
{{- setting(account ~ 'Password', line.password) }}
{{- setting(account ~ 'Label', line.number ~ ' - ' ~ line.display_name) }}
{{- setting(account ~ 'DisplayName', line.display_name) }}
{{- setting(account ~ 'Server1Address', line.proxy_ip) }}
{{- setting(account ~ 'Server1Port', line.proxy_port) }}
{{- setting(account ~ 'Server1Transport', sip_transport or 'udp') }}
{{- setting(account ~ 'Server2Address', line.backup_proxy_ip) }}
{{- setting(account ~ 'Server2Port', (line.backup_proxy_port or sip_backup_proxy_port or '') if line.backup_proxy_ip else 5060) }}
{{- setting(account ~ 'OutboundProxy1Address', line.outbound_proxy_ip) }}
{{- setting(account ~ 'OutboundProxy1Port', line.outbound_proxy_port or sip_outbound_proxy_port or 5060) }}
{{- setting(account ~ 'DtmfMode', maps.dtmf_myriad[line.dtmf_mode] or 'off') }}
{{- setting(account ~ 'VmNumber', exten_voicemail) }}
{{- setting(account ~ 'MwiUri', line.voicemail) }}
{%- for name, value in maps.account | items %}
{{- setting(account ~ name, value) }}
{%- endfor %}
{%- endfor %}

{#- Where its files are #}
{{- setting('DeviceProvisionServerUrl', server.url) }}
{{- setting('DeviceFirmwareUpgradeUrl', server.url ~ '/firmware') }}
  <setting id="DeviceBackupUrl" value="" override=""/>

{#- Access: the guest ("var") has the password of the user #}
{{- setting('DeviceSecurityUserName', user_username or 'user') }}
{{- setting('DeviceSecurityUserPwd', user_password or 'user') }}
{{- setting('DeviceSecurityVarPwd', user_password or 'var') }}
{{- setting('DeviceSecurityAdminName', admin_username or 'admin') }}
{{- setting('DeviceSecurityAdminPwd', admin_password or '123456') }}

{#- Network #}
{{- setting('DeviceNetworkDns1', dns_ip if dns_enabled else '') }}
{{- setting('DeviceNetworkLanVlanEnable', 'true' if vlan_enabled else 'false') }}
{{- setting('DeviceNetworkLanVlanNumber', vlan_id if vlan_enabled else '') }}
{%- set computer = vlan_pc_port_id if vlan_enabled else '' %}
{{- setting('DeviceNetworkPcVlanEnable', 'true' if computer else 'false') }}
{{- setting('DeviceNetworkPcVlanNumber', computer) }}

{#- Clock and language #}
{{- setting('SettingSntpServer', ntp_ip if ntp_enabled else '') }}
{{- setting('SettingTimeZone', XX_timezone) }}
{{- setting('SettingTimeZoneLocation', timezone) }}
{{- setting('SettingLanguage', XX_language) }}

{#- The same for all #}
{%- for name, value in maps.settings | items %}
{{- setting(name, value) }}
{%- endfor %}
{{ XX_fkeys }}
</settings>

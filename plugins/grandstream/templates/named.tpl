{%- macro item(name, value) %}
    <item name="{{ name }}">{{ value }}</item>
{%- endmacro -%}
<?xml version="1.0" encoding="UTF-8"?>
<gs_provision version="1">
  <config version="2">
{#- Access, time and language #}
{%- if admin_password %}{{ item('users.admin.password', admin_password) }}{% endif %}
{%- if ntp_enabled %}{{ item('dateTime.ntp.server.1', ntp_ip) }}{% endif %}
{%- if XX_timezone %}{{ item('dateTime.timezone', XX_timezone) }}{% endif %}
{%- if XX_lang %}{{ item('language.gui', XX_lang) }}{% endif %}
{#- Network: an address is given in its four numbers #}
{%- set octets = dns_ip.split('.') if dns_enabled and dns_ip else [] %}
{%- if octets | length == 4 %}
{%- for octet in octets %}{{ item('network.dns.preferred.ip.' ~ loop.index, octet) }}{% endfor %}
{%- endif %}
{%- if vlan_enabled %}
{{- item('network.port.eth.1.vlan.tag', vlan_id) }}
{%- if vlan_priority is defined %}{{ item('network.port.eth.1.vlan.priority', vlan_priority) }}{% endif %}
{%- endif %}
{#- Looks for a new configuration and firmware each night, at a moment of its own, without asking the user #}
{{- item('provisioning.auto.mode', 'YesUpgradeHourOfDay') }}
{{- item('provisioning.auto.randomTime.enable', 'Yes') }}
{{- item('provisioning.auto.hour', 23) }}
{{- item('provisioning.auto.endHour', 1) }}
{{- item('provisioning.firmware.confirm.enable', 'No') }}
{#- Accounts. Features are those of the platform, so the phone's own codes are off; a NOTIFY may restart the phone #}
{%- for line in lines %}
{%- set account = 'account.' ~ line.position ~ '.' %}
{%- set dtmf = maps.dtmf[sip_dtmf_mode] %}
{{- item(account ~ 'enable', 'Yes') }}
{{- item(account ~ 'name', line.display_name) }}
{{- item(account ~ 'sip.transport', maps.transport[sip_transport] or 'UDP') }}
{{- item(account ~ 'sip.server.1.address', line.registrar_ip) }}
{{- item(account ~ 'sip.server.2.address', line.backup_registrar_ip if 'backup_registrar_ip' in line.given else '') }}
{{- item(account ~ 'sip.userid', line.auth_username) }}
{{- item(account ~ 'sip.subscriber.userid', line.auth_username) }}
{{- item(account ~ 'sip.subscriber.password', line.password) }}
{{- item(account ~ 'sip.subscriber.name', line.display_name) }}
{{- item(account ~ 'sip.accountDisplay', 'User Name') }}
{{- item(account ~ 'sip.registration', 'Yes') }}
{{- item(account ~ 'sip.unregisterOnReboot', 'Yes') }}
{{- item(account ~ 'sip.allowSipReset', 'Yes') }}
{{- item(account ~ 'sip.voicemail.number', exten_voicemail) }}
{%- if exten_pickup_call %}{{ item(account ~ 'sip.blf.callPickup.prefix', exten_pickup_call) }}{% endif %}
{{- item(account ~ 'call.dialplan', '{ [*x]+ }') }}
{{- item(account ~ 'intercom.allowAutoAnswer', 'Yes') }}
{{- item(account ~ 'featureCodes.callFeatures', 'No') }}
{{- item(account ~ 'dtmf.sendInAudio', dtmf.audio) }}
{{- item(account ~ 'dtmf.sendInRtp', dtmf.rtp) }}
{{- item(account ~ 'dtmf.sendInSip', dtmf.sip) }}
{%- endfor %}
{{- XX_fkeys }}
  </config>
</gs_provision>

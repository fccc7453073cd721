{#- Devices whose settings have names, with all that the vendor's templates of them tell. -#}
{%- macro item(name, value) %}
    <item name="{{ name }}">{{ value }}</item>
{%- endmacro -%}
{%- set configured = {} -%}
{%- for line in lines %}{% set _ = configured.update({line.position: line}) %}{% endfor -%}
{%- set positions = range(1, vars.accounts + 1) if vars.accounts else configured.keys() -%}
<?xml version="1.0" encoding="UTF-8"?>
<gs_provision version="1">
  <config version="2">
{#- Access, time and language #}
{%- if admin_password %}{{ item('users.admin.password', admin_password) }}{% endif %}
{%- if user_password %}{{ item('users.user.password', user_password) }}{% endif %}
{%- if ntp_enabled %}{{ item('dateTime.ntp.server.1', ntp_ip) }}{% endif %}
{%- if vars.zone == 'custom' and tz %}
{{- item('dateTime.timezone', 'customize') }}
{{- item('dateTime.timezone.custom', XX_zone) }}
{%- elif vars.zone == 'list' and maps.zone_list[timezone] %}
{{- item('dateTime.timezone', maps.zone_list[timezone]) }}
{%- elif vars.zone == 'name' and tz %}
{{- item('dateTime.timezone', timezone) }}
{%- endif %}
{%- if vars.language_as and XX_lang %}{{ item('language.gui', XX_lang) }}{% endif %}
{#- Network: an address is given in its four numbers #}
{%- set octets = dns_ip.split('.') if dns_enabled and dns_ip else [] %}
{%- if octets | length == 4 and vars.dns %}
{%- for octet in octets %}{{ item('network.dns.preferred.ip.' ~ loop.index, octet) }}{% endfor %}
{%- endif %}
{%- if vlan_enabled and vars.vlan %}
{%- if vars.vlan == 'switch' %}{{ item('network.port.eth.1.vlan.enable', 'Yes') }}{% endif %}
{{- item('network.port.eth.1.vlan.tag', vlan_id) }}
{%- if vlan_priority is defined %}{{ item('network.port.eth.1.vlan.priority', vlan_priority) }}{% endif %}
{%- if vars.pc_vlan and vlan_pc_port_id is defined %}{{ item('network.port.pc.vlan.tag', vlan_pc_port_id) }}{% endif %}
{%- endif %}
{#- Log #}
{{- item('maintain.syslog.protocol', 'UDP') }}
{{- item('maintain.syslog.server', syslog_ip if syslog_enabled else '') }}
{{- item('maintain.syslog.level', maps.syslog_name[syslog_level] or 'Warning' if syslog_enabled else 'None') }}
{#- Where the device comes back to, and when it looks for changes #}
{{- item('provisioning.config.protocol', 'HTTPS' if server.scheme == 'https' else 'HTTP') }}
{{- item('provisioning.config.serverPath', server.without_scheme ~ '/Grandstream') }}
{{- item('provisioning.auto.mode', vars.check_config) }}
{{- item('provisioning.auto.hour', 23) }}
{#- Accounts. Features are those of the platform, so the device's own codes are off; a NOTIFY may restart it #}
{%- for position in positions %}
{%- set line = configured[position] %}
{%- set account = 'account.' ~ position ~ '.' %}
{{- item(account ~ 'enable', 'Yes' if line else 'No') }}
{%- if line %}
{%- set port = line.registrar_port or sip_registrar_port or line.proxy_port %}
{%- set backup = line.backup_registrar_ip or line.backup_proxy_ip %}
{%- set backup_port = line.backup_registrar_port or line.backup_proxy_port or sip_backup_registrar_port or sip_backup_proxy_port %}
{%- set outbound = line.outbound_proxy_ip or (line.proxy_ip if line.proxy_ip != line.registrar_ip else '') %}
{%- set outbound_port = (line.outbound_proxy_port or sip_outbound_proxy_port) if line.outbound_proxy_ip else line.proxy_port %}
{%- set dtmf = maps.dtmf[line.dtmf_mode] or maps.dtmf['RTP-out-of-band'] %}
{{- item(account ~ 'name', line.display_name) }}
{{- item(account ~ 'sip.server.1.address', line.registrar_ip ~ ':' ~ port if port else line.registrar_ip) }}
{%- if vars.backup_server %}
{{- item(account ~ 'sip.server.2.address', backup ~ ':' ~ backup_port if backup and backup_port else backup) }}
{%- endif %}
{{- item(account ~ 'sip.outboundProxy.1.address', outbound ~ ':' ~ outbound_port if outbound and outbound_port else outbound) }}
{{- item(account ~ 'sip.userid', line.username) }}
{{- item(account ~ 'sip.subscriber.' ~ vars.subscriber_id, line.auth_username) }}
{{- item(account ~ 'sip.subscriber.password', line.password) }}
{{- item(account ~ 'sip.subscriber.name', line.display_name) }}
{{- item(account ~ 'sip.registration', 'Yes') }}
{{- item(account ~ 'sip.unregisterOnReboot', 'Instance') }}
{{- item(account ~ 'sip.transport', vars.tls_name if line.transport == 'tls' else maps.transport[line.transport] or 'UDP') }}
{{- item(account ~ 'sip.allowSipReset', 'Yes') }}
{%- if vars.voicemail %}
{{- item(account ~ 'sip.voicemail.number', line.voicemail) }}
{{- item(account ~ 'sip.subscribe.forMwi', 'Yes' if sip_subscribe_mwi else 'No') }}
{%- endif %}
{{- item(account ~ 'dtmf.sendInAudio', dtmf.audio) }}
{{- item(account ~ 'dtmf.sendInRtp', dtmf.rtp) }}
{{- item(account ~ 'dtmf.sendInSip', dtmf.sip) }}
{{- item(account ~ 'audio.srtpMode', maps.srtp_name[line.srtp_mode] or 'Disabled') }}
{{- item(account ~ 'call.dialplan', '{ [*x]+ }') }}
{%- if vars.features %}{{ item(account ~ 'featureCodes.callFeatures', 'No') }}{% endif %}
{%- if vars.intercom %}{{ item(account ~ 'intercom.allowAutoAnswer', 'Yes') }}{% endif %}
{%- if vars.answers %}{{ item(account ~ 'call.incoming.rule', 2) }}{% endif %}
{%- if vars.pickup_numbers and exten_pickup_call %}{{ item(account ~ 'sip.blf.callPickup.prefix', exten_pickup_call) }}{% endif %}
{%- endif %}
{%- endfor %}
{#- A speaker answers whoever calls #}
{%- if vars.answers %}{{ item('phonebook.blocking.rule', 'AutoAnswer') }}{% endif %}
{{- XX_fkeys }}
  </config>
</gs_provision>

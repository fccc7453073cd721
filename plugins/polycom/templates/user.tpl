{#- A server of a registration: `n` is 1 for the main one, 2 for the one to fall back on. -#}
{%- macro server_of(reg, n, address, port) %}
  reg.{{ reg }}.server.{{ n }}.address="{{ address }}"
  reg.{{ reg }}.server.{{ n }}.port="{{ port }}"
  reg.{{ reg }}.server.{{ n }}.transport="{{ XX_sip_transport }}"
  reg.{{ reg }}.server.{{ n }}.expires="3600"
{%- endmacro -%}
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<{{ vars.root_element }}
  device.set="1"
{%- if vars.uc_software %}
  device.prov.tagSerialNo.set="1"
  device.prov.tagSerialNo="1"
{%- endif %}
  device.net.vlanId.set="1"
  device.net.vlanId="{{ vlan_id if vlan_enabled }}"
  device.syslog.serverName.set="1"
  device.syslog.transport.set="1"
  device.syslog.renderLevel.set="1"
  device.syslog.serverName="{{ syslog_ip if syslog_enabled }}"
  device.syslog.transport="{{ 1 if syslog_enabled else 0 }}"
  device.syslog.renderLevel="{{ XX_syslog_level if syslog_enabled and XX_syslog_level else 1 }}"
{%- if vars.uc_software %}
  device.auth.localAdminPassword.set="1"
  device.auth.localAdminPassword="{{ admin_password or '9486' }}"
  device.auth.localUserPassword.set="1"
  device.auth.localUserPassword="{{ user_password or '123' }}"
  qos.ip.callControl.dscp="46"
  qos.ip.rtp.dscp="46"
  apps.push.messageType="0"
  apps.push.username=""
  apps.push.password=""
  call.callWaiting.enable="1"
{%- endif %}
{%- set srtp = maps.srtp[sip_srtp_mode] or maps.srtp.disabled %}
  sec.srtp.enable="{{ srtp.enable }}"
  sec.srtp.offer="{{ srtp.offer }}"
  sec.srtp.require="{{ srtp.require }}"
  tcpIpApp.sntp.address.overrideDHCP="{{ 1 if ntp_enabled else 0 }}"
  tcpIpApp.sntp.address="{{ ntp_ip if ntp_enabled }}"
{{- XX_timezone }}
  lcl.ml.lang="{{ XX_language }}"
{%- if sip_dtmf_mode or vars.uc_software %}
{%- if sip_dtmf_mode == 'SIP-INFO' and not vars.uc_software %}
  tone.dtmf.viaRtp="0"
  voIpProt.SIP.dtmfViaSignaling.rfc2976="1"
{%- else %}
{%- set dtmf = maps.dtmf[sip_dtmf_mode] or maps.dtmf['RTP-out-of-band'] %}
  tone.dtmf.viaRtp="{{ dtmf.rtp }}"
  tone.dtmf.rfc2833Control="{{ dtmf.rfc2833 }}"
  voIpProt.SIP.dtmfViaSignaling.rfc2976="{{ dtmf.info }}"
{%- endif %}
{%- endif %}
{%- for line in lines %}
{%- set reg = line.position %}
{{- server_of(reg, 1, line.proxy_ip, line.proxy_port) }}
  reg.{{ reg }}.server.1.register="1"
  reg.{{ reg }}.server.1.retryMaxCount="2"
{%- if line.backup_proxy_ip %}
{{- server_of(reg, 2, line.backup_proxy_ip, line.backup_proxy_port or sip_backup_proxy_port) }}
{%- endif %}
  reg.{{ reg }}.displayName="{{ line.display_name }}"
  reg.{{ reg }}.label="{{ line.number }}"
  reg.{{ reg }}.address="{{ line.username }}"
  reg.{{ reg }}.auth.userId="{{ line.auth_username }}"
  reg.{{ reg }}.auth.password="{{ line.password }}"
  msg.mwi.{{ reg }}.subscribe="{{ line.number if sip_subscribe_mwi }}"
  msg.mwi.{{ reg }}.callBackMode="contact"
  msg.mwi.{{ reg }}.callBack="{{ line.voicemail }}"
{%- endfor %}
{%- if exten_pickup_call %}
  call.directedCallPickupString="{{ exten_pickup_call }}"
{%- endif %}
{{- XX_fkeys }}
{%- if vars.directory and vars.directory_softkey and XX_xivo_phonebook_url %}
  mb.main.home="{{ XX_xivo_phonebook_url }}"
  softkey.1.enable="1"
  softkey.1.action="{{ XX_xivo_phonebook_url }}"
  softkey.1.label="{{ 'Annuaire' if locale and locale.startswith('fr') else 'Directory' }}"
  softkey.1.use.idle="1"
{%- elif X_xivo_phonebook_ip and not vars.directory_softkey %}
  mb.main.home="http://{{ X_xivo_phonebook_ip }}/service/ipbx/web_services.php/phonebook/search/"
{%- endif %}
/>

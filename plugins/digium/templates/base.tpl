{#- Host of an account: `kind` is "primary" or "alternate". -#}
{%- macro host(kind, address, port) %}
      <host_{{ kind }} server="{{ address }}" port="{{ port or 5060 }}" transport="udp" reregister="3600" retry="25" num_retries="5"/>
{%- endmacro -%}
<?xml version="1.0" encoding="UTF-8"?>
<config>
  <setting id="login_password" value="{{ admin_password or '789' }}"/>
{%- if timezone %}
  <setting id="time_zone" value="{{ timezone }}"/>
{%- endif %}
{%- if ntp_enabled %}
  <setting id="time_source" value="ntp"/>
  <setting id="ntp_server" value="{{ ntp_ip }}"/>
  <setting id="ntp_resync" value="86400"/>
{%- endif %}
{%- if locale %}
  <setting id="locale" value="{{ locale }}"/>
{%- endif %}
  <setting id="accept_local_calls" value="any"/>
  <setting id="backlight_timeout" value="30"/>
  <setting id="ehs" value="Plantronics"/>
  <setting id="enable_blf_on_unused_line_keys" value="1"/>
  <setting id="blf_contact_group" value="Default"/>
  <setting id="network_vlan_id" value="{{ vlan_id if vlan_enabled else 0 }}"/>
  <setting id="network_vlan_qos" value="{{ vlan_priority or 0 if vlan_enabled else 0 }}"/>

  <contacts id="internal" url="{{ server.url }}/{{ device.mac | replace(':', '') }}-contacts.xml"/>

  <accounts>
{%- for line in lines %}
    <account index="{{ line.position - 1 }}" status="1" register="1" account_id="{{ line.username }}" username="{{ line.username }}" authname="{{ line.auth_username }}" password="{{ line.password }}" line_label="{{ line.display_name }}" dial_plan="x.T6" visual_voicemail="0" voicemail="
      {%- if exten_voicemail %}sip:{{ exten_voicemail }}@{{ line.proxy_ip }}{% endif %}" conflict="replace">
{{- host('primary', line.proxy_ip, line.proxy_port) }}
{%- if line.backup_proxy_ip %}
{{- host('alternate', line.backup_proxy_ip, sip_lines[line.position].backup_proxy_port) }}
{%- endif %}
    </account>
{%- endfor %}
  </accounts>

  <ringtones>
    <alerts>
      <alert alert_info="normal" ringtone_id="Digium" ring_type="normal"/>
      <alert alert_info="answer" ringtone_id="" ring_type="answer"/>
      <alert alert_info="ring-answer" ringtone_id="Digium" ring_type="answer"/>
      <alert alert_info="intercom" ringtone_id="" ring_type="answer"/>
      <alert alert_info="visual" ringtone_id="" ring_type="visual"/>
    </alerts>
  </ringtones>

  <firmwares>
{%- set release = plugin.firmware | replace('.', '_') %}
{%- for name in vars.firmware_models %}
    <firmware model="{{ name }}" version="{{ release }}" url="{{ server.url }}/firmware/{{ release }}_{{ name }}_firmware.eff"/>
{%- endfor %}
  </firmwares>
</config>

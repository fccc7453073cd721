# Network
VLAN_ENABLE="{{ 'Y' if vlan_enabled else 'N' }}"
{%- if vlan_enabled %}
VLAN_ID_IP_PHONE="{{ vlan_id }}"
{%- if vlan_pc_port_id %}
VLAN_ID_PC="{{ vlan_pc_port_id }}"
{%- endif %}
{%- endif %}
NTP_ADDR="{{ ntp_ip if ntp_enabled }}"
{%- if syslog_enabled %}
SYSLOG_ADDR="{{ syslog_ip }}"
SYSLOG_PORT="{{ syslog_port }}"
{%- endif %}
{#- The second registrar is that of the line itself: the one for all lines would not go with its proxy. #}
{% for line in lines %}
# Line {{ line.position }}
PHONE_NUMBER_{{ line.position }}="{{ line.number }}"
DISPLAY_NAME_{{ line.position }}="{{ line.display_name }}"
VM_NUMBER_{{ line.position }}="{{ line.voicemail }}"
SIP_URI_{{ line.position }}="sip:{{ line.auth_username }}@{{ line.registrar_ip }}"
SIP_AUTHID_{{ line.position }}="{{ line.auth_username }}"
SIP_PASS_{{ line.position }}="{{ line.password }}"
SIP_PRXY_ADDR_{{ line.position }}="{{ line.proxy_ip }}"
SIP_2NDPROXY_ADDR_{{ line.position }}="{{ line.backup_proxy_ip }}"
SIP_RGSTR_ADDR_{{ line.position }}="{{ line.registrar_ip }}"
SIP_2NDRGSTR_ADDR_{{ line.position }}="{{ line.backup_registrar_ip if 'backup_registrar_ip' in line.given }}"
{% endfor %}

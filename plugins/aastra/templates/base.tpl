# Network
tagging enabled: {{ 1 if vlan_enabled else 0 }}
{%- if vlan_enabled %}
vlan id: {{ vlan_id }}
{%- if vlan_priority is defined %}
priority non-ip: {{ vlan_priority }}
{%- endif %}
# 4095: the port of the computer without a tag
vlan id port 1: {{ vlan_pc_port_id or 4095 }}
{%- endif %}
{%- if dns_enabled %}
dns1: {{ dns_ip }}
{%- endif %}
tos sip: 46
tos rtp: 46

# Clock
{%- if ntp_enabled %}
time server disabled: 0
time server1: {{ ntp_ip }}
{%- else %}
time server disabled: 1
{%- endif %}
{{ XX_timezone }}
{%- if ntp_enabled %}

# Updates
upgrade uri: {{ server.url }}
contact rcs: 0
inactive minet present: 1
{%- set path = (server.path ~ '/Aastra')[1:] %}
{%- if server.scheme == 'https' %}
download protocol: HTTPS
https server: {{ server.host }}
https path: {{ path }}
https port: {{ server.port }}
{#- For a phone that is told to use plain HTTP by hand: the standard port. #}
http server: {{ server.host }}
http path: Aastra
http port: 8667
{%- else %}
download protocol: HTTP
http server: {{ server.host }}
http path: {{ path }}
http port: {{ server.port }}
{%- endif %}
{%- endif %}

# Access to the menus
{%- if admin_password %}
admin password: {{ admin_password }}
{%- endif %}
{%- if user_password %}
user password: {{ user_password }}
{%- endif %}

# Screen and language
{%- if vars.idle_screen %}
idle screen mode: {{ vars.idle_screen }}
{%- endif %}
{%- if vars.date_format %}
date format: {{ vars.date_format }}
{%- endif %}
{%- if vars.ring_splash_off %}
play a ring splash: 0
{%- endif %}
{%- if XX_locale %}
language: 1
language 1: {{ vars.language_folder }}/{{ XX_locale.file }}
tone set: {{ XX_locale.tones }}
input language: {{ XX_locale.input }}
{%- endif %}
{%- if vars.ring_splash_off and XX_xivo_phonebook_url %}
directory script: {{ XX_xivo_phonebook_url }}
{%- endif %}
{%- if syslog_enabled %}

# Log
log server ip: {{ syslog_ip }}
log server port: {{ syslog_port }}
{%- for module in ['linemgr', 'user interface', 'sip', 'ept', 'ind', 'kbd', 'net', 'provis', 'rtpt', 'snd', 'stun'] %}
log module {{ module }}: {{ maps.log_level[syslog_level] or '1' }}
{%- endfor %}
{%- endif %}

# SIP
{%- if sip_dtmf_mode %}
sip out-of-band dtmf: {{ 0 if sip_dtmf_mode == 'RTP-in-band' else 1 }}
sip dtmf method: {{ 1 if sip_dtmf_mode == 'SIP-INFO' else 0 }}
{%- endif %}
{%- if sip_subscribe_mwi is defined %}
sip explicit mwi subscription: {{ 1 if sip_subscribe_mwi else 0 }}
{%- endif %}
sip transport protocol: {{ XX_sip_transport }}
# G.722, G.729 and both kinds of G.711, 20 ms, silence suppressed
sip customized codec: payload=9;ptime=20;silsupp=on,payload=18;ptime=20;silsupp=on,,payload=0;ptime=20;silsupp=on,payload=8;ptime=20;silsupp=on
{%- if exten_pickup_call %}
directed call pickup prefix: {{ exten_pickup_call }}
{%- endif %}
{%- for line in lines %}
{%- set n = line.position %}
{% include 'partials/line.tpl' %}
{%- endfor %}

# Keys of the phone itself, then those of its owner
{%- include 'partials/menu.tpl' %}
{{ XX_fkeys }}

{#- Seconds as "+05:30" or "02:00" -#}
{%- macro hours(seconds) %}{{ '%02d:%02d' | format((seconds | abs) // 3600, (seconds | abs) % 3600 // 60) }}{% endmacro -%}
{%- macro offset(seconds) %}{{ '-' if seconds < 0 else '+' }}{{ hours(seconds) }}{% endmacro -%}
{%- macro change(at) %}{{ hours(at.time) }} {{ maps.month[at.month] }} {{ maps.week[at.week] }} {{ maps.weekday[at.weekday] }}{% endmacro -%}

{#- Each host that a line uses is one server: an interface for its calls, a location service for its registrations. -#}
{%- set servers = [] -%}
{%- set hosts = [] -%}
{%- for line in lines -%}
  {%- for server in [
    { 'host': line.proxy_ip, 'port': line.proxy_port or 5060 },
    { 'host': line.backup_proxy_ip, 'port': line.backup_proxy_port or 5060 },
  ] if server.host and server.host not in hosts -%}
    {%- set _ = hosts.append(server.host) -%}
    {%- set _ = servers.append(server) -%}
  {%- endfor -%}
{%- endfor -%}

cli version 3.20
{%- if tz %}
clock local default-offset {{ offset(tz.utcOffset) }}
{%- if tz.dst %}
clock local dst-rule DSTRULE {{ offset(tz.utcOffset + tz.dst.save) }} from {{ change(tz.dst.start) }} until {{ change(tz.dst.end) }}
{%- endif %}
{%- endif %}

timer PROVISIONING_CONFIG now + 1 minute "provisioning execute PF_PROVISIONING_CONFIG"
timer PROVISIONING_FIRMWARE now + 1 minute "provisioning execute PF_PROVISIONING_FIRMWARE"
{% if ntp_enabled %}
sntp-client
sntp-client server primary {{ ntp_ip }}
{% endif %}
{%- if admin_username and admin_password %}
administrator {{ admin_username }} password {{ admin_password }}
{%- endif %}
{%- if user_username and user_password %}
operator {{ user_username }} password {{ user_password }}
{%- endif %}

# Its own file again, from where the DHCP server said
profile provisioning PF_PROVISIONING_CONFIG
  destination configuration
  location 1 $(dhcp.66)/$(system.mac).cfg
  activation reload graceful

actions
  rule ACT_CHECK_SYNC
    condition sip gateway:GW_SIP NOTIFY_CHECK_SYNC_RELOAD
    action "provisioning execute PF_PROVISIONING_CONFIG"
{% if syslog_enabled %}
syslog-client
  remote {{ syslog_ip }} {{ syslog_port }}
    facility kernel severity informational
    facility sip severity {{ maps.severity[syslog_level] or 'warning' }}
{% endif %}
system
  ic voice 0
    low-bitrate-codec g729

# Tones: milliseconds, hertz, decibels
profile call-progress-tone FR_Dialtone
  play 1 5000 440 -10
profile call-progress-tone FR_Alertingtone
  play 1 1500 440 -10
  pause 2 3500
profile call-progress-tone FR_Busytone
  play 1 500 440 -10
  pause 2 500

profile tone-set default
  map call-progress-tone dial-tone FR_Dialtone
  map call-progress-tone ringback-tone FR_Alertingtone
  map call-progress-tone busy-tone FR_Busytone
  map call-progress-tone release-tone FR_Busytone
  map call-progress-tone congestion-tone FR_Busytone

profile voip default
  codec 1 g711alaw64k rx-length 20 tx-length 20
  codec 2 g711ulaw64k rx-length 20 tx-length 20
  dtmf-relay {{ XX_dtmf_relay }}
  ced net-side-detection
  fax transmission 1 relay t38-udp
  fax transmission 2 bypass g711alaw64k rx-length 20 tx-length 20

# Network
context ip router
  interface eth0
    ipaddress dhcp
    tcp adjust-mss rx mtu
    tcp adjust-mss tx mtu
{% if vlan_enabled and vlan_priority is defined %}
profile service-policy SP_VLAN_PRIO
  source traffic-class default
    set layer2 cos {{ vlan_priority }}

context ip router
  interface eth0
    use profile service-policy SP_VLAN_PRIO out
{% endif %}
port ethernet 0 0
  medium auto
{%- if vlan_enabled %}
  vlan {{ vlan_id }}
{%- endif %}
  encapsulation ip
  bind interface eth0 router
{%- if vlan_enabled %}
  no shutdown
{%- endif %}

port ethernet 0 0
  no shutdown

# Calls: from a server to the port of the user, from a port to the servers of its line, the main one first
context cs switch
  routing-table called-uri RT_FROM_SIP
{%- for line in lines %}
    route sip:{{ line.username }}@.% dest-interface IF_FXS{{ line.position - 1 }}
{%- endfor %}
{% for server in servers %}
  interface sip IF_SIP_SERVER{{ loop.index }}
    bind context sip-gateway GW_SIP
    route call dest-table RT_FROM_SIP
    remote {{ server.host }} {{ server.port }}
{% endfor %}
{%- for line in lines %}
  {%- set port = line.position - 1 %}
  service hunt-group HG_FROM_FXS{{ port }}
    timeout 3
  {%- for host in [line.proxy_ip, line.backup_proxy_ip] if host %}
    route call dest-interface IF_SIP_SERVER{{ hosts.index(host) + 1 }}
  {%- endfor %}

  routing-table called-e164 RT_FROM_FXS{{ port }}
    route .T dest-service HG_FROM_FXS{{ port }}

  interface fxs IF_FXS{{ port }}
    route call dest-table RT_FROM_FXS{{ port }}
    message-waiting-indication stutter-dial-tone
    message-waiting-indication frequency-shift-keying
    call-transfer
    subscriber-number {{ line.username }}
{% endfor %}
context cs switch
  no shutdown

authentication-service AUTH
{%- for line in lines %}
  username {{ line.auth_username }} password {{ line.password }}
{%- endfor %}
{% for server in servers %}
location-service LOC_SERVER{{ loop.index }}
  domain {{ server.host }}
  {%- for line in lines if server.host in [line.proxy_ip, line.backup_proxy_ip] %}
  identity {{ line.username }}
    authentication outbound
      authenticate authentication-service AUTH username {{ line.auth_username }}
    call outbound
      preferred-transport-protocol {{ XX_transport_proto }}
    message inbound
      subscribe implicit
    registration outbound
      register auto
  {%- if server.host == line.proxy_ip %}
      registrar {{ line.registrar_ip }} {{ line.registrar_port or 5060 }}
  {%- else %}
      registrar {{ line.backup_registrar_ip if 'backup_registrar_ip' in line.given else line.backup_proxy_ip }} {{ line.backup_registrar_port or 5060 }}
  {%- endif %}
      preferred-transport-protocol {{ XX_transport_proto }}
  {%- endfor %}
{% endfor %}
context sip-gateway GW_SIP
  interface TRANSPORT_ETH0
    bind interface eth0 port 5060

context sip-gateway GW_SIP
{%- for server in servers %}
  bind location-service LOC_SERVER{{ loop.index }}
{%- endfor %}
  notify check-sync accept
  no shutdown
{% for line in lines %}
port fxs 0 {{ line.position - 1 }}
  encapsulation cc-fxs
  bind interface IF_FXS{{ line.position - 1 }} switch
  no shutdown
{% endfor %}
{%- if vars.firmware_folder %}
profile provisioning PF_PROVISIONING_FIRMWARE
  destination script
  location 1 $(dhcp.66)/{{ vars.firmware_folder }}/bw
  activation reload graceful
{%- endif %}

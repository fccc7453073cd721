{#- The day of this year on which a clock change falls, as MMDDhh. `first` is the weekday of the first of the month. -#}
{%- macro change(at) -%}
  {%- set year = now.year - (1 if at.month < 3 else 0) -%}
  {%- set first = (year + year // 4 - year // 100 + year // 400 + [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][at.month - 1] + 1) % 7 -%}
  {%- set day = 1 + (at.weekday - first + 7) % 7 + 7 * (at.week - 1) -%}
  {%- set days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][at.month - 1] -%}
  {{- '%02d%02d%02d' | format(at.month, day - 7 if day > days else day, at.time // 3600) -}}
{%- endmacro -%}
{%- set line = lines | first -%}
[dns]
dns_addr={{ dns_ip if dns_enabled else vars.dns or line.proxy_ip }}

[sip]
domain_name={{ line.proxy_ip }}
proxy_addr={{ line.proxy_ip }}
proxy_port={{ line.proxy_port }}
registrar_addr={{ line.registrar_ip }}
registrar_port={{ line.registrar_port or sip_registrar_port }}
outbound_proxy_addr={{ line.outbound_proxy_ip }}
outbound_proxy_port={{ line.outbound_proxy_port or sip_outbound_proxy_port }}
# In place of the first ones
proxy2_addr={{ line.backup_proxy_ip }}
proxy2_port={{ line.backup_proxy_port or sip_backup_proxy_port }}
registrar2_addr={{ line.backup_registrar_ip }}
registrar2_port={{ line.backup_registrar_port or sip_backup_registrar_port }}
sip_transport_mode={{ maps.transport[sip_transport] if sip_transport in maps.transport else 1 }}
authentication_realm={{ line.proxy_ip }}
authentication_name={{ line.auth_username }}
authentication_password={{ line.password }}
user_name={{ line.username }}
display_name={{ line.display_name }}
voice_mail_uri={{ line.voicemail }}
message_waiting_indication_uri={% if line.voicemail %}{{ line.voicemail }}@{{ line.proxy_ip }}{% endif %}

[sntp]
sntp_addr={{ ntp_ip if ntp_enabled }}
timezone={% if tz %}UT::{{ tz.utcOffset // 60 }}:{{ change(tz.dst.start) if tz.dst else '000000' }}:{{ change(tz.dst.end) if tz.dst else '000000' }}{% endif %}

[telnet]
telnet_password={{ vars.password or admin_password or '000000' }}

[audio]
tone_country={{ maps.tones[locale] }}
dtmf_type={{ maps.dtmf[sip_dtmf_mode] }}

[appl]
admin_password={{ vars.password or admin_password or '000000' }}
{{ XX_fkeys }}

{#- Devices whose accounts point to a server profile: cordless bases, analog gateways. Lines of the same server share a profile; lines
    beyond the last profile go to it. Adapters of one or two ports have a profile for each. -#}
{%- macro value(number, text) %}
    <P{{ number }}>{{ text }}</P{{ number }}>
{%- endmacro -%}
{%- set configured = {} -%}
{%- for line in lines %}{% set _ = configured.update({line.position: line}) %}{% endfor -%}
{%- set profile_of = {} -%}
{%- set first_of = {} -%}
{%- for line in lines -%}
  {%- set server = [line.registrar_ip, line.registrar_port, line.proxy_ip, line.proxy_port, line.outbound_proxy_ip, line.transport, line.srtp_mode, line.dtmf_mode, line.voicemail] | join(' ') -%}
  {%- if vars.own_profiles -%}
    {%- set _ = first_of.update({line.position - 1: line}) -%}
  {%- elif server not in profile_of -%}
    {%- set number = [first_of | length, vars.profiles - 1] | min -%}
    {%- set _ = profile_of.update({server: number}) -%}
    {%- if number not in first_of %}{% set _ = first_of.update({number: line}) %}{% endif -%}
  {%- endif -%}
{%- endfor -%}
<?xml version="1.0" encoding="UTF-8"?>
<gs_provision version="1">
  <config version="1">
{%- include 'parts/general-full.tpl' %}
{#- Server profiles #}
{%- for number in range(vars.profiles) %}
{%- set line = first_of[number] %}
{%- set numbers = maps.profile[number | string] %}
{{- value(numbers.active, 1 if line else 0) }}
{%- if line %}
{%- set port = line.registrar_port or sip_registrar_port or line.proxy_port %}
{%- set backup = line.backup_registrar_ip or line.backup_proxy_ip %}
{%- set backup_port = line.backup_registrar_port or line.backup_proxy_port or sip_backup_registrar_port or sip_backup_proxy_port %}
{%- set outbound = line.outbound_proxy_ip or (line.proxy_ip if line.proxy_ip != line.registrar_ip else '') %}
{%- set outbound_port = (line.outbound_proxy_port or sip_outbound_proxy_port) if line.outbound_proxy_ip else line.proxy_port %}
{{- value(numbers.server, line.registrar_ip ~ ':' ~ port if port else line.registrar_ip) }}
{{- value(numbers.backup_server, backup ~ ':' ~ backup_port if backup and backup_port else backup) }}
{{- value(numbers.outbound, outbound ~ ':' ~ outbound_port if outbound and outbound_port else outbound) }}
{{- value(numbers.transport, maps.transport_number[line.transport] or 0) }}
{{- value(numbers.register, 1) }}
{%- if vars.own_profiles %}
{{- value(numbers.user, line.username) }}
{{- value(numbers.auth_user, line.auth_username) }}
{{- value(numbers.password, line.password) }}
{{- value(numbers.name, line.display_name) }}
{%- endif %}
{%- set first = maps.dtmf_first[line.dtmf_mode] or 101 %}
{{- value(numbers.dtmf, first) }}
{{- value(numbers.srtp, maps.srtp_number[line.srtp_mode] or 0) }}
{{- value(numbers.mwi, 1 if sip_subscribe_mwi else 0) }}
{{- value(numbers.call_features, 0) }}
{{- value(numbers.dial_plan, '{ [*x]+ }') }}
{%- if vars.voicemail %}
{{- value(numbers.voicemail, line.voicemail) }}
{%- endif %}
{%- endif %}
{%- endfor %}
{#- Accounts: the numbers count up, anew from the 21st (names), the 31st and the 33rd #}
{%- for n in range(1, (0 if vars.own_profiles else vars.accounts) + 1) %}
{%- set line = configured[n] %}
{%- set user = 4059 + n if n <= 30 else 4209 + n if n <= 32 else 20967 + n %}
{%- set auth = 4089 + n if n <= 30 else 4211 + n if n <= 32 else 21031 + n %}
{%- set password = 4119 + n if n <= 30 else 4213 + n if n <= 32 else 21095 + n %}
{%- set name = 4179 + n if n <= 20 else 4231 + n if n <= 32 else 21159 + n %}
{%- set profile = 4149 + n if n <= 30 else 4215 + n if n <= 32 else 21223 + n %}
{%- set active = 4594 + n if n <= 32 else 21351 + n %}
{{- value(active, 1 if line else 0) }}
{%- if line %}
{%- set server = [line.registrar_ip, line.registrar_port, line.proxy_ip, line.proxy_port, line.outbound_proxy_ip, line.transport, line.srtp_mode, line.dtmf_mode, line.voicemail] | join(' ') %}
{{- value(user, line.username) }}
{{- value(auth, line.auth_username) }}
{{- value(password, line.password) }}
{{- value(name, line.display_name) }}
{{- value(profile, profile_of[server]) }}
{#- A call for the account rings the handset of the same number, which also takes it for its calls #}
{%- if n <= vars.handsets %}
{{- value(27079 + n, n) }}
{{- value(27019 + n, line.number or line.username) }}
{{- value(vars.handset_lines[n - 1], n) }}
{%- endif %}
{%- endif %}
{%- endfor %}
  </config>
</gs_provision>

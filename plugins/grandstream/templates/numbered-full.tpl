{#- Devices whose accounts all have numbers of their own: `maps.full` knows those of the first four, and what is known of the later. -#}
{%- macro value(name, text) %}
{%- if name %}
    <{{ name }}>{{ text }}</{{ name }}>
{%- endif %}
{%- endmacro -%}
{%- set configured = {} -%}
{%- for line in lines %}{% set _ = configured.update({line.position: line}) %}{% endfor -%}
{%- set positions = range(1, vars.accounts + 1) if vars.accounts else configured.keys() -%}
<?xml version="1.0" encoding="UTF-8"?>
<gs_provision version="1">
  <config version="1">
{%- include 'parts/general-full.tpl' %}
{%- for position in positions %}
{%- set line = configured[position] %}
{%- set numbers = maps.full_first if position == 1 else maps.full_other if position <= 4 else maps.full_later %}
{%- set n = (position + 2 if position <= 4 else position + 12 if position <= 6 else position + 499) | string %}
{%- set back = (position - 1) | string %}
{{- value(numbers.active | replace('#', n), 1 if line else 0) }}
{%- if line %}
{%- set port = line.registrar_port or sip_registrar_port or line.proxy_port %}
{%- set backup = line.backup_registrar_ip or line.backup_proxy_ip %}
{%- set backup_port = line.backup_registrar_port or line.backup_proxy_port or sip_backup_registrar_port or sip_backup_proxy_port %}
{%- set outbound = line.outbound_proxy_ip or (line.proxy_ip if line.proxy_ip != line.registrar_ip else '') %}
{%- set outbound_port = (line.outbound_proxy_port or sip_outbound_proxy_port) if line.outbound_proxy_ip else line.proxy_port %}
{{- value(numbers.server | replace('#', n), line.registrar_ip ~ ':' ~ port if port else line.registrar_ip) }}
{{- value(numbers.user | replace('#', n), line.username) }}
{{- value(numbers.auth_user | replace('#', n), line.auth_username) }}
{{- value(numbers.password | replace('#', n), line.password) }}
{%- if position <= 4 %}
{{- value(numbers.name | replace('#', n), line.display_name) }}
{{- value(numbers.display_name | replace('#', n), line.display_name) }}
{{- value(vars.backup_first if position == 1 and vars.backup_first else numbers.backup_server | replace('#', n), backup ~ ':' ~ backup_port if backup and backup_port else backup) }}
{{- value(numbers.outbound | replace('#', n), outbound ~ ':' ~ outbound_port if outbound and outbound_port else outbound) }}
{{- value(numbers.transport | replace('#', n), maps.transport_number[line.transport] or 0) }}
{{- value(numbers.register | replace('#', n), 1) }}
{%- if vars.voicemail %}
{{- value(numbers.voicemail | replace('#', n), line.voicemail) }}
{{- value(numbers.mwi | replace('#', n), 1 if sip_subscribe_mwi else 0) }}
{%- endif %}
{%- if vars.reset_numbers %}{{ value('P26' ~ back ~ '15', 1) }}{% endif %}
{%- if vars.pickup_numbers and exten_pickup_call %}{{ value(numbers.pickup, exten_pickup_call) }}{% endif %}
{%- endif %}
{%- endif %}
{#- Sound and DTMF. Where it is not known which account a number belongs to, all accounts are as the first line. #}
{%- set media = lines[0] if vars.shared_media else line %}
{%- if media and position <= 4 %}
{%- set dtmf = maps.dtmf_number[media.dtmf_mode] or maps.dtmf_number['RTP-out-of-band'] %}
{%- if vars.dtmf_in_audio %}{{ value(numbers.dtmf_audio | replace('#', n), dtmf.audio) }}{% endif %}
{{- value(numbers.dtmf_rtp | replace('#', n), dtmf.rtp) }}
{{- value(numbers.dtmf_sip | replace('#', n), dtmf.sip) }}
{{- value(numbers.srtp | replace('#', n), maps.srtp_number[media.srtp_mode] or 0) }}
{%- if vars.features %}
{{- value(numbers.call_features | replace('#', n), 0) }}
{{- value(numbers.dial_plan | replace('#', n), '{ [*x]+ }') }}
{%- endif %}
{%- endif %}
{%- endfor %}
{#- A door phone whose older firmware has its only account at the numbers of the second. #}
{%- if vars.old_account and lines and not configured[2] %}
{{- value('P402', lines[0].registrar_ip) }}
{{- value('P404', lines[0].username) }}
{{- value('P405', lines[0].auth_username) }}
{{- value('P406', lines[0].password) }}
{{- value('P407', lines[0].display_name) }}
{%- endif %}
{{- XX_fkeys }}
  </config>
</gs_provision>

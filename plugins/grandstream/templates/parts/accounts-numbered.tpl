{#- One macro for all accounts: `maps.account` knows the numbers of the settings. -#}
{%- macro value(name, text) %}
    <{{ name }}>{{ text }}</{{ name }}>
{%- endmacro -%}
{%- for line in lines %}
{%- set numbers = maps.account.first if line.position == 1 else maps.account.other %}
{%- set n = (line.position + 2) | string %}
{{- value(numbers.active | replace('#', n), 1) }}
{{- value(numbers.name | replace('#', n), line.display_name) }}
{{- value(numbers.server | replace('#', n), line.registrar_ip) }}
{#- One that holds for all lines is not taken #}
{{- value(numbers.backup_server | replace('#', n), line.backup_registrar_ip if 'backup_registrar_ip' in line.given else '') }}
{{- value(numbers.user | replace('#', n), line.auth_username) }}
{{- value(numbers.auth_user | replace('#', n), line.auth_username) }}
{{- value(numbers.password | replace('#', n), line.password) }}
{{- value(numbers.display_name | replace('#', n), line.display_name) }}
{{- value(numbers.voicemail | replace('#', n), exten_voicemail) }}
{#- DTMF goes in SIP messages only; the phone's own call features are off #}
{{- value(numbers.dtmf_audio | replace('#', n), 0) }}
{{- value(numbers.dtmf_rtp | replace('#', n), 0) }}
{{- value(numbers.dtmf_sip | replace('#', n), 1) }}
{{- value(numbers.call_features | replace('#', n), 0) }}
{#- A NOTIFY may restart the phone #}
{%- if vars.sip_reset %}{{ value(numbers.sip_reset | replace('#', n), 1) }}{% endif %}
{%- if vars.transport_number %}{{ value(numbers.transport | replace('#', n), maps.transport_number[sip_transport] or 0) }}{% endif %}
{%- endfor %}

{#- One block for each account of the phone; accounts without a line are switched off and emptied. -#}
{%- set dect = vars.kind == 'dect' -%}
{#- Where the transport stands: firmware 73 has it once an account, bases before 87 not at all. -#}
{%- set server_transport = release > 73 and not dect -%}
{%- set configured = {} -%}
{%- for line in lines %}{% set _ = configured.update({line.position: line}) %}{% endfor -%}
{%- set positions = range(1, vars.accounts + 1) if vars.accounts else configured.keys() -%}

{#- DECT bases of firmware 87 name servers once, in templates, and accounts point to them. A template bears the number
    of the first line that uses it. An unset port is 5060, and the last template for a server is the one pointed to. -#}
{%- set templates = {} -%}
{%- set template_of = {} -%}
{%- if dect and release >= 87 -%}
  {%- set seen = {} -%}
  {%- for line in lines -%}
    {%- set server = line.proxy_ip ~ ' ' ~ line.proxy_port -%}
    {%- if server not in seen -%}
      {%- set _ = seen.update({server: true}) -%}
      {%- set _ = templates.update({line.position: line}) -%}
      {%- set _ = template_of.update({line.proxy_ip ~ ' ' ~ (line.proxy_port or 5060): line.position}) -%}
    {%- endif -%}
  {%- endfor -%}
{%- endif -%}

{%- for number, line in templates.items() %}
template.{{ number }}.name = {{ line.proxy_ip }}
template.{{ number }}.sip_server.1.address = {{ line.proxy_ip }}
template.{{ number }}.sip_server.1.port = {{ line.proxy_port or '%NULL%' }}
template.{{ number }}.sip_server.1.transport_type = {{ maps.transport[line.transport] or XX_sip_transport }}
  {%- if line.backup_proxy_ip %}
template.{{ number }}.sip_server.2.address = {{ line.backup_proxy_ip }}
template.{{ number }}.sip_server.2.port = {{ line.backup_proxy_port or sip_backup_proxy_port or '%NULL%' }}
template.{{ number }}.sip_server.2.transport_type = {{ maps.transport[line.transport] or XX_sip_transport }}
  {%- endif %}
{%- endfor %}

{%- for position in positions %}
  {%- set account = 'account.' ~ position %}
  {%- set line = configured[position] %}
  {%- if line %}
    {%- set name = line.display_name or line.number or line.username %}
    {%- set number = line.number or line.username %}

# Account {{ position }}
{{ account }}.enable = 1
    {%- if dect and release >= 87 %}
{{ account }}.label = {{ number }} {{ name }}
{{ account }}.display_name = {{ name }}
    {%- elif release >= 86 %}
{{ account }}.label = {{ name }}
    {%- else %}
{{ account }}.label = {{ number }}
{{ account }}.display_name = {{ name }}
    {%- endif %}
{{ account }}.auth_name = {{ line.auth_username }}
{{ account }}.user_name = {{ line.username }}
{{ account }}.password = {{ line.password }}
    {%- if templates %}
{{ account }}.sip_server.template = {{ template_of[line.proxy_ip ~ ' ' ~ (line.proxy_port or 5060)] }}
    {%- else %}
{{ account }}.sip_server.1.address = {{ line.proxy_ip }}
{{ account }}.sip_server.1.port = {{ line.proxy_port or '%NULL%' }}
{{ account }}.sip_server.2.address = {{ line.backup_proxy_ip or '%NULL%' }}
{{ account }}.sip_server.2.port = {{ line.backup_proxy_port or '%NULL%' }}
      {%- if server_transport %}
{{ account }}.sip_server.1.transport_type = {{ maps.transport[line.transport] or XX_sip_transport }}
{{ account }}.sip_server.2.transport_type = {{ maps.transport[line.transport] or XX_sip_transport }}
      {%- elif release <= 73 %}
{{ account }}.transport = {{ maps.transport[line.transport] or XX_sip_transport }}
      {%- endif %}
    {%- endif %}
{{ account }}.fallback.redundancy_type = 1
{{ account }}.cid_source = 2
{{ account }}.alert_info_url_enable = 0
{{ account }}.nat.udp_update_enable = {{ 0 if dect and release < 87 else 1 }}
{{ account }}.dtmf.type = {{ maps.dtmf[line.dtmf_mode] or maps.dtmf['SIP-INFO'] }}
{{ account }}.dtmf.info_type = 1
    {%- if release >= 86 %}
{{ account }}.srtp_encryption = {{ 2 if line.transport == 'tls' else 0 }}
    {%- endif %}
{{ account }}.codec.g722.enable = 1
{{ account }}.codec.g722_1c_48kpbs.enable = 1
{{ account }}.codec.g722_1c_32kpbs.enable = 1
{{ account }}.codec.g722_1c_24kpbs.enable = 1
{{ account }}.codec.g722_1_24kpbs.enable = 1
{{ account }}.codec.pcmu.enable = 1
{{ account }}.codec.pcma.enable = 1
{{ account }}.codec.g729.enable = {{ 0 if dect and release >= 87 else 1 }}
{{ account }}.codec.g726_16.enable = 0
{{ account }}.codec.g726_24.enable = 0
{{ account }}.codec.g726_32.enable = 0
{{ account }}.codec.g726_40.enable = 0
{{ account }}.codec.g723_53.enable = 0
{{ account }}.codec.g723_63.enable = 0
{{ account }}.codec.opus.enable = 0
{{ account }}.codec.ilbc.enable = 0
    {%- if vars.video and release >= 87 %}
{#- The second value counts: these phones do without the low-rate variants of G.722.1, and without video. #}
{{ account }}.codec.g722.enable = 1
{{ account }}.codec.g722_1c_48kpbs.enable = 0
{{ account }}.codec.g722_1c_32kpbs.enable = 0
{{ account }}.codec.g722_1c_24kpbs.enable = 0
{{ account }}.codec.g722_1_24kpbs.enable = 0
{{ account }}.video.h264.enable = 0
{{ account }}.video.h264hp.enable = 0
{{ account }}.video.vp8.enable = 0
    {%- endif %}
    {%- if sip_subscribe_mwi %}
{{ account }}.subscribe_mwi = 1
    {%- endif %}
voice_mail.number.{{ position }} = {{ line.voicemail or '%NULL%' }}
  {%- else %}

# Account {{ position }}: no line
{{ account }}.enable = 0
{{ account }}.label = %NULL%
{{ account }}.display_name = %NULL%
{{ account }}.auth_name = %NULL%
{{ account }}.user_name = %NULL%
{{ account }}.password = %NULL%
    {%- if dect and release >= 87 %}
{{ account }}.sip_server.template = %NULL%
    {%- else %}
{{ account }}.sip_server.1.address = %NULL%
{{ account }}.sip_server.1.port = %NULL%
{{ account }}.sip_server.2.address = %NULL%
{{ account }}.sip_server.2.port = %NULL%
      {%- if server_transport %}
{{ account }}.sip_server.1.transport_type = %NULL%
{{ account }}.sip_server.2.transport_type = %NULL%
      {%- elif release <= 73 %}
{{ account }}.transport = %NULL%
      {%- endif %}
    {%- endif %}
{{ account }}.subscribe_mwi = %NULL%
voice_mail.number.{{ position }} = %NULL%
  {%- endif %}
{%- endfor %}

{#- An account without a line is switched off and emptied. -#}
{%- set account = 'Config.Account' ~ position -%}
{%- set transport = (line.transport or sip_transport or 'udp') if line else 'udp' -%}
{%- set port = 5061 if transport == 'tls' else 5060 %}

# Account {{ position }}
{{ account }}.GENERAL.Enable = {{ 1 if line else 0 }}
{{ account }}.GENERAL.Label = {{ line.number or line.username }}
{{ account }}.GENERAL.DisplayName = {{ line.display_name }}
{{ account }}.GENERAL.UserName = {{ line.username }}
{{ account }}.GENERAL.AuthName = {{ line.auth_username or line.username }}
{{ account }}.GENERAL.Pwd = {{ line.password }}
{{ account }}.SIP.Server = {{ line.proxy_ip }}
{{ account }}.SIP.Port = {{ line.proxy_port or port }}
{{ account }}.SIP.Server2 = {{ line.backup_proxy_ip }}
{{ account }}.SIP.Port2 = {{ line.backup_proxy_port or port }}
{{ account }}.SIP.TransType = {{ maps.transport[transport] }}
{{ account }}.OUTPROXY.Enable = {{ 1 if line.outbound_proxy_ip else 0 }}
{{ account }}.OUTPROXY.Server = {{ line.outbound_proxy_ip }}
{{ account }}.OUTPROXY.Port = {{ line.outbound_proxy_port or port }}
{%- if line %}
{{ account }}.DTMF.Type = {{ maps.dtmf[line.dtmf_mode] or maps.dtmf['RTP-out-of-band'] }}
{%- if line.dtmf_mode == 'SIP-INFO' %}
{{ account }}.DTMF.InfoType = 2
{%- endif %}
{{ account }}.ENCRYPTION.SRTPEncryption = {{ maps.srtp[line.srtp_mode] or '0' }}
{{ account }}.SUBSCRIBE.SubsribeMWI = {{ 1 if sip_subscribe_mwi else 0 }}
{{ account }}.VOICEMSG.Number = {{ line.voicemail or exten_voicemail }}
{%- endif %}

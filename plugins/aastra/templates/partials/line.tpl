{#- One account. Without a second server the phone wants an address of zeros. #}

sip line{{ n }} proxy ip: {{ line.proxy_ip }}
sip line{{ n }} proxy port: {{ line.proxy_port or 5060 }}
sip line{{ n }} backup proxy ip: {{ line.backup_proxy_ip or '0.0.0.0' }}
sip line{{ n }} backup proxy port: {{ line.backup_proxy_port or sip_backup_proxy_port or 5060 }}
sip line{{ n }} registrar ip: {{ line.registrar_ip }}
sip line{{ n }} registrar port: {{ line.registrar_port or sip_registrar_port or 5060 }}
sip line{{ n }} backup registrar ip: {{ line.backup_registrar_ip or '0.0.0.0' }}
sip line{{ n }} backup registrar port: {{ line.backup_registrar_port or sip_backup_registrar_port or 5060 }}
sip line{{ n }} user name: {{ line.username }}
sip line{{ n }} auth name: {{ line.auth_username }}
sip line{{ n }} password: {{ line.password }}
sip line{{ n }} display name: {{ line.display_name }}
sip line{{ n }} screen name: {{ line.display_name }}
sip line{{ n }} screen name 2: {{ line.number }}
sip line{{ n }} dtmf method: {{ 1 if line.dtmf_mode == 'SIP-INFO' else 0 }}
sip line{{ n }} srtp mode: {{ maps.srtp[line.srtp_mode] or '0' }}
{%- if line.voicemail %}
sip line{{ n }} vmail: {{ line.voicemail }}
{%- endif %}
{%- for key in keys if key.type == 'park' %}
{%- if loop.first %}
sip line{{ n }} park pickup config: {{ key.value }};{{ key.value }};asterisk
{%- endif %}
{%- endfor %}

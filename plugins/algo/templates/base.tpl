{#- An endpoint has one server for all that it registers. `server`: its address, with the port when there is one. -#}
{%- macro server(address, port) %}{% if address %} {{ address }}{% if port %}:{{ port }}{% endif %}{% endif %}{% endmacro -%}
{%- set line = lines | first -%}
# Provisioning
prov.use = 1
sip.interop.checksync = conditional-reboot
{%- if admin_password %}

# Web page
admin.pwd = {{ admin_password }}
{%- endif %}
{%- if timezone or ntp_enabled %}

# Time
{%- endif %}
{%- if timezone %}
admin.timezone = {{ timezone }}
{%- endif %}
{%- if ntp_enabled %}
net.time = {{ ntp_ip }}
net.time1 = {{ ntp_ip }}
{%- endif %}
{%- if dns_enabled %}

# Network
net.dns1 = {{ dns_ip }}
{%- endif %}
{%- if line %}

# SIP servers
{{ vars.proxy_parameter }} ={{ server(line.proxy_ip, line.proxy_port) }}
sip.registrar ={% if line.registrar_ip != line.proxy_ip %}{{ server(line.registrar_ip, line.registrar_port) }}{% endif %}
sip.obproxy ={{ server(line.outbound_proxy_ip, line.outbound_proxy_port) }}
sip.bkproxy1 ={{ server(line.backup_proxy_ip, line.backup_proxy_port) }}
sip.ssr.use = {{ 1 if line.backup_proxy_ip else 0 }}
sip.transp = {{ line.transport or sip_transport }}
{%- if line.srtp_mode == 'disabled' %}
sip.srtp =
{%- endif %}
{%- if maps.dtmf[line.dtmf_mode] %}
phone.dtmf.src = {{ maps.dtmf[line.dtmf_mode] }}
{%- endif %}

# SIP account
sip.register.use = 1
{%- if not vars.call_button %}
sip.page.use = 1
{%- endif %}
sip.u1.user = {{ line.username }}
sip.u1.auth = {{ line.auth_username }}
sip.u1.pwd = {{ line.password }}
sip.u1.dname = {{ line.display_name }}
{%- endif %}
{%- if vars.call_button %}

# Call button
dp.dest ={% for key in keys if key.position == 1 and key.value %} {{ key.value }}{% endfor %}
{%- endif %}

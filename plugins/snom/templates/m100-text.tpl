{#- What m100.tpl writes, as lines of `module.setting = value`. -#}
{%- set xml = false -%}
time_date.ntp_dhcp_option = 0
{%- if ntp_enabled %}
time_date.ntp_server = 1
time_date.ntp_server_addr = {{ ntp_ip }}
{%- endif %}
{%- if timezone %}
time_date.timezone_dhcp_option = 0
time_date.selected_timezone = {{ timezone }}
{%- endif %}
{%- if admin_password %}
profile.admin.access_password = {{ admin_password }}
{%- endif %}
{%- if user_password %}
profile.user.access_password = {{ user_password }}
{%- endif %}
network.vlan.wan.enable = {{ 1 if vlan_enabled else 0 }}
network.vlan.wan.id = {{ vlan_id if vlan_enabled else 0 }}
network.vlan.wan.priority = {{ vlan_priority or 0 if vlan_enabled else 0 }}
log.syslog_enable = {{ 1 if syslog_enabled else 0 }}
{%- if syslog_enabled %}
log.syslog_server_address = {{ syslog_ip }}
log.syslog_server_port = {{ syslog_port or 514 }}
{%- endif %}
{%- for line in lines if not model.capabilities.lines or line.position <= model.capabilities.lines %}
{%- include 'partials/m100-account.tpl' %}
{%- endfor %}
{%- for n in range(1, (model.capabilities.lines or 0) + 1) if not sip_lines[n] %}
sip_account.{{ n }}.sip_account_enable = 0
{%- endfor %}
{#- Calls of one account show as lines 1 to 6, as they leave the factory; each of several has a line of its number. #}
{%- for n in range(1, 13) %}
hs_settings.keyline.{{ n }} = {{ n if sip_lines[n] and n <= 8 and lines | length > 1 else 1 if lines | length == 1 and sip_lines[1] and n <= 6 else 0 }}
{%- endfor %}

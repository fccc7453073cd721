{#- One file for all models: module, setting, value. A phone that does not know a setting skips the module that it is in. -#}
# Time
time_date.ntp_dhcp_option = 0
{%- if ntp_enabled %}
time_date.ntp_server = 1
time_date.ntp_server_addr = {{ ntp_ip }}
{%- endif %}
{%- if timezone %}
{#- Phones know zones by their usual names, with the days on which clocks change. #}
time_date.timezone_dhcp_option = 0
time_date.selected_timezone = {{ timezone }}
time_date.daylight_saving_auto_adjust = 1
time_date.daylight_saving_user_defined = 0
{%- endif %}
{%- if admin_password or user_password %}

# Passwords of the menus and web pages
{%- if admin_password %}
profile.admin.access_password = {{ admin_password }}
{%- endif %}
{%- if user_password %}
profile.user.access_password = {{ user_password }}
{%- endif %}
{%- endif %}

# Network
{%- if dns_enabled %}
network.ip.dns1 = {{ dns_ip }}
{%- endif %}
network.vlan.wan.enable = {{ 1 if vlan_enabled else 0 }}
network.vlan.wan.id = {{ vlan_id if vlan_enabled else 0 }}
network.vlan.wan.priority = {{ vlan_priority or 0 if vlan_enabled else 0 }}
{%- if vars.pc_port %}
{%- set pc_vlan = vlan_enabled and vlan_pc_port_id is defined %}
network.vlan.pc.enable = {{ 1 if pc_vlan else 0 }}
network.vlan.pc.id = {{ vlan_pc_port_id if pc_vlan else 0 }}
network.vlan.pc.priority = 0
{%- endif %}

# Log
log.syslog_enable = {{ 1 if syslog_enabled else 0 }}
{%- if syslog_enabled %}
log.syslog_server_address = {{ syslog_ip }}
log.syslog_server_port = {{ syslog_port or 514 }}
{%- endif %}
{%- if vars.screen and maps.language[locale] %}

# Language
user_pref.language = {{ maps.language[locale] }}
user_pref.web_language = {{ maps.language[locale] }}
{%- endif %}

# Accounts
{%- for line in lines if not model.capabilities.lines or line.position <= model.capabilities.lines %}
{%- include 'partials/account.tpl' %}
{%- endfor %}
{#- An account that was taken back is switched off. #}
{%- for n in range(1, (model.capabilities.lines or 0) + 1) if not sip_lines[n] %}
sip_account.{{ n }}.sip_account_enable = 0
{%- endfor %}
{%- if vars.feature_keys %}

# Keys
{{- XX_fkeys }}
{%- endif %}

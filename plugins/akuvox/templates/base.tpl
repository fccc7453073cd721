{#- One file for all products: what only some of them have is behind a variable of the model. -#}
{%- set configured = {} -%}
{%- for line in lines %}{% set _ = configured.update({line.position: line}) %}{% endfor -%}
# Where the phone comes back to, at every start
Config.Autoprovision.MODE.Mode = 1
{%- if server.url %}
Config.Autoprovision.GENERAL.Url = {{ server.url }}/
{%- endif %}

# Access
{%- if admin_username %}
Config.Settings.WEB_LOGIN.User = {{ admin_username }}
{%- endif %}
{%- if admin_password %}
Config.Settings.WEB_LOGIN.Password = {{ admin_password }}
{%- if vars.desk %}
Config.Settings.LOGIN.Password = {{ admin_password }}
{%- endif %}
{%- endif %}
{%- if user_password and not vars.desk %}
Config.Settings.SECURITY.UserAccountEnabled = 1
Config.Settings.WEB_LOGIN.Password02 = {{ user_password }}
{%- endif %}
{%- if vars.desk %}

# Network
Config.Network.VLAN.LanVlanEnable = {{ 1 if vlan_enabled else 0 }}
{%- if vlan_enabled %}
Config.Network.VLAN.LanVid = {{ vlan_id }}
Config.Network.VLAN.LanPriority = {{ vlan_priority or 0 }}
{%- endif %}
{%- set pc_vlan = vlan_enabled and vlan_pc_port_id is defined %}
Config.Network.VLAN.PcVlanEnable = {{ 1 if pc_vlan else 0 }}
{%- if pc_vlan %}
Config.Network.VLAN.PcVid = {{ vlan_pc_port_id }}
{%- endif %}
{%- if dns_enabled %}
Config.Network.LAN.PrimaryDNS = {{ dns_ip }}
{%- endif %}
{%- endif %}

# Log
Config.Settings.LOGLEVEL.RemoteSyslog = {{ 1 if syslog_enabled else 0 }}
{%- if syslog_enabled %}
Config.Settings.LOGLEVEL.RemoteServer = {{ syslog_ip }}
{%- if not vars.desk %}
Config.Settings.LOGLEVEL.RemoteServerPort = {{ syslog_port or 514 }}
{%- endif %}
{%- endif %}

# Language, date and time
{%- set language = (locale or '').split('_') | first %}
{%- if maps.web_language[language] %}
Config.Settings.LANGUAGE.WebLang = {{ maps.web_language[language] }}
{%- endif %}
{%- if vars.screen_language and maps.screen_language[language] %}
Config.Settings.LANGUAGE.Type = {{ maps.screen_language[language] }}
{%- endif %}
{%- if ntp_enabled %}
Config.Settings.SNTP.Enable = 1
Config.Settings.SNTP.NTPServer1 = {{ ntp_ip }}
{%- endif %}
{{ XX_timezone }}
{%- for position in range(1, vars.accounts + 1) %}
{%- set line = configured[position] %}
{%- include 'partials/account.tpl' %}
{%- endfor %}
{%- for line in lines if line.position > vars.accounts %}
{%- set position = line.position %}
{%- include 'partials/account.tpl' %}
{%- endfor %}
{%- if vars.desk %}

# Speed dials
{%- for n in range(1, 13) %}
{%- set key = funckeys[n] %}
Config.Features.SPEEDDIAL.Label{{ '%02d' | format(n) }} = {{ key.label if key.value else '' }}
Config.Features.SPEEDDIAL.Num{{ '%02d' | format(n) }} = {{ key.value }}
{%- endfor %}
{%- endif %}
{%- if vars.buttons %}

# Push buttons: up to eight numbers each, of which the key's value is the first
{%- for n in range(1, vars.buttons + 1) %}
{%- set key = funckeys[n] %}
Config.Programable.SOFTKEY{{ '%02d' | format(n) }}.LocalParam1 = {{ key.value }};;;;;;;
{%- endfor %}
{%- endif %}

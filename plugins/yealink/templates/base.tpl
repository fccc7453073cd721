#!version:1.0.0.1
{#- One file for all phones and firmware lines. `release` is the number of the firmware line (73 to 87): a parameter is
    written from the release on that has it. `%NULL%` puts a parameter back to its factory value. -#}
{%- set release = vars.release -%}
{%- set static = vars.static -%}
{%- set dect = vars.kind == 'dect' -%}
{%- set desk = not dect %}
{%- if desk and release >= 87 %}

{% include 'partials/factory-87.tpl' %}
{%- endif %}

# Where the phone comes back to
{%- if release >= 83 %}
static.auto_provision.server.url = {{ server.url }}/
{%- endif %}
{%- if XX_fw_filename is defined %}
{{ vars.firmware_key }} = {{ server.url }}/firmware/{{ XX_fw_filename }}
{%- endif %}
{%- if desk or release < 87 %}
{{ static }}auto_provision.pnp_enable = 0
{#- What the user changes on the phone stays. #}
{{ static }}auto_provision.custom.protect = 1
{%- endif %}
{%- include 'partials/handsets.tpl' %}

# Network
{{ static }}network.vlan.internet_port_enable = {{ 1 if vlan_enabled else 0 }}
{{ static }}network.vlan.internet_port_vid = {{ vlan_id if vlan_enabled else '%NULL%' }}
{{ static }}network.vlan.internet_port_priority = {{ vlan_priority if vlan_enabled and vlan_priority is defined else '%NULL%' }}
{%- if desk %}
{%- set pc_vlan = vlan_enabled and vlan_pc_port_id is defined %}
{{ static }}network.vlan.pc_port_enable = {{ 1 if pc_vlan else 0 }}
{{ static }}network.vlan.pc_port_vid = {{ vlan_pc_port_id if pc_vlan else '%NULL%' }}
{%- endif %}
{%- if release == 84 %}
static.network.qos.audiotos = 46
static.network.qos.signaltos = 46
{%- endif %}
{%- if release < 81 or (dect and release > 81) %}
{{ static }}syslog.mode = {{ 1 if syslog_enabled else 0 }}
{%- else %}
{{ static }}syslog.enable = {{ 1 if syslog_enabled else 0 }}
{%- endif %}
{{ static }}syslog.server = {{ syslog_ip if syslog_enabled else '%NULL%' }}

# Web interface
{{ static }}security.user_name.user = {{ user_username or 'user' }}
{{ static }}security.user_name.admin = {{ admin_username or 'admin' }}
{{ static }}security.user_password = {{ user_username or 'user' }}:{{ user_password or 'user' }}
{{ static }}security.user_password = {{ admin_username or 'admin' }}:{{ admin_password or 'admin' }}
{%- if desk and (release == 83 or release >= 85) %}
{#- Only the telephone servers may control the phone by URL. #}
{%- for line in lines %}
features.action_uri_limit_ip = {{ line.proxy_ip }}
{%- endfor %}
features.show_action_uri_option = 0
{%- endif %}

# Language, tones, date and time
{%- set lang_prefix = 'static.' if release == 81 else '' %}
{{ lang_prefix }}lang.wui = {{ XX_lang or '%NULL%' }}
{%- if desk %}
{{ lang_prefix }}lang.gui = {{ XX_lang or '%NULL%' }}
local_time.date_format = {{ maps.locale[locale].date_format or '2' if release >= 85 else '2' }}
{%- set gui_language = maps.gui_language[model.name] or vars.gui_language %}
{%- if gui_language %}
gui_lang.url = {{ server.url }}/lang/{{ gui_language }}
{%- endif %}
{%- else %}
custom.handset.language = {{ XX_handset_lang or '%NULL%' }}
{%- endif %}
voice.tone.country = {{ XX_country or '%NULL%' }}
local_time.ntp_server1 = {{ ntp_ip if ntp_enabled and ntp_ip else 'pool.ntp.org' }}
{{ XX_timezone }}

# Calls
sip.notify_reboot_enable = {{ 1 if dect and release >= 87 else 0 }}
{%- if desk or release > 81 %}
call_waiting.enable = 1
{%- if release >= 80 %}
{#- A key during a call: blind transfer. #}
transfer.dsskey_deal_type = 1
{%- endif %}
{%- endif %}
{%- if release < 81 %}
push_xml.sip_notify = 0
{%- endif %}
{%- if desk %}
{#- Alert-Info of the platform: ring1 to ring8. #}
{%- for ring in range(1, 9) %}
distinctive_ring_tones.alert_info.{{ ring }}.text = ring{{ ring }}
distinctive_ring_tones.alert_info.{{ ring }}.ringer = {{ ring }}
{%- endfor %}
{%- if release >= 80 %}
features.caller_name_type_on_dialing = 1
{%- endif %}
{%- if release >= 85 %}
features.text_message.enable = 0
features.text_message_popup.enable = 0
features.config_dsskey_length = 1
features.dnd.large_icon.enable = 1
features.direct_ip_call_enable = 1
sip.trust_ctrl = 1
static.usb.power.enable = 1
{%- endif %}
{%- if release >= 83 and XX_wazo_phoned_user_service_dnd_enabled_url %}
action_url.dnd_on = {{ XX_wazo_phoned_user_service_dnd_enabled_url }}
action_url.dnd_off = {{ XX_wazo_phoned_user_service_dnd_disabled_url }}
{%- endif %}
{%- endif %}

# Directory
{%- if desk %}
{{ static }}directory_setting.url = {{ server.url }}/directory_setting.xml
{%- endif %}
remote_phonebook.data.1.url = {{ XX_xivo_phonebook_url or '%NULL%' }}
remote_phonebook.data.1.name = {{ vars.phonebook_name if XX_xivo_phonebook_url else '%NULL%' }}

# Accounts
{%- include 'partials/accounts.tpl' %}

# Keys
{{- XX_fkeys }}

{#- The phone has one account; its two servers are the main one and the one that stands in for it. -#}
{%- set line = lines | first -%}
{%- if ntp_enabled -%}
SNTP_ENABLE YES
SNTP_SERVER {{ ntp_ip }}
{%- endif %}
{%- if tz %}
TIMEZONE_OFFSET {{ tz.utcOffset }}
{%- endif %}
{%- if admin_password %}
ADMIN_PASSWORD {{ admin_password }}
{%- endif %}
{%- if line %}
{%- set port = line.proxy_port or 5060 %}
SIP_DOMAIN1 {{ line.proxy_ip }}
SERVER_IP1_1 {{ line.proxy_ip }}
SERVER_PORT1_1 {{ port }}
SERVER_IP1_2 {{ line.backup_proxy_ip or line.proxy_ip }}
SERVER_PORT1_2 {{ line.backup_proxy_port or sip_backup_proxy_port or port }}
AUTOLOGIN_ENABLE USE_AUTOLOGIN_ID
AUTOLOGIN_AUTHID_KEY01 {{ line.auth_username }}
AUTOLOGIN_ID_KEY01 {{ line.username }}@{{ line.proxy_ip }}
AUTOLOGIN_PASSWD_KEY01 {{ line.password }}
{%- endif %}
{%- if exten_voicemail %}
VMAIL {{ exten_voicemail }}
{%- endif %}

{%- set line = lines | first -%}
## Access to the phone's own pages
SET ENABLE_WEBSERVER 1
{%- if admin_password %}
SET FORCE_WEB_ADMIN_PASSWORD "{{ admin_password }}"
{%- endif %}

## Codecs, and no Avaya servers around
SET CODEC_PRIORITY "G711A,G711U,G722"
SET ENABLE_G729 0
SET ENABLE_G726 0
SET ENABLE_OPUS 0
SET ENHDIALSTAT 0
SET ENABLE_AVAYA_ENVIRONMENT 0
SET DISCOVER_AVAYA_ENVIRONMENT 0
SET ENABLE_3PCC_ENVIRONMENT 1
SET ENCRYPT_VERSION_IN_USE 1
SET MAX__DISPLAYED_SESSION_APPEARANCES 3

## Where its files are
SET HTTPUSED {{ ip }}
SET HTTPSRVR {{ ip }}
SET HTTPSRVR_IN_USE {{ ip }}
SET HTTPPORT {{ http_port }}
SET CHECK_FILE_SERVER 0
SET TRUSTLIST 1
SET APP_DOWNLOAD_STATUS 14
SET RESTART_COUNTER 4
SET PHY1_OPERATIONAL_MODE 5

## Clock
SET COUNTRY FR
SET INPUT_METHOD 3
SET TIMEZONE "Europe/Paris"
SET DSTOFFSET 2
SET REG_DATE_HEADER 1718640719
SET DATEFORMAT "%d/%m"
SET ADMINTIMEFORMAT 1
{%- if ntp_enabled %}
SET SNTPSRVR {{ ntp_ip }}
SET SNTPSRVR_IN_USE {{ ntp_ip }}
{%- endif %}
{% if line %}
{%- set account = line.username ~ '@' ~ line.proxy_ip %}
## Server; without a port the phone takes that of the transport
SET SIPSIGNAL 0
SET SIPPROXYSRVR {{ line.proxy_ip }}
SET SIPPROXYSRVR_IN_USE {{ line.proxy_ip }}
SET SIP_CONTROLLER_MODE 1
SET SIP_CONTROLLER_LIST "{{ line.proxy_ip }}{% if line.proxy_port %}:{{ line.proxy_port }}{% endif %};transport=udp"
SET SIP_PROXY_SELECTION_POLICY 1
SET SIPDOMAIN {{ line.proxy_ip }}
SET MWISRVR {{ line.proxy_ip }}

## Account: the user is logged in without being asked
SET USER_LOGGED_IN 1
SET DISPLAY_NAME "{{ line.display_name }}"
SET PRIMARY_LINE_EXTENSION "{{ line.display_name }}"
SET SIP_USER_ACCOUNT "{{ account }}"
SET PREV_SIP_USER_ACCOUNT "{{ account }}"
SET SIP_USER_ID "{{ line.auth_username }}"
SET ENABLE_SIP_USER_ID 1
SET FORCE_SIP_USERNAME "{{ line.auth_username }}"
SET FORCE_SIP_PASSWORD "{{ line.password }}"
SET FORCE_SIP_EXTENSION "{{ line.auth_username }}"
{% endif %}
{%- if vars.language_models %}
{%- set language = 'Mlf_' ~ vars.language_models ~ '_ParisianFrench.xml' %}
## Language
SET LANGUAGES "firmware/{{ language }}"
SET LANGUAGES_RESOURCE_LIST "English=res://Mlf_English.xml,Parisian French=lang/{{ language }}"
SET LANGUAGE_FILE_IN_USE "{{ language }}"
SET SYSTEM_LANGUAGE "{{ language }}"
SET LANGUAGE_IN_USE "Parisian French"
{%- endif %}

{#- One account: Jitsi would take more, but a device of this kind has one line. -#}
{%- set line = lines | first -%}
{%- set account = 'net.java.sip.communicator.impl.protocol.sip.acc1' -%}
{%- if line -%}
# Java properties: a colon in a value is written with a backslash.
{{ account }}=acc1
{{ account }}.ACCOUNT_UID=SIP\:{{ line.username }}@{{ line.proxy_ip }}
{{ account }}.USER_ID={{ line.username }}@{{ line.proxy_ip }}
{{ account }}.AUTHORIZATION_NAME={{ line.auth_username }}
{{ account }}.PASSWORD={{ line.password }}
{{ account }}.DISPLAY_NAME={{ line.display_name }}
{{ account }}.PROTOCOL_NAME=SIP

# Server
{{ account }}.SERVER_ADDRESS={{ line.proxy_ip }}
{{ account }}.SERVER_ADDRESS_VALIDATED=true
{{ account }}.SERVER_PORT={{ line.proxy_port or 5060 }}
{{ account }}.PROXY_AUTO_CONFIG=true
{{ account }}.PROXY_ADDRESS_VALIDATED=true
{{ account }}.KEEP_ALIVE_METHOD=NONE
{{ account }}.KEEP_ALIVE_INTERVAL=25

# Encryption as the peer wants it
{{ account }}.DEFAULT_ENCRYPTION=true
{{ account }}.DEFAULT_SIPZRTP_ATTRIBUTE=true

# No presence: the platform has its own
{{ account }}.IS_PRESENCE_ENABLED=false
{{ account }}.FORCE_P2P_MODE=false
{{ account }}.POLLING_PERIOD=30
{{ account }}.SUBSCRIPTION_EXPIRATION=3600
{{ account }}.XCAP_ENABLE=false
{%- endif %}

{%- set account = 'sip_account.' ~ line.position %}
{%- set transport = maps.transport[line.transport] or 'udp' %}
{%- set port = 5061 if transport == 'tls' else 5060 %}
{#- A second server is known as that of a proxy, so that the first one is then a proxy too. #}
{%- set proxy = line.outbound_proxy_ip or (line.proxy_ip if line.backup_proxy_ip) %}
{#- A port for all lines goes with the address for all lines. #}
{%- set outbound_port = line.outbound_proxy_port or (sip_outbound_proxy_port if line.outbound_proxy_ip == sip_outbound_proxy_ip) %}
{%- set backup_port = line.backup_proxy_port or (sip_backup_proxy_port if line.backup_proxy_ip == sip_backup_proxy_ip) %}
{%- set registrar_port = line.registrar_port or (sip_registrar_port if line.registrar_ip == sip_registrar_ip) or (line.proxy_port if line.registrar_ip == line.proxy_ip) %}
{{ account }}.sip_account_enable = 1
{{ account }}.label = {{ line.number or line.display_name or line.username }}
{{ account }}.display_name = {{ line.display_name }}
{{ account }}.user_id = {{ line.username }}
{{ account }}.authentication_name = {{ line.auth_username }}
{{ account }}.authentication_access_password = {{ line.password }}
{{ account }}.primary_sip_server_address = {{ line.proxy_ip }}
{{ account }}.primary_sip_server_port = {{ line.proxy_port or port }}
{{ account }}.primary_registration_server_address = {{ line.registrar_ip }}
{{ account }}.primary_registration_server_port = {{ registrar_port or port }}
{{ account }}.primary_outbound_proxy_server_address = {{ proxy }}
{{ account }}.primary_outbound_proxy_server_port = {{ (outbound_port if line.outbound_proxy_ip else line.proxy_port) or port }}
{{ account }}.backup_outbound_proxy_server_address = {{ line.backup_proxy_ip }}
{{ account }}.backup_outbound_proxy_server_port = {{ backup_port or port }}
{{ account }}.transport_mode = {{ transport }}
{{ account }}.voice_encryption_enable = {{ 1 if line.srtp_mode and line.srtp_mode != 'disabled' else 0 }}
{{ account }}.mwi_enable = {{ 1 if sip_subscribe_mwi else 0 }}
{{ account }}.access_code_retrieve_voicemail = {{ line.voicemail }}
{{ account }}.access_code_park_call = {{ exten_park }}
{{ account }}.access_code_group_call_pickup = {{ exten_pickup_group }}
{{ account }}.access_code_direct_call_pickup = {{ exten_pickup_call }}
{%- if vars.feature_keys %}
{{ account }}.blf_remote_pickup_code = {{ exten_pickup_call }}
{%- endif %}

{#- An account of a base station made by VTech, in the form of the file that it is for: `xml` or lines. -#}
{%- set transport = line.transport or 'udp' %}
{%- set port = 5061 if transport == 'tls' else 5060 %}
{#- A second server is known as that of a proxy, so that the first one is then a proxy too. #}
{%- set proxy = line.outbound_proxy_ip or (line.proxy_ip if line.backup_proxy_ip) %}
{#- A port for all lines goes with the address for all lines. #}
{%- set outbound_port = line.outbound_proxy_port or (sip_outbound_proxy_port if line.outbound_proxy_ip == sip_outbound_proxy_ip) %}
{%- set backup_port = line.backup_proxy_port or (sip_backup_proxy_port if line.backup_proxy_ip == sip_backup_proxy_ip) %}
{%- set registrar_port = line.registrar_port or (sip_registrar_port if line.registrar_ip == sip_registrar_ip) or (line.proxy_port if line.registrar_ip == line.proxy_ip) %}
{%- set account = {
  'sip_account_enable': 1,
  'label': line.number or line.display_name or line.username,
  'display_name': line.display_name,
  'user_id': line.username,
  'authentication_name': line.auth_username,
  'authentication_access_password': line.password,
  'primary_sip_server_address': line.proxy_ip,
  'primary_sip_server_port': line.proxy_port or port,
  'primary_registration_server_address': line.registrar_ip,
  'primary_registration_server_port': registrar_port or port,
  'primary_outbound_proxy_server_address': proxy,
  'primary_outbound_proxy_server_port': (outbound_port if line.outbound_proxy_ip else line.proxy_port) or port,
  'backup_outbound_proxy_server_address': line.backup_proxy_ip,
  'backup_outbound_proxy_server_port': backup_port or port,
  'transport_mode': transport,
  'voice_encryption_enable': 1 if line.srtp_mode and line.srtp_mode != 'disabled' else 0,
  'mwi_enable': 1 if sip_subscribe_mwi else 0,
  'access_code_retrieve_voicemail': line.voicemail
} %}
{%- for setting, value in account.items() %}
{%- if xml %}
      <{{ setting }}>{{ value }}</{{ setting }}>
{%- else %}
sip_account.{{ line.position }}.{{ setting }} = {{ value }}
{%- endif %}
{%- endfor %}

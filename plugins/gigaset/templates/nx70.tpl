{%- macro param(name, value) %}
    <param name="{{ name }}" value="{{ value }}"/>
{%- endmacro -%}
{#- A provider is a proxy with its port; accounts with the same one share it,
    and the way of DTMF digits of the first of them. -#}
{%- set providers = [] -%}
{%- set addresses = [] -%}
{%- for line in lines -%}
  {%- set address = line.proxy_ip ~ ':' ~ (line.proxy_port or 5060) -%}
  {%- if address not in addresses -%}
    {%- set _ = addresses.append(address) -%}
    {%- set _ = providers.append({ 'host': line.proxy_ip, 'port': line.proxy_port or 5060, 'dtmf': line.dtmf_mode }) -%}
  {%- endif -%}
{%- endfor -%}
<?xml version="1.0" encoding="UTF-8"?>
<provisioning version="1.1" productID="e2">
  <firmware>
    <file version="{{ vars.release }}" url="{{ server.url }}/{{ vars.image }}"/>
  </firmware>
  <nvm>
    <oper name="DeleteNotProvisionedHS"/>
{%- if admin_password %}
{{- param('WebUIAccounts.1.Password', admin_password) }}
{%- endif %}
{{- param('Provisioning.global.ProvisioningServer', server.url) }}

{#- Calls and handsets #}
{{- param('Telephony.0.ToneScheme', maps.tones[locale] or 'Retail') }}
{{- param('Telephony.0.CT_ViaRKey', 1) }}
{{- param('Telephony.0.CT_ByOnHook', 1) }}
{{- param('DmGlobal.0.SuotaEnable', 1) }}
{{- param('DmGlobal.0.HSIdleDisplay', 1) }}
{{- param('DmGlobal.0.SystemRegDomain', 'EUR') }}
{{- param('dm.local.FwUpdateCallBlockAttempts', 288) }}

{#- Clock #}
{%- if ntp_enabled %}
{{- param('DmGlobal.0.NtpServer', ntp_ip) }}
{%- endif %}
{%- if XX_timezone %}
{{- param('DmGlobal.0.TimeZone', XX_timezone) }}
{%- endif %}

{#- Handsets, each with its account; a handset registers with the last four digits of its number as PIN #}
{%- for line in lines %}
{%- set id = '%05d' | format(line.position) %}
{%- set account = 'SipAccount.' ~ id %}
    <oper name="add_hs" value="{{ id }}">
      <param name="hs.RegStatus" value="ToReg"/>
    </oper>
{{- param('hs.' ~ id ~ '.DECT_AC', ('%04d' | format(line.number | int))[-4:]) }}
{{- param('hs.' ~ id ~ '.DirectAccessDir', 0) }}
{{- param('hs.' ~ id ~ '.IntKeyDir', 20) }}
{{- param(account ~ '.AuthName', line.auth_username) }}
{{- param(account ~ '.AuthPassword', line.password) }}
{{- param(account ~ '.UserName', line.auth_username) }}
{{- param(account ~ '.DisplayName', line.number ~ ' ' ~ line.display_name) }}
{{- param(account ~ '.ProviderId', addresses.index(line.proxy_ip ~ ':' ~ (line.proxy_port or 5060))) }}
{%- if line.voicemail %}
{{- param(account ~ '.VoiceMailMailbox', line.voicemail) }}
{{- param(account ~ '.VoiceMailActive', 1) }}
{%- endif %}
{%- endfor %}

{#- Providers; where they register is said once for all #}
{%- for provider in providers %}
{%- set name = 'SipProvider.' ~ loop.index0 %}
{{- param(name ~ '.Name', 'Offhook') }}
{{- param(name ~ '.Domain', provider.host) }}
{{- param(name ~ '.ProxyServerAddress', provider.host) }}
{{- param(name ~ '.ProxyServerPort', provider.port) }}
{%- if sip_registrar_ip or sip_proxy_ip %}
{{- param(name ~ '.RegServerAddress', sip_registrar_ip or sip_proxy_ip) }}
{{- param(name ~ '.RegServerPort', sip_registrar_port or 5060) }}
{%- endif %}
{{- param(name ~ '.RegServerRefreshTimer', 180) }}
{{- param(name ~ '.TransportProtocol', maps.transport[sip_transport] or 1) }}
{{- param(name ~ '.UseSIPS', 0) }}
{{- param(name ~ '.SRTP_Enabled', 1 if sip_transport == 'tls' and sip_srtp_mode in ['preferred', 'required'] else 0) }}
{{- param(name ~ '.AcceptNonSRTPCalls', 0) }}
{%- if provider.dtmf in maps.dtmf %}
{{- param(name ~ '.DTMFTransmission', maps.dtmf[provider.dtmf]) }}
{%- endif %}
{{- param(name ~ '.WithDeregOnHsNotReachable', 1) }}
{{- param(name ~ '.RenewConnectionAfterTimeout', 1) }}
{{- param(name ~ '.ConnectionTimeoutAction', 1) }}
{{- param(name ~ '.DnsQuery', 0) }}
{{- param(name ~ '.FailoverServerEnabled', 1 if sip_backup_proxy_ip else 0) }}
{%- if sip_backup_proxy_ip %}
{{- param(name ~ '.FailoverServerAddress', sip_backup_proxy_ip) }}
{{- param(name ~ '.FailoverServerPort', sip_backup_proxy_port or 5060) }}
{%- endif %}
{%- endfor %}
{{- param('SipProvider.0.OutboundProxyMode', 0 if sip_outbound_proxy_ip else 2) }}
{%- if sip_outbound_proxy_ip %}
{{- param('SipProvider.0.OutboundProxyAddress', sip_outbound_proxy_ip) }}
{{- param('SipProvider.0.OutboundProxyPort', sip_outbound_proxy_port or 5060) }}
{%- endif %}
{{- param('SipProvider.0.MWISubscription', 1 if sip_subscribe_mwi else 0) }}

{#- Directory of the platform #}
{%- set directory %}{% if X_xivo_phonebook_ip and X_xivo_user_uuid %}
  {{- X_xivo_phonebook_scheme or 'http' }}://{{ X_xivo_phonebook_ip }}:{{ X_xivo_phonebook_port or 9498 }}/0.1/directories/lookup/default/gigaset/{{ X_xivo_user_uuid }}?
{%- endif %}{% endset %}
{{- param('Netdir.1.Activated', 1) }}
{{- param('XMLDir.1.ProviderName', 'Offhook') }}
{{- param('XMLDir.1.ServerURL', directory) }}
{{- param('XMLDir.1.WhitePagesDirName', 'Directory') }}
{{- param('XMLDir.1.StartWithListWP', 1) }}

{#- For a quarter of an hour from the writing of the file handsets can register #}
    <oper name="update_dm" value="local">
      <param name="RegStart" value="{{ now.timestamp }}"/>
      <param name="RegDuration" value="900"/>
      <param name="DMPpasswd" value="Gigaset"/>
    </oper>
  </nvm>
</provisioning>

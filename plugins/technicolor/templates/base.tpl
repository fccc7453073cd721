[sys]
# Another number makes the phone take the file
config_sn={{ now.timestamp }}
CountryCode={{ XX_locale.country or 'US' }}
dtmf_mode_flag={{ maps.dtmf[sip_dtmf_mode] if sip_dtmf_mode in maps.dtmf else 1 }}
Phonebook1_url={{ XX_xivo_phonebook_url }}
Phonebook1_name={{ XX_directory }}
{%- if user_username and user_password %}
UserID={{ user_username }}
UserPWD={{ user_password }}
{%- endif %}
{%- if admin_username and admin_password %}
TelnetID={{ admin_username }}
TelnetPWD={{ admin_password }}
WebPWD={{ admin_password }}
{%- endif %}
{{ XX_fkeys }}
[ipp]
LanguageType={{ XX_locale.language or 0 }}

[net]
DNSSrv1={{ dns_ip if dns_enabled else '0.0.0.0' }}
VLAN={{ 1 if vlan_enabled else 0 }}
{% if vlan_enabled %}
# 1: the phone, 2: the computer behind it
[qos]
VLANid1={{ vlan_id }}
{%- if vlan_priority is defined %}
VLANTag1={{ vlan_priority }}
{%- endif %}
{%- if vlan_pc_port_id %}
VLANid2={{ vlan_pc_port_id }}
{%- endif %}
{% endif %}
[ntp]
NTPFlag={{ 1 if ntp_enabled else 0 }}
{%- if ntp_enabled %}
NtpIP={{ ntp_ip }}
{%- endif %}
NtpZoneNum={{ XX_timezone }}

[sip]
CallPkupFlg=sc
{%- if exten_pickup_call %}
CallPkupSC={{ exten_pickup_call }}X
{%- endif %}
VoiceMailTelNum={{ exten_voicemail }}
subscribe_event={{ 1 if sip_subscribe_mwi else 0 }}
{%- for n in range(1, vars.lines + 1) %}
{%- set line = lines | selectattr('position', 'equalto', n) | first %}
TEL{{ '%02d' | format(n) }}Use={{ 1 if line else 0 }}
TEL{{ n }}Number={{ line.username }}
DisplayNumFlag{{ n }}={{ 1 if line else 0 }}
DisplayNum{{ n }}={{ line.number }}
DisplayName{{ n }}={{ line.display_name }}
regid{{ n }}={{ line.auth_username }}
regpwd{{ n }}={{ line.password }}
ProxyServerMP{{ n }}={{ line.proxy_ip }}
ProxyServerBK{{ n }}={{ line.backup_proxy_ip }}
RegisterServerMP{{ n }}={{ line.registrar_ip }}
RegisterServerBK{{ n }}={{ line.backup_registrar_ip }}
{%- endfor %}
{%- for n in range(1, vars.transports + 1) %}
TransportFlgMP{{ n }}={{ XX_transport_flg }}
TransportFlgBK{{ n }}={{ XX_transport_flg }}
{%- endfor %}

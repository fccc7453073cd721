<?xml version="1.0" encoding="UTF-8"?>
{#- Settings of a DECT base station: servers, accounts and handsets are lists that refer to each other by index. -#}
<settings>
  <phone-settings>
    <vlan_id>{{ vlan_id if vlan_enabled }}</vlan_id>
    <vlan_qos>{{ vlan_priority or 0 if vlan_enabled }}</vlan_qos>
    <codec_tos>184</codec_tos>
    <signaling_tos>184</signaling_tos>
    <codec_priority_list perm="R">pcma,pcmu,g722,g729,telephone-event</codec_priority_list>

    {#- Access to the web pages of the base station #}
    <http_user>{{ admin_username or vars.admin_username }}</http_user>
{%- if vars.web_roles %}
{#- Passwords that nobody has chosen stay those of the base station. #}
    <http_engineer_user>Engineer</http_engineer_user>
    <http_basic_user>{{ user_username or 'User' }}</http_basic_user>
{%- if admin_password %}
    <http_pass>{{ admin_password }}</http_pass>
    <http_engineer_pass>{{ admin_password }}</http_engineer_pass>
{%- endif %}
{%- if user_password %}
    <http_basic_pass>{{ user_password }}</http_basic_pass>
{%- endif %}
{%- else %}
    <http_pass>{{ admin_password or 'guest' }}</http_pass>
    <admin_mode_password>{{ admin_password or '12345' }}</admin_mode_password>
{%- endif %}

    {#- Clock and language #}
    <ntp_server>{{ ntp_ip if ntp_enabled }}</ntp_server>
{%- if XX_lang %}
    <language>{{ XX_lang[0] }}</language>
    <web_language>{{ XX_lang[0] }}</web_language>
    <tone_scheme>{{ XX_lang[1] }}</tone_scheme>
{%- endif %}

    {#- Directory #}
{%- if XX_xivo_phonebook_url %}
    <phonebook_server_location perm="R">3</phonebook_server_location>
    <phonebook_location perm="R">{{ XX_xivo_phonebook_url }}</phonebook_location>
{%- endif %}

{%- for line in lines %}
    {#- Lines of the same proxy share the server that the first of them describes. #}
{%- set server_of = lines | selectattr('proxy_ip', 'equalto', line.proxy_ip) | selectattr('proxy_port', 'equalto', line.proxy_port) | first %}
{%- if server_of.position == line.position %}
    <srv_sip_server_alias idx="{{ line.position }}">Server {{ line.position }}</srv_sip_server_alias>
    <user_host idx="{{ line.position }}">{{ line.proxy_ip }}</user_host>
    <srv_srtp_auth idx="{{ line.position }}">off</srv_srtp_auth>
    <user_dtmf_info idx="{{ line.position }}">{{ 'sip_info_only' if line.dtmf_mode == 'SIP-INFO' else 'off' }}</user_dtmf_info>
{%- endif %}
    <user_active idx="{{ line.position }}">on</user_active>
    <user_name idx="{{ line.position }}">{{ line.username }}</user_name>
    <user_pname idx="{{ line.position }}">{{ line.auth_username }}</user_pname>
    <user_pass idx="{{ line.position }}">{{ line.password }}</user_pass>
    <user_realname idx="{{ line.position }}">{{ line.display_name }}</user_realname>
{%- if vars.mailbox_name %}
    <user_mailbox idx="{{ line.position }}">{{ vars.mailbox_name }}</user_mailbox>
    <user_mailnumber idx="{{ line.position }}">{{ line.voicemail }}</user_mailnumber>
    <subscr_sip_line_name idx="{{ line.position }}">{{ line.number }}</subscr_sip_line_name>
{%- else %}
    <user_mailbox idx="{{ line.position }}">{{ line.voicemail }}</user_mailbox>
{%- endif %}
    <codec_priority_list idx="{{ line.position }}" perm="R">pcma,pcmu,g722,g729,telephone-event</codec_priority_list>
    {#- The handset of the account, the code that registers it, the server of the account. #}
    <subscr_sip_hs_idx idx="{{ line.position }}">{{ line.position }}</subscr_sip_hs_idx>
    <subscr_dect_ac_code idx="{{ line.position }}">{{ '%04d' | format(line.position) }}</subscr_dect_ac_code>
    <subscr_sip_ua_data_server_id idx="{{ line.position }}">{{ server_of.position }}</subscr_sip_ua_data_server_id>
{%- endfor %}
  </phone-settings>
</settings>

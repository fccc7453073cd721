<?xml version="1.0" encoding="UTF-8"?>
{#- Settings of one desk phone. perm="R": the user cannot change it on the phone. -#}

{#- An account; `idx` is its place on the phone. -#}
{%- macro identity(line, idx, host, idle_text) %}
    <user_active idx="{{ idx }}" perm="R">on</user_active>
    <user_idle_text idx="{{ idx }}" perm="R">{{ idle_text }}</user_idle_text>
    <user_host idx="{{ idx }}" perm="R">{{ host }}</user_host>
    <user_outbound idx="{{ idx }}" perm="R">
      {{- line.proxy_ip }}{% if line.proxy_port %}:{{ line.proxy_port }}{% endif %};transport={{ sip_transport or 'udp' -}}
    </user_outbound>
    <user_srtp idx="{{ idx }}" perm="R">{{ 'on' if sip_transport == 'tls' else 'off' }}</user_srtp>
    <user_savp idx="{{ idx }}" perm="R">mandatory</user_savp>
    <user_auth_tag idx="{{ idx }}" perm="R">off</user_auth_tag>
    <user_name idx="{{ idx }}" perm="R">{{ line.username }}</user_name>
    <user_pname idx="{{ idx }}" perm="R">{{ line.auth_username }}</user_pname>
    <user_pass idx="{{ idx }}" perm="R">{{ line.password }}</user_pass>
    <user_realname idx="{{ idx }}" perm="R">{{ line.display_name }}</user_realname>
    <user_mailbox idx="{{ idx }}" perm="R">{{ line.voicemail }}</user_mailbox>
    <user_dtmf_info idx="{{ idx }}" perm="R">{{ 'sip_info_only' if line.dtmf_mode == 'SIP-INFO' else 'off' }}</user_dtmf_info>
    <mac_info_in_sip_register idx="{{ idx }}" perm="R">on</mac_info_in_sip_register>
{%- endmacro -%}

{#- Keys below the screen: the first opens the company's directory where there is one. -#}
{%- macro context_keys() %}
{%- if XX_xivo_phonebook_url %}
    <context_key idx="0" perm="R">
      <initialization>
        <variable name="label" value="{{ XX_dict.remote_directory }}"/>
        <variable name="icon" value="kIconTypeFkeyAdrBook"/>
      </initialization>
      <action>
        <url target="{{ XX_xivo_phonebook_url }}" when="on press"/>
      </action>
    </context_key>
{%- else %}
    <context_key idx="0" perm="R">keyevent F_ADR_BOOK</context_key>
{%- endif %}
    <context_key idx="1" perm="R">keyevent F_REDIRECT</context_key>
    <context_key idx="2" perm="R">keyevent {{ vars.third_context_key }}</context_key>
    <context_key idx="3" perm="R">keyevent F_STATUS</context_key>
{%- endmacro %}
<settings>
  <phone-settings>
    {#- Network #}
{%- if vlan_enabled %}
    <vlan_id perm="R">{{ vlan_id }}</vlan_id>
    <vlan_qos perm="R">{{ vlan_priority or 0 }}</vlan_qos>
    <vlan_pc_id perm="R">{{ vlan_pc_port_id or 0 }}</vlan_pc_id>
{%- endif %}
    <codec_tos perm="R">184</codec_tos>
    <signaling_tos perm="R">184</signaling_tos>
    <setting_server perm="RW">{{ server.url }}/</setting_server>

    {#- Access to the phone: names and passwords of firmware 8 and of firmware 10 #}
{%- if user_username %}
    <webserver_user_name perm="R">{{ user_username }}</webserver_user_name>
{%- endif %}
{%- if user_password %}
    <webserver_user_password perm="R">{{ user_password }}</webserver_user_password>
{%- endif %}
{%- if admin_username %}
    <http_user perm="R">{{ admin_username }}</http_user>
    <webserver_admin_name perm="R">{{ admin_username }}</webserver_admin_name>
{%- endif %}
{%- if admin_password %}
    <http_pass perm="R">{{ admin_password }}</http_pass>
    <admin_mode_password perm="R">{{ admin_password }}</admin_mode_password>
    <webserver_admin_password perm="R">{{ admin_password }}</webserver_admin_password>
{%- endif %}

    {#- Clock and language #}
{%- if ntp_enabled and ntp_ip %}
    <ntp_server perm="R">{{ ntp_ip }}</ntp_server>
{%- endif %}
{%- include 'partials/timezone.tpl' %}
{%- if XX_lang %}
    <language perm="R">{{ XX_lang[0] }}</language>
    <web_language perm="R">{{ XX_lang[0] }}</web_language>
    <tone_scheme perm="R">{{ XX_lang[1] }}</tone_scheme>
{%- endif %}
{%- if vars.locale_setting %}
    <locale perm="R">{{ locale if XX_lang }}</locale>
{%- endif %}

    {#- Accounts #}
{%- for line in lines %}
{{- identity(line, line.position, line.proxy_ip, line.display_name) }}
    <user_idle_number idx="{{ line.position }}" perm="R">{{ line.number }}</user_idle_number>
    <codec_priority_list idx="{{ line.position }}" perm="R">pcma,pcmu,g722,g729,telephone-event</codec_priority_list>
{%- if line.backup_proxy_ip %}
    {#- A hidden account at the second server takes over from this one: the next place of the phone is given to it. #}
    <user_failover_identity idx="{{ line.position }}" perm="R">{{ line.position + 1 }}</user_failover_identity>
{{- identity(line, line.position + 1, line.backup_proxy_ip, ((line.display_name or '') ~ ' ' ~ (line.number or '')) | trim) }}
    <hide_identity idx="{{ line.position + 1 }}" perm="R">true</hide_identity>
{%- endif %}
{%- endfor %}
    {#- While the first server answers, the hidden accounts are not registered, which is no news. #}
    <status_msgs_that_are_blocked perm="R">{{ XX_msgs_blocked }}</status_msgs_that_are_blocked>
    <call_waiting perm="R">on</call_waiting>

    {#- Directory and keys #}
{%- if XX_xivo_phonebook_url %}
    <dkey_directory perm="R">url {{ XX_xivo_phonebook_url }}</dkey_directory>
{%- endif %}
{%- for key in vars.gui_keys %}
    <gui_fkey{{ key.key }} perm="R">{{ key.with_directory if key.with_directory and XX_xivo_phonebook_url else key.value }}</gui_fkey{{ key.key }}>
{%- endfor %}
{%- if vars.context_keys %}
{{- context_keys() }}
{%- endif %}
{%- block settings_suffix %}{% endblock %}
  </phone-settings>
  <functionKeys>
{%- for key in vars.fixed_keys %}
    <fkey idx="{{ loop.index0 }}" context="{{ key.context or 'active' }}" perm="R">
      {{- key.with_directory if key.with_directory and XX_xivo_phonebook_url else key.value -}}
    </fkey>
{%- endfor %}
{%- block fkeys_prefix %}{% endblock %}
{{- XX_fkeys }}
  </functionKeys>
</settings>

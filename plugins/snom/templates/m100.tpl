<?xml version="1.0" encoding="UTF-8"?>
{#- A base station that VTech makes for Snom: the settings of m100-text.tpl as XML, for one that is given the whole address of its file. -#}
{%- set xml = true %}
<settings>
  <time_date>
    <ntp_dhcp_option>0</ntp_dhcp_option>
{%- if ntp_enabled %}
    <ntp_server>1</ntp_server>
    <ntp_server_addr>{{ ntp_ip }}</ntp_server_addr>
{%- endif %}
{%- if timezone %}
    <timezone_dhcp_option>0</timezone_dhcp_option>
    <selected_timezone>{{ timezone }}</selected_timezone>
{%- endif %}
  </time_date>
  <profile>
{%- if admin_password %}
    <admin>
      <access_password>{{ admin_password }}</access_password>
    </admin>
{%- endif %}
{%- if user_password %}
    <user>
      <access_password>{{ user_password }}</access_password>
    </user>
{%- endif %}
  </profile>
  <network>
    <vlan>
      <wan>
        <enable>{{ 1 if vlan_enabled else 0 }}</enable>
        <id>{{ vlan_id if vlan_enabled else 0 }}</id>
        <priority>{{ vlan_priority or 0 if vlan_enabled else 0 }}</priority>
      </wan>
    </vlan>
  </network>
  <log>
    <syslog_enable>{{ 1 if syslog_enabled else 0 }}</syslog_enable>
{%- if syslog_enabled %}
    <syslog_server_address>{{ syslog_ip }}</syslog_server_address>
    <syslog_server_port>{{ syslog_port or 514 }}</syslog_server_port>
{%- endif %}
  </log>
  <sip_account>
{%- for line in lines if not model.capabilities.lines or line.position <= model.capabilities.lines %}
    <idx id="{{ line.position }}">
{%- include 'partials/m100-account.tpl' %}
    </idx>
{%- endfor %}
{%- for n in range(1, (model.capabilities.lines or 0) + 1) if not sip_lines[n] %}
    <idx id="{{ n }}">
      <sip_account_enable>0</sip_account_enable>
    </idx>
{%- endfor %}
  </sip_account>
  <hs_settings>
    <keyline>
{%- for n in range(1, 13) %}
      <idx id="{{ n }}">{{ n if sip_lines[n] and n <= 8 and lines | length > 1 else 1 if lines | length == 1 and sip_lines[1] and n <= 6 else 0 }}</idx>
{%- endfor %}
    </keyline>
  </hs_settings>
</settings>

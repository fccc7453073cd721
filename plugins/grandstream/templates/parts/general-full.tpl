{#- What is the same for the whole device, by number. Which of them a series has is told by its variables. -#}
{#- Access #}
{%- if admin_password %}
    <P2>{{ admin_password }}</P2>
{%- endif %}
{%- if user_password and vars.user_password %}
    <P196>{{ user_password }}</P196>
{%- endif %}
{#- Clock: a zone of the vendor's own form, one of the vendor's list, or the usual name #}
{%- if ntp_enabled %}
{%- if vars.ntp_switch %}
    <P5006>1</P5006>
{%- endif %}
    <P30>{{ ntp_ip }}</P30>
{%- endif %}
{%- if vars.zone == 'custom' and tz %}
    <P64>customize</P64>
    <P246>{{ XX_zone }}</P246>
{%- elif vars.zone == 'list' and maps.zone_list[timezone] %}
    <P64>{{ maps.zone_list[timezone] }}</P64>
{%- elif vars.zone == 'name' and tz %}
    <P64>{{ timezone }}</P64>
{%- endif %}
{%- set language = maps.language[locale] if vars.language_as == 'code' else locale if vars.language_as == 'locale' else '' %}
{%- if language %}
    <P1362>{{ language }}</P1362>
{%- endif %}
{#- Network #}
{%- if vlan_enabled and vars.vlan %}
{%- if vars.vlan == 'switch' %}
    <P27004>1</P27004>
{%- endif %}
    <P51>{{ vlan_id }}</P51>
{%- if vlan_priority is defined %}
{%- if vars.vlan == 'switch' %}
    <P5038>{{ vlan_priority }}</P5038>
    <P5042>{{ vlan_priority }}</P5042>
{%- else %}
    <P87>{{ vlan_priority }}</P87>
{%- endif %}
{%- endif %}
{%- endif %}
{%- set octets = dns_ip.split('.') if dns_enabled and dns_ip else [] %}
{%- if octets | length == 4 and vars.dns == 'preferred' %}
    <P92>{{ octets[0] }}</P92>
    <P93>{{ octets[1] }}</P93>
    <P94>{{ octets[2] }}</P94>
    <P95>{{ octets[3] }}</P95>
{%- elif octets | length == 4 and vars.dns == 'static' %}
    <P10107>1</P10107>
    <P21>{{ octets[0] }}</P21>
    <P22>{{ octets[1] }}</P22>
    <P23>{{ octets[2] }}</P23>
    <P24>{{ octets[3] }}</P24>
{%- endif %}
{#- Log #}
    <P207>{{ syslog_ip if syslog_enabled }}</P207>
    <P208>{{ maps.syslog_level[syslog_level] or 3 if syslog_enabled else 0 }}</P208>
{#- Where the device comes back to, and when it looks for changes #}
    <P212>{{ 2 if server.scheme == 'https' else 1 }}</P212>
    <P237>{{ server.without_scheme }}/Grandstream</P237>
{%- if vars.check_config %}
    <P194>{{ vars.check_config }}</P194>
{%- if vars.check_hour %}
    <P285>23</P285>
{%- endif %}
{%- endif %}

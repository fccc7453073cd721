{#- What phones and adapters have in common #}
{#- Access, time and language #}
{%- if admin_password %}
    <P2>{{ admin_password }}</P2>
{%- endif %}
{%- if ntp_enabled %}
    <P30>{{ ntp_ip }}</P30>
{%- endif %}
{%- if XX_timezone %}
    <P64>{{ XX_timezone }}</P64>
{%- endif %}
{%- if XX_lang %}
    <P1362>{{ XX_lang }}</P1362>
{%- endif %}
{#- Prefix for picking up a call that a key shows #}
{%- if exten_pickup_call %}
    <P1347>{{ exten_pickup_call }}</P1347>
{%- endif %}
{#- VLAN and its priority; a DNS server in its four numbers #}
{%- if vlan_enabled %}
    <P51>{{ vlan_id }}</P51>
{%- if vlan_priority is defined %}
    <P87>{{ vlan_priority }}</P87>
{%- endif %}
{%- endif %}
{%- set octets = dns_ip.split('.') if dns_enabled and dns_ip else [] %}
{%- if octets | length == 4 %}
    <P92>{{ octets[0] }}</P92>
    <P93>{{ octets[1] }}</P93>
    <P94>{{ octets[2] }}</P94>
    <P95>{{ octets[3] }}</P95>
{%- endif %}
{#- Intercom calls are answered; any number may be dialled #}
    <P298>1</P298>
    <P290>{ [*x]+ }</P290>
{#- Unregisters when it restarts. Looks for a new configuration and firmware each night from 23 to 1 o'clock, at a
    moment of its own, without asking the user #}
    <P81>1</P81>
    <P194>2</P194>
    <P8458>1</P8458>
    <P285>23</P285>
    <P8459>1</P8459>
    <P8375>0</P8375>

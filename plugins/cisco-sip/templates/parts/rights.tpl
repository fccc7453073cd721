{#- Settings of the device, with the rights that the user has on them: none (na), or all (rw). Those without a value go
    back to what the phone leaves the factory with; some follow once more below, with the value of the configuration. -#}
{%- macro setting(name, value, rights='na') %}
  <{{ name }} ua="{{ rights }}">{{ value }}</{{ name }}>
{%- endmacro -%}
{#- Web pages and menus #}
{{- setting('Restricted_Access_Domains') }}
{{- setting('Enable_Web_Server', vars.web_server) }}
{{- setting('Enable_Protocol', 'Http') }}
{{- setting('Device_Administration', vars.web_server) }}
{{- setting('Phone-UI-readonly', 'No') }}
{{- setting('Phone-UI-User-Mode', 'Yes') }}
{{- setting('Protect_IVR_FactoryReset', 'Yes') }}
{%- if vars.power %}
{{- setting('PoE_Power_Required', 'Maximum' if '<Unit_' in XX_fkeys else 'Normal') }}
{%- endif %}
{#- Network #}
{{- setting('IP_Mode') }}
{{- setting('Network_Configuration') }}
{{- setting('Connection_Type', 'DHCP') }}
{%- for name in ['Static_IP', 'NetMask', 'Gateway', 'Primary_DNS', 'Secondary_DNS'] %}{{ setting(name) }}{% endfor %}
{{- setting('IPv6_Connection_Type', 'DHCP') }}
{{- setting('IPv6_Static_IP') }}
{{- setting('Prefix_Length', 1) }}
{%- for name in ['IPv6_Gateway', 'IPv6_Primary_DNS', 'IPv6_Secondary_DNS'] %}{{ setting(name) }}{% endfor %}
{{- setting('Broadcast_Echo', 'Disabled') }}
{{- setting('Auto_Config', 'Enabled') }}
{{- setting('Enable_802.1X_Authentication', 'No') }}
{%- for name in ['Host_Name', 'Domain', 'Primary_NTP_Server', 'Secondary_NTP_Server'] %}{{ setting(name) }}{% endfor %}
{{- setting('Enable_VLAN', 'No') }}
{{- setting('VLAN_ID', 1) }}
{#- Screen #}
{{- setting('Screen_Saver_Enable', 'Yes', 'rw') }}
{{- setting('Screen_Saver_Type', 'Clock', 'rw') }}
{{- setting('Screen_Saver_Wait', 300, 'rw') }}
{{- setting('Screen_Saver_Refresh_Period', 10, 'rw') }}
{{- setting('Back_Light_Timer', '5m', 'rw') }}

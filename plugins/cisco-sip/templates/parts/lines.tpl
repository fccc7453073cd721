{#- Each line holds the key of its number. A line with a backup registers with a list of both servers, the first preferred;
    adapters know no list. -#}
{%- set first = lines | first %}
  <Station_Name>{{ first.display_name }}</Station_Name>
{%- for line in lines %}
{%- set n = line.position %}
  <Line_Enable_{{ n }}_>Yes</Line_Enable_{{ n }}_>
  <Proxy_{{ n }}_>
    {%- set main = line.proxy_ip ~ ':' ~ (line.proxy_port or 5060) %}
    {%- if line.backup_proxy_ip and not vars.single_proxy -%}
      proxies{{ n }}:SRV={{ main }}:p=0|{{ line.backup_proxy_ip }}:{{ line.backup_proxy_port or sip_backup_proxy_port or 5060 }}:p=1
    {%- else %}{{ main }}{% endif %}</Proxy_{{ n }}_>
  <Use_DNS_SRV_{{ n }}_>Yes</Use_DNS_SRV_{{ n }}_>
  <Proxy_Fallback_Intvl_{{ n }}_>120</Proxy_Fallback_Intvl_{{ n }}_>
  <Display_Name_{{ n }}_>{{ line.display_name }}</Display_Name_{{ n }}_>
  <User_ID_{{ n }}_>{{ line.username }}</User_ID_{{ n }}_>
  <Password_{{ n }}_>{{ line.password }}</Password_{{ n }}_>
  <Auth_ID_{{ n }}_>{{ line.auth_username }}</Auth_ID_{{ n }}_>
  <DTMF_Tx_Method_{{ n }}_>{{ maps.dtmf[line.dtmf_mode] or 'Auto' }}</DTMF_Tx_Method_{{ n }}_>
  <Extension_{{ n }}_>{{ n }}</Extension_{{ n }}_>
  <Short_Name_{{ n }}_>{{ line.number }}</Short_Name_{{ n }}_>
  <Extended_Function_{{ n }}_></Extended_Function_{{ n }}_>
{%- endfor %}

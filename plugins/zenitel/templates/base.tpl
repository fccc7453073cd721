{#- A station has one account; the second domain stands in when the first does not answer. -#}
{%- set line = lines | first -%}
{%- if line -%}
[sip]
nick_name={{ line.display_name }}
sip_id={{ line.username }}
sip_domain={{ line.proxy_ip }}
sip_domain2={{ line.backup_proxy_ip }}
auth_user={{ line.auth_username }}
auth_pwd={{ line.password }}
{% endif -%}
[call]
{#- Direct access keys; the station knows no watching of other extensions, so it calls them. #}
{%- for key in keys if key.value %}
speeddial_{{ key.position }}_c1={{ key.value }}
{%- endfor %}

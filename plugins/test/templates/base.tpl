{%- for line in lines -%}
account.{{ loop.index }}.user={{ line.username }}
account.{{ loop.index }}.password={{ line.password }}
account.{{ loop.index }}.name={{ line.display_name }}
account.{{ loop.index }}.number={{ line.number }}
account.{{ loop.index }}.proxy={{ line.proxy_ip }}
{% endfor -%}

{%- for line in lines if line.backup_proxy_ip -%}
{{ ' ' if not loop.first }}Identity{{ '%02d' | format(line.position + 1) }}IsNotRegistered
{%- endfor -%}

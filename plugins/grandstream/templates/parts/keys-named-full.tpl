{#- Function keys: in parts of an entry (hotel phones), or an entry for each member, whose accounts count from 0 (video phones). -#}
{%- for n in range(1, vars.multi_keys + 1) %}
{%- set key = funckeys[n] %}
{%- set mode = maps.key_mode[key.type or 'speeddial'] if key else 'None' %}
{%- if vars.key_parts %}
    <item name="pks.mpk.{{ n }}">
      <part name="keyMode">{{ mode }}</part>
      <part name="account">Account{{ key.line or 1 }}</part>
      <part name="description">{{ key.label }}</part>
      <part name="value">{{ key.value }}</part>
    </item>
{%- elif key %}
    <item name="pks.mpk.{{ n }}.mode">{{ mode }}</item>
    <item name="pks.mpk.{{ n }}.account">{{ (key.line or 1) - 1 }}</item>
    <item name="pks.mpk.{{ n }}.description">{{ key.label }}</item>
    <item name="pks.mpk.{{ n }}.value">{{ key.value }}</item>
{%- endif %}
{%- endfor %}

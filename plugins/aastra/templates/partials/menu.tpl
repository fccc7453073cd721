{#- Keys that the phone has of itself; those of the administrator come later in the file and win. -#}
{%- set codes = {
  'voicemail': exten_voicemail,
  'forward': exten_fwd_unconditional,
  'dnd': exten_dnd,
  'pickup': exten_pickup_call,
  'phonebook': XX_xivo_phonebook_url
} %}
{%- set menu = maps.menu[vars.menu] %}
{%- set labels = maps.labels[XX_locale.labels or 'en'] %}
{%- set quote = '"' if menu.quoted else '' %}
{%- for item in menu.buttons if not (item.code or item.needs) or codes[item.code or item.needs] %}
{{ item.key }} type: {{ item.type }}
{%- if item.code %}
{{ item.key }} value: {{ codes[item.code] }}
{%- endif %}
{%- if item.label %}
{{ item.key }} label: {{ quote }}{{ labels[item.label] }}{{ quote }}
{%- endif %}
{%- endfor %}
{%- for number in vars.unlocked %}
prgkey{{ number }} locked: 0
{%- endfor %}

{#-
  Every key is written, so that one that was taken back is empty. A key shows the line of its number when there is one
  (type 1); else what the administrator put there. Keys 1 to 4 and those after have their own ranges of numbers.
-#}
{%- for n in range(1, (model.capabilities.function_keys or 0) + 1) %}
{%- set line = sip_lines[n] %}
{%- set key = none if line else funckeys[n] %}
{%- set type = '1' if line else maps.key_type[key.type] or '0' %}
{%- set value = '' if line or type == '0' else key.value %}
{%- set label = line.number if line else '' if type == '0' else key.label %}
{%- set numbers = [n + 41199, n + 41299, n + 41399, n + 41499, n + 41599] %}
{%- if n > 4 %}
{%- set from = 5 * n + 20175 %}
{%- set numbers = [from, from + 1, from + 2, from + 3, from + 4] %}
{%- endif %}
    <P{{ numbers[0] }} para="LineKey{{ n }}_Type">{{ type }}</P{{ numbers[0] }}>
    <P{{ n + 20599 }} para="LineKey{{ n }}_Mode">0</P{{ n + 20599 }}>
    <P{{ numbers[1] }} para="LineKey{{ n }}_Value">{{ value }}</P{{ numbers[1] }}>
    <P{{ numbers[2] }} para="LineKey{{ n }}_Label">{{ label }}</P{{ numbers[2] }}>
    <P{{ numbers[3] }} para="LineKey{{ n }}_Account">255</P{{ numbers[3] }}>
    <P{{ numbers[4] }} para="LineKey{{ n }}_Extension">{{ value }}</P{{ numbers[4] }}>
{%- endfor %}

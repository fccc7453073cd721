<?xml version="1.0" encoding="UTF-8"?>
{#- Seconds after which a number of this form is dialled. #}
<DIALTEMPLATE>
{%- for form, seconds in { '...': 1, '....': 2, '.......': 1, '..........': 1, '1..........': 1 }.items() %}
  <TEMPLATE MATCH="{{ form }}" Timeout="{{ seconds }}" User="Phone"/>
{%- endfor %}
  <TEMPLATE MATCH="*" Timeout="15"/>
</DIALTEMPLATE>

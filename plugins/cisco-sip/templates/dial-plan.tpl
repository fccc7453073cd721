<?xml version="1.0" encoding="UTF-8"?>
{#- Seconds after which a number of this form is dialled. #}
<DIALTEMPLATE>
  <TEMPLATE MATCH="91.........." Timeout="0"/>
  <TEMPLATE MATCH="911" Timeout="0"/>
  <TEMPLATE MATCH="\*." Timeout="2"/>
  <TEMPLATE MATCH="\*.." Timeout="0"/>
  <TEMPLATE MATCH="...." Timeout="1"/>
  <TEMPLATE MATCH="[1-8].." Timeout="1"/>
  <TEMPLATE MATCH="*" Timeout="3"/>
</DIALTEMPLATE>

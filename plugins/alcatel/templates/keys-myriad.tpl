{#- The first key is the line. Type 59 watches a number, 1 dials it. -#}
{%- for key in keys if key.position <= vars.fkeys and key.type in ['speeddial', 'blf', 'park'] %}
{%- set name = 'ProgramKey' ~ (key.position + 1) %}
  <setting id="{{ name }}Type" value="{{ 59 if key.type == 'blf' else 1 }}"/>
  <setting id="{{ name }}Account" value="1"/>
  <setting id="{{ name }}Label" value="{{ key.label }}"/>
  <setting id="{{ name }}Value" value="{{ key.value }}"/>
  <setting id="{{ name }}Extension" value="{{ key.value }}"/>
{%- endfor %}

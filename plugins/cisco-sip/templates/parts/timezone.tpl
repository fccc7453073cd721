{#- month/day/weekday/time: -1 is the last such weekday of the month, another day the first it can fall on; 7 is Sunday. -#}
{%- macro change(at) -%}
{{ at.month }}/{{ -1 if at.week == 5 else (at.week - 1) * 7 + 1 }}/{{ at.weekday or 7 }}/{{ (at.time / 3600) | int }}:{{ ((at.time % 3600) / 60) | int }}:0
{%- endmacro -%}
{%- if tz %}
{%- set minutes = (tz.utcOffset | abs) / 60 %}
  <Time_Zone>GMT{{ '-' if tz.utcOffset < 0 else '+' }}{{ '%02d:%02d' | format((minutes / 60) | int, minutes % 60) }}</Time_Zone>
  <Daylight_Saving_Time_Enable>{{ 'yes' if tz.dst else 'no' }}</Daylight_Saving_Time_Enable>
{%- if tz.dst %}
  <Daylight_Saving_Time_Rule>start={{ change(tz.dst.start) }};end={{ change(tz.dst.end) }};save={{ (tz.dst.save / 3600) | int }}:{{ ((tz.dst.save % 3600) / 60) | int }}:0</Daylight_Saving_Time_Rule>
{%- endif %}
{%- endif %}

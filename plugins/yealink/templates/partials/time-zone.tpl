{#- Offset of standard time as the phone writes it: +1, -5, +5:30. -#}
{%- macro offset(seconds) -%}
  {%- set minutes = seconds | abs // 60 -%}
  {{ '-' if seconds < 0 else '+' }}{{ minutes // 60 }}
  {%- if minutes % 60 %}:{{ '%02d' | format(minutes % 60) }}{% endif -%}
{%- endmacro -%}

{#- A change of clocks: month/week/weekday/hour, Monday is 1. An hour outside of the day moves it to the next day. -#}
{%- macro change(rule) -%}
  {%- set hours = rule.time // 3600 -%}
  {%- set weekday = (rule.weekday + hours // 24) % 7 -%}
  {{ rule.month }}/{{ rule.week }}/{{ weekday or 7 }}/{{ hours % 24 }}
{%- endmacro -%}

{%- if tz -%}
local_time.time_zone = {{ offset(tz.utcOffset) }}
{%- if tz.dst %}
local_time.summer_time = 1
local_time.dst_time_type = 1
local_time.start_time = {{ change(tz.dst.start) }}
local_time.end_time = {{ change(tz.dst.end) }}
local_time.offset_time = {{ tz.dst.save // 60 }}
{%- else %}
local_time.summer_time = 0
{%- endif %}
{%- else -%}
local_time.time_zone = %NULL%
local_time.time_zone_name = %NULL%
local_time.summer_time = %NULL%
{%- endif %}

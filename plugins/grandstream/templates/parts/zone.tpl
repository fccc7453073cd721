{#- The vendor's own form of a time zone: standard time, summer time, the two changes. An hour is only told when it is not 2. -#}
{%- macro offset(seconds) -%}
  {%- set minutes = seconds | abs // 60 -%}
  {{ '-' if seconds > 0 else '+' }}{{ minutes // 60 }}
  {%- if minutes % 60 %}:{{ '%02d' | format(minutes % 60) }}{% endif -%}
{%- endmacro -%}
{%- macro change(rule) -%}
  M{{ rule.month }}.{{ rule.week }}.{{ rule.weekday }}
  {%- if rule.time != 7200 %}/{{ rule.time // 3600 }}
  {%- if rule.time % 3600 %}:{{ '%02d' | format(rule.time % 3600 // 60) }}{% endif -%}
  {%- endif -%}
{%- endmacro -%}
{%- if tz -%}
MTZ{{ offset(tz.utcOffset) }}
{%- if tz.dst %}MDT{{ offset(tz.utcOffset + tz.dst.save) }},{{ change(tz.dst.start) }},{{ change(tz.dst.end) }}{% endif -%}
{%- endif -%}

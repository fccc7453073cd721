{#- `dst config: 3` with relative dates: a weekday (Sunday = 1) of a week (-1 = last) of a month. Offsets count west of UTC. -#}
{%- macro change(which, rule) %}
dst {{ which }} month: {{ rule.month }}
dst {{ which }} hour: {{ rule.time // 3600 }}
dst {{ which }} week: {{ -1 if rule.week == 5 else rule.week }}
dst {{ which }} day: {{ rule.weekday + 1 }}
{%- endmacro -%}
{%- if tz -%}
time zone name: Custom
time zone minutes: {{ 0 - tz.utcOffset // 60 }}
{%- if tz.dst %}
dst config: 3
dst minutes: {{ tz.dst.save // 60 }}
dst [start|end] relative date: 1
{{- change('start', tz.dst.start) }}
{{- change('end', tz.dst.end) }}
{%- else %}
dst config: 0
{%- endif %}
{%- endif -%}

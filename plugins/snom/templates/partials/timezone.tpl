{#- A day as the phones write it: month.week.weekday (Monday is 1, week 5 the last) and the hour on the wall clock. Rules
    that change the clock outside of their day are moved into it. -#}
{%- macro clock_change(change) -%}
{%- set time = [[change.time, 0] | max, 86399] | min -%}
{{ '%02d.%02d.%02d %02d:%02d:%02d' | format(change.month, change.week, change.weekday or 7, time // 3600, time % 3600 // 60, time % 60) }}
{%- endmacro -%}
{%- if XX_timezone %}
    <timezone perm="R">{{ XX_timezone }}</timezone>
{%- elif tz %}
    {#- No code of its own: seconds east of UTC and the rule of summer time. #}
    <timezone perm="R"></timezone>
    <utc_offset perm="R">{{ '%+d' | format(tz.utcOffset) }}</utc_offset>
    <dst perm="R">{% if tz.dst %}{{ tz.dst.save }} {{ clock_change(tz.dst.start) }} {{ clock_change(tz.dst.end) }}{% endif %}</dst>
{%- endif -%}

{#- The same as date.tpl in the names of the older language. -#}
{%- macro change(which, rule) %}
    <DST_{{ which }}_Mon>{{ rule.month }}</DST_{{ which }}_Mon>
    <DST_{{ which }}_Hour>{{ rule.time // 3600 }}</DST_{{ which }}_Hour>
    <DST_{{ which }}_Wday>{{ rule.weekday }}</DST_{{ which }}_Wday>
    <DST_{{ which }}_Week>{{ -1 if rule.week == 5 else rule.week }}</DST_{{ which }}_Week>
    <DST_{{ which }}_Min>0</DST_{{ which }}_Min>
{%- endmacro %}
    <Enable_SNTP>{{ 1 if ntp_enabled else 0 }}</Enable_SNTP>
{%- if ntp_enabled %}
    <SNTP_Server>{{ ntp_ip }}</SNTP_Server>
    <SNTP_Timeout>60</SNTP_Timeout>
{%- endif %}
{%- if tz %}
    <Time_Zone>{{ tz.utcOffset // 900 }}</Time_Zone>
    <Time_Zone_Name>{{ XX_timezone }}</Time_Zone_Name>
    <Enable_DST>{{ 2 if tz.dst else 0 }}</Enable_DST>
{%- if tz.dst %}
    <DST_Min_Offset>{{ tz.dst.save // 60 }}</DST_Min_Offset>
{{- change('Start', tz.dst.start) }}
{{- change('End', tz.dst.end) }}
{%- endif %}
{%- endif %}

{#- A zone counts quarters of an hour; a clock change is a weekday (0 = Sunday) of a week (-1 = last) of a month. -#}
{%- macro change(which, rule) %}
      <DST{{ which }}Mon>{{ rule.month }}</DST{{ which }}Mon>
      <DST{{ which }}Hour>{{ rule.time // 3600 }}</DST{{ which }}Hour>
      <DST{{ which }}Wday>{{ rule.weekday }}</DST{{ which }}Wday>
      <DST{{ which }}Week>{{ -1 if rule.week == 5 else rule.week }}</DST{{ which }}Week>
{%- endmacro %}
    <date>
      <EnableSNTP>{{ 1 if ntp_enabled else 0 }}</EnableSNTP>
{%- if ntp_enabled %}
      <SNTPServer>{{ ntp_ip }}</SNTPServer>
      <SNTPTimeout>60</SNTPTimeout>
{%- endif %}
{%- if tz %}
      <TimeZone>{{ tz.utcOffset // 900 }}</TimeZone>
      <TimeZoneName>{{ XX_timezone }}</TimeZoneName>
      <EnableDST>{{ 2 if tz.dst else 0 }}</EnableDST>
{%- if tz.dst %}
{%- if vars.dst_fixed_type %}
      <DSTFixedType>{{ vars.dst_fixed_type }}</DSTFixedType>
{%- endif %}
      <DSTMinOffset>{{ tz.dst.save // 60 }}</DSTMinOffset>
{{- change('Start', tz.dst.start) }}
{{- change('End', tz.dst.end) }}
{%- endif %}
{%- endif %}
    </date>

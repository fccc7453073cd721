{#- The n-th weekday of a month is told by the first date it can fall on. -#}
{%- macro change(which, at) %}
  tcpIpApp.sntp.daylightSavings.{{ which }}.month="{{ at.month }}"
  tcpIpApp.sntp.daylightSavings.{{ which }}.time="{{ (at.time / 3600) | int }}"
  tcpIpApp.sntp.daylightSavings.{{ which }}.dayOfWeek="{{ at.weekday + 1 }}"
  tcpIpApp.sntp.daylightSavings.{{ which }}.dayOfWeek.lastInMonth="{{ 1 if at.week == 5 else 0 }}"
{%- if at.week != 5 %}
  tcpIpApp.sntp.daylightSavings.{{ which }}.date="{{ (at.week - 1) * 7 + 1 }}"
{%- endif %}
{%- endmacro -%}
{%- if tz %}
  tcpIpApp.sntp.gmtOffset="{{ tz.utcOffset }}"
  tcpIpApp.sntp.daylightSavings.enable="{{ 1 if tz.dst else 0 }}"
{%- if tz.dst %}
  tcpIpApp.sntp.daylightSavings.fixedDayEnable="0"
{{- change('start', tz.dst.start) }}
{{- change('stop', tz.dst.end) }}
{%- endif %}
{%- endif %}

{#- `UTC+1`, `UTC-05`: two digits west of Greenwich alone. -#}
{%- if tz -%}
{%- set hours = (tz.utcOffset | abs) // 3600 -%}
{%- set minutes = (tz.utcOffset | abs) % 3600 // 60 -%}
UTC{% if hours or minutes %}{{ '-%02d' | format(hours) if tz.utcOffset < 0 else '+%d' | format(hours) }}{% endif %}
{%- if minutes %}:{{ '%02d' | format(minutes) }}{% endif -%}
{%- endif -%}

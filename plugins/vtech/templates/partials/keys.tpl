{#-
  A key has what the administrator put there, else the account of its number, else nothing. Where it is not known how many
  keys a model has, those are written up to the last one that is wanted.
-#}
{%- set last_line = (lines | last).position or 0 %}
{%- set last_key = (keys | last).position or 0 %}
{%- set count = model.capabilities.function_keys or (last_line if last_line > last_key else last_key) %}
{%- for n in range(1, count + 1) %}
{%- set key = funckeys[n] %}
{%- set own = sip_lines[n] and (not model.capabilities.lines or n <= model.capabilities.lines) %}
{%- set feature = maps.key_feature[key.type] or 'quick dial' if key else 'line' if own else 'unassigned' %}
{%- set number = key.value or (exten_park if key.type == 'park') if key %}
pfk.{{ n }}.feature = {{ feature }}
pfk.{{ n }}.account = {{ key.line or 1 if key else n if own else 1 }}
pfk.{{ n }}.quick_dial = {{ number if feature == 'quick dial' }}
pfk.{{ n }}.blf = {{ number if feature == 'busy lamp field' }}
{%- endfor %}

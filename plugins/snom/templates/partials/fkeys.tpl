{#- A watched extension is of use only with the code that picks its calls up: without one the key stays as it is. -#}
{%- for key in keys if key.type != 'blf' or exten_pickup_call %}
    <fkey idx="{{ key.position - 1 }}" context="active" short_label="{{ key.label or key.value }}" label="{{ key.label or key.value }}" perm="R">
{%- if key.type == 'blf' -%}
      blf {{ key.value }}|{{ exten_pickup_call }}
{%- elif key.type == 'park' -%}
      {{ vars.park_key }} {{ key.value }}
{%- else -%}
      speed {{ key.value }}
{%- endif -%}
    </fkey>
{%- endfor -%}

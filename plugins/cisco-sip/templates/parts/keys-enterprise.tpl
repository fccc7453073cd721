{#- Buttons behind those of the lines. A key that watches (21) picks up as well (option 1); there is none to park. -#}
{%- for key in keys if key.type != 'park' %}
{%- set button = (lines | length) + key.position %}
      <line button="{{ button }}" lineIndex="{{ button }}">
        <featureID>{{ 21 if key.type == 'blf' else 2 }}</featureID>
        <featureLabel>{{ key.label }}</featureLabel>
        <speedDialNumber>{{ key.value }}</speedDialNumber>
{%- if key.type == 'blf' %}
        <featureOptionMask>1</featureOptionMask>
{%- endif %}
      </line>
{%- endfor %}

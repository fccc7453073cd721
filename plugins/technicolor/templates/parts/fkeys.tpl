{#- Every key of the model: S watches a number, L dials it; a key without a function dials nothing. -#}
{%- for n in range(1, vars.fkeys + 1) -%}
{%- set key = funckeys[n] -%}
FeatureKeyExt{{ '%02d' | format(n) }}={{ 'S' if key.type == 'blf' else 'L' }}/<sip:{{ key.value if key.type in ['blf', 'speeddial'] }}>
{% endfor -%}

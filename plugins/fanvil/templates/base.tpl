{#- Fanvil phones read two languages; series/ has what each kind of phone is told. -#}
{%- if vars.dialect == 'x-old' -%}
{%- include 'series/x-old.tpl' -%}
{%- elif vars.dialect == 'x' -%}
{%- include 'series/x.tpl' -%}
{%- elif vars.dialect == 'v' -%}
{%- include 'series/v.tpl' -%}
{%- elif vars.dialect == 'v66' -%}
{%- include 'series/v66.tpl' -%}
{%- else -%}
{%- include 'series/full.tpl' -%}
{%- endif -%}

{#- Where the settings of a device begin: an administrator's own template extends this one. -#}
{%- extends 'm100.tpl' if vars.m100 else 'dect.tpl' if vars.dect else 'desk.tpl' -%}

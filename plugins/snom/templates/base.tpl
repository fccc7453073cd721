{#- Where the settings of a device begin: an administrator's own template extends this one. -#}
{%- extends 'dect.tpl' if vars.dect else 'desk.tpl' -%}

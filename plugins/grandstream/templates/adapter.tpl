<?xml version="1.0" encoding="UTF-8"?>
<gs_provision version="1">
  <config version="1">
{%- include 'parts/general-numbered.tpl' %}
{%- if vars.second_generation %}
{#- The ports of the second generation have other numbers than the accounts of a phone #}
{%- for line in lines %}
{%- if line.position == 1 %}
    <P47>{{ line.registrar_ip }}</P47>
    <P967>{{ line.backup_registrar_ip if 'backup_registrar_ip' in line.given }}</P967>
    <P35>{{ line.auth_username }}</P35>
    <P36>{{ line.auth_username }}</P36>
    <P34>{{ line.password }}</P34>
    <P3>{{ line.display_name }}</P3>
    <P191>0</P191>
    <P854>4</P854>
    <P40>5067</P40>
    <P20501>1</P20501>
{%- else %}
    <P747>{{ line.registrar_ip }}</P747>
    <P987>{{ line.backup_registrar_ip if 'backup_registrar_ip' in line.given }}</P987>
    <P735>{{ line.auth_username }}</P735>
    <P736>{{ line.auth_username }}</P736>
    <P734>{{ line.password }}</P734>
    <P703>{{ line.display_name }}</P703>
    <P751>0</P751>
    <P864>4</P864>
    <P740>5068</P740>
    <P20502>1</P20502>
{%- endif %}
{%- endfor %}
    <P854>4</P854>
{%- if vars.second_port_on %}
    <P20502>1</P20502>
{%- endif %}
    <P6767>1</P6767>
{#- Where firmware is looked for: without a scheme, with a slash at the end #}
    <P192>{{ server.without_scheme }}/Grandstream/</P192>
{%- elif vars.profile_ports %}
{#- Every port registers with the server of the first profile; its user has numbers of its own. Ports without a line are off #}
{%- set used = lines | map(attribute='position') | list %}
    <P271>1</P271>
    <P47>{{ lines[0].registrar_ip }}</P47>
{%- for port in range(1, vars.profile_ports + 1) %}
    <P{{ 4594 + port }}>{{ 1 if port in used else 0 }}</P{{ 4594 + port }}>
{%- endfor %}
{%- for line in lines %}
{%- if line.position <= vars.profile_ports %}
    <P{{ 4059 + line.position }}>{{ line.auth_username }}</P{{ 4059 + line.position }}>
    <P{{ 4089 + line.position }}>{{ line.auth_username }}</P{{ 4089 + line.position }}>
    <P{{ 4119 + line.position }}>{{ line.password }}</P{{ 4119 + line.position }}>
    <P{{ 4149 + line.position }}>0</P{{ 4149 + line.position }}>
{%- endif %}
{%- endfor %}
{%- else %}
{%- include 'parts/accounts-numbered.tpl' %}
    <P854>3</P854>
{%- endif %}
{%- if not vars.profile_ports %}
{#- Line of the telephone: European polarity and caller identity #}
    <P863>0</P863>
    <P228>0</P228>
    <P4417>1</P4417>
{%- endif %}
  </config>
</gs_provision>

{#- The parameters of one element, for every registration and every server that their names have a place for. -#}
{%- macro parameters(element) %}
{%- for name, value in maps.phone1[element].items() %}
{%- for reg in range(1, (47 if 'resourceList' in name else 6) + 1) if reg == 1 or '.N.' in name or name.endswith('.N') %}
{%- for server in [1, 2] if server == 1 or '.S.' in name %}
    {{ name | replace('.N', '.' ~ reg) | replace('.S.', '.' ~ server ~ '.') }}="{{ value }}"
{%- endfor %}
{%- endfor %}
{%- endfor %}
{%- endmacro -%}
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<phone1>
  <reg{{ parameters('reg') }}/>
  <call>
{%- for name in ['donotdisturb', 'autoOffHook', 'missedCallTracking', 'serverMissedCall', 'callWaiting'] %}
    <{{ name }}{{ parameters('call/' ~ name) }}/>
{%- endfor %}
  </call>
  <divert{{ parameters('divert') }}>
{%- for name in ['fwd', 'busy', 'noanswer', 'dnd'] %}
    <{{ name }}{{ parameters('divert/' ~ name) }}/>
{%- endfor %}
  </divert>
  <dialplan{{ parameters('dialplan') }}>
    <digitmap{{ parameters('dialplan/digitmap') }}/>
    <routing>
      <server{{ parameters('dialplan/routing/server') }}/>
      <emergency{{ parameters('dialplan/routing/emergency') }}/>
    </routing>
  </dialplan>
  <msg{{ parameters('msg') }}>
    <mwi{{ parameters('msg/mwi') }}/>
  </msg>
{%- for name in ['nat', 'attendant', 'roaming_buddies', 'roaming_privacy', 'user_preferences', 'acd'] %}
  <{{ name }}{{ parameters(name) }}/>
{%- endfor %}
</phone1>

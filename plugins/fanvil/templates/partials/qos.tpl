{#- The names with underscores are those of the older language; they switch the VLAN off. -#}
  <qos>
{%- if vlan_enabled %}
    <EnableVLAN>1</EnableVLAN>
    <VLANID>{{ vlan_id }}</VLANID>
    <SignallingPriority>{{ vlan_priority or 0 }}</SignallingPriority>
    <VoicePriority>{{ vlan_priority or 0 }}</VoicePriority>
{%- else %}
    <Enable_VLAN>0</Enable_VLAN>
    <VLAN_ID>256</VLAN_ID>
    <Signalling_Priority>0</Signalling_Priority>
    <Voice_Priority>0</Voice_Priority>
{%- endif %}
  </qos>

  <qos>
{%- if vlan_enabled %}
    <EnableVLAN>1</EnableVLAN>
    <VLANID>{{ vlan_id }}</VLANID>
    <EnablePVID>0</EnablePVID>
    <PVIDValue>254</PVIDValue>
    <SignallingPriority>{{ vlan_priority or 0 }}</SignallingPriority>
    <VoicePriority>{{ vlan_priority or 0 }}</VoicePriority>
    <VideoPriority>{{ vlan_priority or 0 }}</VideoPriority>
    <LANPortPriority>{{ vlan_priority or 0 }}</LANPortPriority>
    <EnablediffServ>0</EnablediffServ>
    <SingallingDSCP>46</SingallingDSCP>
    <VoiceDSCP>46</VoiceDSCP>
    <VideoDSCP>46</VideoDSCP>
    <LLDPTransmit>0</LLDPTransmit>
    <LLDPRefreshTime>60</LLDPRefreshTime>
    <LLDPLearnPolicy>0</LLDPLearnPolicy>
    <LLDPSaveLearnData>0</LLDPSaveLearnData>
    <CDPEnable>0</CDPEnable>
    <CDPRefreshTime>60</CDPRefreshTime>
    <DHCPOptionVlan>0</DHCPOptionVlan>
    <DHCPVlanDataType>0</DHCPVlanDataType>
{%- endif %}
  </qos>

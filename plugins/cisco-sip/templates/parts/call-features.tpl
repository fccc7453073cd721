{#- Services keep the names that a call manager of Cisco gives them. Holding: no tone (2); do not disturb by the
    phone's own key where it has one -#}
    <sipCallFeatures>
      <cnfJoinEnabled>true</cnfJoinEnabled>
      <rfc2543Hold>false</rfc2543Hold>
      <callHoldRingback>2</callHoldRingback>
      <localCfwdEnable>true</localCfwdEnable>
      <semiAttendedTransfer>true</semiAttendedTransfer>
      <anonymousCallBlock>2</anonymousCallBlock>
      <callerIdBlocking>2</callerIdBlocking>
      <remoteCcEnable>true</remoteCcEnable>
      <callPickupURI>x-cisco-serviceuri-pickup</callPickupURI>
      <callPickupListURI>x-cisco-serviceuri-opickup</callPickupListURI>
      <callPickupGroupURI>x-cisco-serviceuri-gpickup</callPickupGroupURI>
      <meetMeServiceURI>x-cisco-serviceuri-meetme</meetMeServiceURI>
      <abbreviatedDialURI>x-cisco-serviceuri-abbrdial</abbreviatedDialURI>
      <callForwardURI>{{ vars.forward_service }}</callForwardURI>
      <dndControl>{{ vars.dnd_control }}</dndControl>
{%- if vars.retain_forward %}
      <retainForwardInformation>true</retainForwardInformation>
{%- endif %}
    </sipCallFeatures>

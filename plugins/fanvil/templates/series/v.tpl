{#- V series up to V65. -#}
<?xml version="1.0" encoding="UTF-8"?>
<sysConf>
  <Version>2.0000000000</Version>

  <!-- Updates -->
  <fwCheck>
    <EnableAutoUpgrade>1</EnableAutoUpgrade>
    <UpgradeServer1>{{ server.url }}</UpgradeServer1>
    <UpgradeServer2></UpgradeServer2>
    <AutoUpgradeInterval>24</AutoUpgradeInterval>
  </fwCheck>

  <!-- Accounts -->
  <sip>
    <SIPPort>5060</SIPPort>
{%- for line in lines %}
{% include 'partials/line.tpl' %}
{%- endfor %}
  </sip>

  <!-- Calls -->
  <call>
    <port index="1">
      <AutoOnhook>1</AutoOnhook>
      <AutoOnhookTime>0</AutoOnhookTime>
      <RingPriority>0</RingPriority>
    </port>
  </call>

  <!-- Screen, clock and menus -->
  <phone>
    <MenuPassword>{{ admin_password or '123' }}</MenuPassword>
    <KeyLockPassword>123</KeyLockPassword>
    <FastKeylockCode></FastKeylockCode>
    <EnableKeyLock>0</EnableKeyLock>
    <KeyLockTimeout>0</KeyLockTimeout>
    <KeyLockStatus>0</KeyLockStatus>
    <EmergencyCall>112</EmergencyCall>
    <PushXMLIP></PushXMLIP>
    <SIPNumberPlan>0</SIPNumberPlan>
    <LDAPSearch>0</LDAPSearch>
    <SearchPath>0</SearchPath>
    <CallerDisplayType>5</CallerDisplayType>
    <CallLogDisplayType>0</CallLogDisplayType>
    <EnableRecvSMS>1</EnableRecvSMS>
    <EnableCallHistory>1</EnableCallHistory>
    <LineDisplayFormat>$name@$protocol$instance</LineDisplayFormat>
    <EnableMWITone>0</EnableMWITone>
    <SIPNotifyXML>1</SIPNotifyXML>
    <BlockXMLWhenCall>1</BlockXMLWhenCall>
    <XMLUpdateInterval>30</XMLUpdateInterval>
    <VqmDisplayOrder></VqmDisplayOrder>
    <EnablePushXMLAuth>0</EnablePushXMLAuth>
    <PickupVisualAlert>0</PickupVisualAlert>
    <PickupAudioAlert>0</PickupAudioAlert>
    <PickupRingType></PickupRingType>
    <PbookDisplayAttr></PbookDisplayAttr>
    <DisplayBusinessCardTimeout>0</DisplayBusinessCardTimeout>
    <DisplayCallDuration>1</DisplayCallDuration>
    <display>
      <DefaultLanguage>{{ XX_lang }}</DefaultLanguage>
{%- for line in lines %}
      <LCDTitle>{{ line.display_name }} {{ line.number }}</LCDTitle>
{%- endfor %}
    </display>
{% include 'partials/date.tpl' %}
    <timeDisplay>
      <EnableTimeDisplay>0</EnableTimeDisplay>
      <TimeDisplayStyle>0</TimeDisplayStyle>
      <DateDisplayStyle>2</DateDisplayStyle>
      <DateSeparator>0</DateSeparator>
    </timeDisplay>
    <softkey>
      <DesktopClick>history;status;xml;none;menu;</DesktopClick>
      <DesktopSoftkey>history;;;menu;</DesktopSoftkey>
    </softkey>
  </phone>

  <!-- Buttons that the platform follows -->
{% include 'partials/cti.tpl' %}

  <!-- Keys -->
  <dsskey>{{ XX_fkeys }}</dsskey>

  <!-- Web page of the phone -->
  <web>
    <WebServerType>0</WebServerType>
    <WebPort>80</WebPort>
    <HttpsWebPort>443</HttpsWebPort>
    <RemoteControl>1</RemoteControl>
    <EnableMMIFilter>0</EnableMMIFilter>
    <WebAuthentication>0</WebAuthentication>
    <TelnetPort>23</TelnetPort>
    <TelnetPrompt></TelnetPrompt>
    <LogonTimeout>15</LogonTimeout>
{%- include 'partials/web-accounts.tpl' %}
  </web>

  <!-- Log -->
  <log>
    <OutputDevice>stdout</OutputDevice>
    <FileName>platform.log</FileName>
    <FileSize>512KB</FileSize>
    <SyslogTag>platform</SyslogTag>
    <Level>{{ syslog_level if syslog_enabled else 'ERROR' }}</Level>
    <Style>level,tag</Style>
    <SyslogServer>{{ syslog_ip if syslog_enabled else '0.0.0.0' }}</SyslogServer>
    <SyslogServerPort>{{ syslog_port if syslog_enabled else 514 }}</SyslogServerPort>
  </log>

  <!-- VPN -->
  <vpn>
    <VPNmode>-1</VPNmode>
    <EnableVPN>0</EnableVPN>
    <EnableNat>0</EnableNat>
    <Openvpnmode>0</Openvpnmode>
    <VPNConnectTimeout>60</VPNConnectTimeout>
    <OpenvpnEnableUserAuth>0</OpenvpnEnableUserAuth>
    <OpenvpnUserName></OpenvpnUserName>
    <OpenvpnPassword></OpenvpnPassword>
    <L2TPServerAddress>0.0.0.0</L2TPServerAddress>
    <L2TPUserName></L2TPUserName>
    <L2TPPassword></L2TPPassword>
    <L2TPNegotiateDNS>1</L2TPNegotiateDNS>
    <PPTPServerAddress>0.0.0.0</PPTPServerAddress>
    <PPTPUserName></PPTPUserName>
    <PPTPPassword></PPTPPassword>
    <SSTPServerAddress>0.0.0.0</SSTPServerAddress>
    <SSTPUserName></SSTPUserName>
    <SSTPPassword></SSTPPassword>
  </vpn>

  <!-- Provisioning -->
  <ap>
    <DownloadCommonConf>0</DownloadCommonConf>
    <DownloadDeviceConf>1</DownloadDeviceConf>
    <SaveProvisionInfo>1</SaveProvisionInfo>
    <FlashServerIP>{{ server.base_url }}</FlashServerIP>
    <FlashFileName>Fanvil/$mac.cfg</FlashFileName>
    <FlashProtocol>4</FlashProtocol>
    <FlashMode>1</FlashMode>
    <FlashInterval>1</FlashInterval>
    <pnp>
      <PNPEnable>0</PNPEnable>
    </pnp>
    <opt>
      <DHCPOption>66</DHCPOption>
    </opt>
  </ap>

  <!-- VLAN -->
{% include 'partials/qos.tpl' %}

  <!-- Sound -->
  <mm>
    <SelectYourTone>{{ XX_country }}</SelectYourTone>
    <capability>
      <AudioCodecSets>PCMU,PCMA,G722</AudioCodecSets>
    </capability>
  </mm>
</sysConf>

{#- V66 and V67, phones with a camera and a touch screen. -#}
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

  <!-- Provisioning -->
  <ap>
    <DefaultUsername></DefaultUsername>
    <DefaultPassword></DefaultPassword>
    <InputCfgFileName></InputCfgFileName>
    <DeviceCfgFileKey></DeviceCfgFileKey>
    <CommonCfgFileKey></CommonCfgFileKey>
    <DownloadCommonConf>1</DownloadCommonConf>
    <SaveProvisionInfo>0</SaveProvisionInfo>
    <CheckFailTimes>5</CheckFailTimes>
    <FlashServerIP>{{ server.base_url }}</FlashServerIP>
    <FlashFileName>Fanvil/$mac.cfg</FlashFileName>
    <FlashProtocol>4</FlashProtocol>
    <FlashMode>1</FlashMode>
    <FlashInterval>1</FlashInterval>
    <updatePBInterval>720</updatePBInterval>
    <pnp>
      <PNPEnable>1</PNPEnable>
      <PNPIP>224.0.1.75</PNPIP>
      <PNPPort>5060</PNPPort>
      <PNPTransport>0</PNPTransport>
      <PNPInterval>1</PNPInterval>
    </pnp>
    <opt>
      <DHCPOption>66</DHCPOption>
      <DhcpOption120>0</DhcpOption120>
      <DHCPv6Option>0</DHCPv6Option>
    </opt>
  </ap>

  <!-- Screen, clock and menus -->
  <phone>
    <MenuPassword>{{ admin_password or '123' }}</MenuPassword>
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
      <DateDisplayStyle>4</DateDisplayStyle>
      <DateSeparator>0</DateSeparator>
    </timeDisplay>
    <softKeyConfig>
      <SoftkeyMode>0</SoftkeyMode>
      <SoftKeyExitStyle>2</SoftKeyExitStyle>
      <DesktopSoftkey>history;contact;dnd;;</DesktopSoftkey>
      <TalkingSoftkey>video;xfer;end;conf;hold;new;mute;record;dialpad;</TalkingSoftkey>
      <RingingSoftkey>forward;audio;video;reject;</RingingSoftkey>
      <AlertingSoftkey>dialpad;xfer;cancel;</AlertingSoftkey>
      <XAlertingSoftkey>dialpad;xfer;cancel;</XAlertingSoftkey>
      <ConferenceSoftkey>conf;dialpad;end;split;hold;mute;exit;</ConferenceSoftkey>
      <WaitingSoftkey>hold;xfer;conf;end;</WaitingSoftkey>
      <EndingSoftkey>complete;autoRedial;end;redial;</EndingSoftkey>
      <DialerPreSoftkey>audio;video;redial;</DialerPreSoftkey>
      <DialerCallSoftkey>audio;video;redial;</DialerCallSoftkey>
      <DialerXferSoftkey>audio;video;xfer;contact;history;cancel;</DialerXferSoftkey>
      <DialerCfwdSoftkey>contact;history;forward;cancel;</DialerCfwdSoftkey>
      <DesktopClick>none;none;none;none;none;</DesktopClick>
      <DailerClick>pline;nline;none;none;none;</DailerClick>
      <RingingClick>none;none;none;none;none;</RingingClick>
      <CallClick>pcall;ncall;voldown;volup;none;</CallClick>
      <DesktopLongPress>status;none;none;mwi;none;</DesktopLongPress>
      <DialerConfSoftkey>audio;video;cancel;contact;history;redial;</DialerConfSoftkey>
    </softKeyConfig>
  </phone>

  <!-- Buttons that the platform follows -->
{% include 'partials/cti.tpl' %}

  <!-- Web page of the phone -->
  <web>
    <WebServerType>0</WebServerType>
    <WebPort>80</WebPort>
    <HttpsWebPort>443</HttpsWebPort>
    <RemoteControl>1</RemoteControl>
    <EnableMMIFilter>0</EnableMMIFilter>
    <WebAuthentication>0</WebAuthentication>
    <EnableTelnet>0</EnableTelnet>
    <TelnetPort>23</TelnetPort>
    <TelnetPrompt></TelnetPrompt>
    <LogonTimeout>15</LogonTimeout>
{%- include 'partials/web-accounts.tpl' %}
  </web>

  <!-- VLAN -->
{% include 'partials/qos.tpl' %}

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

  <!-- Keys -->
  <dsskey>{{ XX_fkeys }}</dsskey>

  <!-- Sound -->
  <mm>
    <SelectYourTone>{{ XX_country }}</SelectYourTone>
    <capability>
      <AudioCodecSets>G722,PCMU,PCMA</AudioCodecSets>
      <VideoCodecSets>H264</VideoCodecSets>
      <VideoFrameRate>30</VideoFrameRate>
      <VideoBitRate>2000000</VideoBitRate>
      <VideoResolution>7</VideoResolution>
      <VideoNegotiateDir>0</VideoNegotiateDir>
    </capability>
  </mm>
</sysConf>

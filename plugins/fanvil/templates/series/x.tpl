{#- Later phones of the X series: X4U and after, X210, X7. -#}
<?xml version="1.0" encoding="UTF-8"?>
<sysConf>
  <Version>2.0002</Version>

  <!-- Updates -->
  <AUTOUPDATE_CONFIG_MODULE>
    <Download_Mode>1</Download_Mode>
{%- if vars.image %}
    <Auto_Image_URL>{{ server.url }}/firmware/{{ vars.image }}</Auto_Image_URL>
{%- endif %}
    <Save_Provision_Info>1</Save_Provision_Info>
  </AUTOUPDATE_CONFIG_MODULE>

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

  <!-- Updates -->
  <fwCheck>
    <EnableAutoUpgrade>1</EnableAutoUpgrade>
    <UpgradeServer1>{{ server.url }}</UpgradeServer1>
    <UpgradeServer2></UpgradeServer2>
    <AutoUpgradeInterval>24</AutoUpgradeInterval>
  </fwCheck>

  <!-- Screen, clock and menus -->
  <phone>
    <MenuPassword>{{ admin_password or '123' }}</MenuPassword>
    <display>
      <DefaultLanguage>{{ XX_lang }}</DefaultLanguage>
      <LCDTitle>{{ lines[0].display_name }} {{ lines[0].number }}</LCDTitle>
    </display>
{% include 'partials/date.tpl' %}
    <timeDisplay>
      <TimeDisplayStyle>0</TimeDisplayStyle>
{%- if XX_date_style %}
      <DateDisplayStyle>{{ XX_date_style }}</DateDisplayStyle>
{%- endif %}
    </timeDisplay>
    <softkey>
      <DesktopSoftkey>history;dss1;;menu;</DesktopSoftkey>
    </softkey>
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

  <!-- Sound -->
  <mm>
    <SelectYourTone>{{ XX_country }}</SelectYourTone>
    <capability>
      <AudioCodecSets>PCMU,PCMA,G722</AudioCodecSets>
    </capability>
  </mm>

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
</sysConf>

{#- Door phones (i), hotel phones (H), cordless phones (W). Everything is written, since these phones keep what they are not told. -#}
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
    <STUNServer>{{ vars.stun_server }}</STUNServer>
    <STUNPort>{{ vars.stun_port }}</STUNPort>
    <STUNRefreshTime>50</STUNRefreshTime>
    <SIPWaitStunTime>800</SIPWaitStunTime>
    <ExternNATAddrs></ExternNATAddrs>
    <RegFailInterval>32</RegFailInterval>
    <StrictBranchPrefix>0</StrictBranchPrefix>
    <VideoMuteAttr>0</VideoMuteAttr>
    <EnableGroupBackup>0</EnableGroupBackup>
    <EnableRFC4475>1</EnableRFC4475>
    <StrictUAMatch>0</StrictUAMatch>
    <CSTAEnable>0</CSTAEnable>
    <NotifyReboot>0</NotifyReboot>
    <SMSdirectEnabled>0</SMSdirectEnabled>
    <SMSSaveEnabled>0</SMSSaveEnabled>
    <SMSRingEnabled>0</SMSRingEnabled>
{%- for line in lines %}
{% include 'partials/line-full.tpl' %}
{%- endfor %}
  </sip>

  <!-- Calls -->
  <call>
    <port index="1">
      <EnableXferDPlan>0</EnableXferDPlan>
      <EnableFwdDPlan>0</EnableFwdDPlan>
      <EnablePreDPlan>0</EnablePreDPlan>
      <IPDialPrefix>.</IPDialPrefix>
      <EnableDND>1</EnableDND>
      <DNDMode>0</DNDMode>
      <EnableSpaceDND>0</EnableSpaceDND>
      <DNDStartTime>1500</DNDStartTime>
      <DNDEndTime>1730</DNDEndTime>
      <DNDAcceptMcast>0</DNDAcceptMcast>
      <EnableWhiteList>1</EnableWhiteList>
      <EnableBlackList>1</EnableBlackList>
      <EnableCallBar>1</EnableCallBar>
      <MuteRinging>0</MuteRinging>
      <BanDialOut>0</BanDialOut>
      <BanDialOutToneMode>1</BanDialOutToneMode>
      <BanDialOutTone></BanDialOutTone>
      <BanEmptyCID>0</BanEmptyCID>
      <EnableCLIP>1</EnableCLIP>
      <CallWaiting>1</CallWaiting>
      <CallTransfer>0</CallTransfer>
      <CallSemiXfer>0</CallSemiXfer>
      <CallConference>0</CallConference>
      <AutoPickupNext>0</AutoPickupNext>
      <BusyNoLine>1</BusyNoLine>
      <AutoOnhook>1</AutoOnhook>
      <AutoOnhookTime>3</AutoOnhookTime>
      <AutoHangUpTone>1</AutoHangUpTone>
      <EnableIntercom>1</EnableIntercom>
      <IntercomMute>0</IntercomMute>
      <IntercomTone>1</IntercomTone>
      <IntercomBarge>1</IntercomBarge>
      <UseAutoRedial>0</UseAutoRedial>
      <RedialEnterCallLog>0</RedialEnterCallLog>
      <AutoRedialDelay>30</AutoRedialDelay>
      <AutoRedialTimes>5</AutoRedialTimes>
      <CallComplete>0</CallComplete>
      <CHoldingTone>1</CHoldingTone>
      <CWaitingTone>1</CWaitingTone>
      <HideDTMFType>0</HideDTMFType>
      <TalkDTMFTone>1</TalkDTMFTone>
      <DialDTMFTone>1</DialDTMFTone>
      <PswDialMode>0</PswDialMode>
      <PswDialLength>0</PswDialLength>
      <PswDialPrefix></PswDialPrefix>
      <EnableMultiLine>1</EnableMultiLine>
      <AllowIPCall>1</AllowIPCall>
      <CallerNameType>0</CallerNameType>
      <MuteForRing>0</MuteForRing>
      <AutoHandleVideo>1</AutoHandleVideo>
      <DefaultAnsMode>2</DefaultAnsMode>
      <DefaultDialMode>2</DefaultDialMode>
      <HoldToTransfer>0</HoldToTransfer>
      <EnablePreDial>1</EnablePreDial>
      <DefaultExtLine>1</DefaultExtLine>
      <EnableDefLine>1</EnableDefLine>
      <EnableSelLine>1</EnableSelLine>
      <RinginHeadset>0</RinginHeadset>
      <AutoHeadset>0</AutoHeadset>
      <DNDReturnCode>480</DNDReturnCode>
      <BusyReturnCode>486</BusyReturnCode>
      <RejectReturnCode>603</RejectReturnCode>
      <ContactType>0</ContactType>
      <EnableCountryCode>0</EnableCountryCode>
      <CountryCode></CountryCode>
      <CallAreaCode></CallAreaCode>
      <NumberPrivacy>0</NumberPrivacy>
      <PrivacyRule></PrivacyRule>
      <TransfDTMFCode></TransfDTMFCode>
      <HoldDTMFCode></HoldDTMFCode>
      <ConfDTMFCode></ConfDTMFCode>
      <DisableDialSearch>0</DisableDialSearch>
      <CallNumberFilter></CallNumberFilter>
      <AutoResumeCurrent>1</AutoResumeCurrent>
      <CallTimeout>120</CallTimeout>
      <RingTimeout>120</RingTimeout>
      <RingPriority>0</RingPriority>
      <AutoAnswerTone>1</AutoAnswerTone>
      <AlertingTone>1</AlertingTone>
      <BusyTone>1</BusyTone>
      <SnapshotTimeout>60</SnapshotTimeout>
      <DisableSpeakerMode>0</DisableSpeakerMode>
    </port>
  </call>

  <!-- Screen, clock and menus -->
  <phone>
    <MenuPassword>{{ admin_password or '123' }}</MenuPassword>
    <KeyLockPassword>{{ admin_password or '123' }}</KeyLockPassword>
    <display>
{%- for line in lines %}
      <LCDTitle>{{ line.display_name }} {{ line.number }}</LCDTitle>
{%- endfor %}
      <LCDConstrast>5</LCDConstrast>
      <EnableEnergysaving>1</EnableEnergysaving>
      <LCDLuminanceLevel>6</LCDLuminanceLevel>
      <BacklightOffTime>30</BacklightOffTime>
      <DisableCHNIME>0</DisableCHNIME>
      <PhoneModel></PhoneModel>
      <HostName>(none)</HostName>
      <DefaultLanguage>{{ XX_lang }}</DefaultLanguage>
      <EnableGreetings>0</EnableGreetings>
    </display>
    <lineLed>
      <LineIdleColor>0</LineIdleColor>
      <LineIdleCtl>1</LineIdleCtl>
    </lineLed>
    <blfLed>
      <BLFIdleColor>0</BLFIdleColor>
      <BLFIdleCtl>1</BLFIdleCtl>
      <BLFIdleText>terminated</BLFIdleText>
      <BLFRingColor>1</BLFRingColor>
      <BLFRingCtl>2</BLFRingCtl>
      <BLFRingText>early</BLFRingText>
      <BLFDialingColor>1</BLFDialingColor>
      <BLFDialingCtl>0</BLFDialingCtl>
      <BLFDialingText></BLFDialingText>
      <BLFTalkingColor>1</BLFTalkingColor>
      <BLFTalkingCtl>1</BLFTalkingCtl>
      <BLFTalkingText>confirmed</BLFTalkingText>
      <BLFHoldColor>1</BLFHoldColor>
      <BLFHoldCtl>0</BLFHoldCtl>
      <BLFHoldText></BLFHoldText>
      <BLFFailedColor>0</BLFFailedColor>
      <BLFFailedCtl>0</BLFFailedCtl>
      <BLFFailedText>failed</BLFFailedText>
      <BLFParkedColor>0</BLFParkedColor>
      <BLFParkedCtl>3</BLFParkedCtl>
      <BLFParkedText>parked</BLFParkedText>
    </blfLed>
{% include 'partials/date.tpl' %}
    <timeDisplay>
      <EnableTimeDisplay>0</EnableTimeDisplay>
      <TimeDisplayStyle>0</TimeDisplayStyle>
      <DateDisplayStyle>9</DateDisplayStyle>
      <DateSeparator>3</DateSeparator>
    </timeDisplay>
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
    <TelnetPort>23</TelnetPort>
    <TelnetPrompt></TelnetPrompt>
    <LogonTimeout>15</LogonTimeout>
{%- include 'partials/web-accounts.tpl' %}
  </web>

  <!-- VLAN -->
{% include 'partials/qos-full.tpl' %}

  <!-- Keys -->
  <dsskey>{{ XX_fkeys }}</dsskey>

  <!-- Provisioning -->
  <ap>
    <DownloadCommonConf>1</DownloadCommonConf>
    <SaveProvisionInfo>0</SaveProvisionInfo>
    <CheckFailTimes>1</CheckFailTimes>
    <FlashServerIP>{{ server.base_url }}</FlashServerIP>
    <FlashFileName>Fanvil/$mac.cfg</FlashFileName>
    <FlashProtocol>4</FlashProtocol>
    <FlashMode>1</FlashMode>
    <FlashInterval>1</FlashInterval>
    <updatePBInterval>720</updatePBInterval>
    <APConfigPriority>0</APConfigPriority>
  </ap>

  <!-- Sound -->
  <mm>
    <SelectYourTone>{{ XX_country }}</SelectYourTone>
    <capability>
      <AudioCodecSets>PCMU,PCMA,G722</AudioCodecSets>
    </capability>
  </mm>

  <!-- A door phone answers by itself. -->
{%- if vars.auto_answer %}
  <sip>
    <line index="1">
      <AutoAnswer>1</AutoAnswer>
    </line>
  </sip>
{%- endif %}
</sysConf>

{#- An account with all that an account can have: what is empty or 0 here takes back what was set by hand. -#}
{%- set backup = line.backup_proxy_ip %}
{%- set account = line.auth_username if vars.plain_lines else line.username %}
{%- set outbound = line.outbound_proxy_ip if vars.plain_lines else '' %}
    <line index="{{ line.position }}">
      <PhoneNumber>{{ line.username }}</PhoneNumber>
      <DisplayName>{{ line.display_name }}</DisplayName>
      <SipName></SipName>
      <RegisterAddr>{{ line.registrar_ip }}</RegisterAddr>
      <RegisterPort>{{ line.registrar_port }}</RegisterPort>
      <RegisterUser>{{ account }}</RegisterUser>
      <RegisterPswd>{{ line.password }}</RegisterPswd>
      <RegisterTTL>60</RegisterTTL>
      <NeedRegOn>0</NeedRegOn>
      <EnableReg>1</EnableReg>
      <Transport>{{ XX_sip_transport }}</Transport>
      <DTMFMode>{{ maps.dtmf[line.dtmf_mode] or '2' }}</DTMFMode>
      <ProxyAddr>{{ outbound or line.proxy_ip }}</ProxyAddr>
      <ProxyPort>{{ (line.outbound_proxy_port or sip_outbound_proxy_port or 5060 if outbound else line.proxy_port) or 5060 }}</ProxyPort>
      <ProxyUser>{{ account }}</ProxyUser>
      <ProxyPswd>{{ line.password }}</ProxyPswd>
      <ProxyNeedRegOn>0</ProxyNeedRegOn>
      <BackupAddr>{{ backup }}</BackupAddr>
      <BackupPort>{{ line.backup_proxy_port or sip_backup_proxy_port or 5060 if backup else '' }}</BackupPort>
      <BackupTransport>{{ XX_sip_transport if backup else 0 }}</BackupTransport>
      <BackupTTL>{{ 60 if backup else 3600 }}</BackupTTL>
      <BackupMode>0</BackupMode>
      <EnableFailback>1</EnableFailback>
      <FailbackInterval>1800</FailbackInterval>
      <SignalFailback>0</SignalFailback>
      <SignalRetryCounts>3</SignalRetryCounts>
      <SigCryptoKey></SigCryptoKey>
      <EnableOSRTP>0</EnableOSRTP>
      <MediaCrypto>0</MediaCrypto>
      <MedCryptoKey></MedCryptoKey>
      <SRTPAuth-Tag>0</SRTPAuth-Tag>
      <EnableRFC5939>0</EnableRFC5939>
      <LocalDomain></LocalDomain>
      <AlwaysFWD>0</AlwaysFWD>
      <BusyFWD>0</BusyFWD>
      <NoAnswerFWD>0</NoAnswerFWD>
      <AlwaysFWDNum></AlwaysFWDNum>
      <BusyFWDNum></BusyFWDNum>
      <NoAnswerFWDNum></NoAnswerFWDNum>
      <FWDTimer>60</FWDTimer>
      <HotlineNum></HotlineNum>
      <EnableHotline>0</EnableHotline>
      <WarmLineTime>0</WarmLineTime>
      <PickupNum></PickupNum>
      <JoinNum></JoinNum>
      <IntercomNum></IntercomNum>
      <RingType>Default</RingType>
      <NATUDPUpdate>2</NATUDPUpdate>
      <UDPUpdateTTL>30</UDPUpdateTTL>
      <UDPUpdateTryTimes>3</UDPUpdateTryTimes>
      <ServerType>0</ServerType>
      <UserAgent></UserAgent>
      <PRACK>0</PRACK>
      <KeepAUTH>0</KeepAUTH>
      <SessionTimer>1</SessionTimer>
      <STimerExpires>180</STimerExpires>
      <EnableGRUU>0</EnableGRUU>
      <DTMFInfoMode>0</DTMFInfoMode>
      <NATType>1</NATType>
      <EnableRport>1</EnableRport>
      <Subscribe>0</Subscribe>
      <SubExpire>3600</SubExpire>
      <SingleCodec>0</SingleCodec>
      <CLIR>0</CLIR>
      <StrictProxy>1</StrictProxy>
      <DirectContact>0</DirectContact>
      <HistoryInfo>0</HistoryInfo>
      <DNSSRV>0</DNSSRV>
      <DNSMode>0</DNSMode>
      <XFERExpire>0</XFERExpire>
      <BanAnonymous>0</BanAnonymous>
      <DialOffLine>0</DialOffLine>
      <QuotaName>0</QuotaName>
      <PresenceMode>0</PresenceMode>
      <RFCVer>1</RFCVer>
      <PhonePort>0</PhonePort>
      <SignalPort>5060</SignalPort>
      <Transport>{{ XX_sip_transport if vars.plain_lines else 0 }}</Transport>
      <UseSRVMixer>0</UseSRVMixer>
      <SRVMixerUri></SRVMixerUri>
      <LongContact>0</LongContact>
      <AutoTCP>0</AutoTCP>
      <UriEscaped>1</UriEscaped>
      <ClicktoTalk>0</ClicktoTalk>
      <MwiNo></MwiNo>
      <MWINum>{{ line.voicemail if vars.plain_lines }}</MWINum>
      <ParkNo></ParkNo>
      <CallParkNum></CallParkNum>
      <RetrieveNum></RetrieveNum>
      <RetrieveType>0</RetrieveType>
      <HelpNo></HelpNo>
      <MSRPHelpNum></MSRPHelpNum>
      <UserIsPhone>1</UserIsPhone>
      <AutoAnswer>0</AutoAnswer>
      <NoAnswerTime>0</NoAnswerTime>
      <MissedCallLog>1</MissedCallLog>
      <ParkMode></ParkMode>
      <SvcCodeMode>0</SvcCodeMode>
      <DNDOnSvcCode></DNDOnSvcCode>
      <DNDOffSvcCode></DNDOffSvcCode>
      <CFUOnSvcCode></CFUOnSvcCode>
      <CFUOffSvcCode></CFUOffSvcCode>
      <CFBOnSvcCode></CFBOnSvcCode>
      <CFBOffSvcCode></CFBOffSvcCode>
      <CFNOnSvcCode></CFNOnSvcCode>
      <CFNOffSvcCode></CFNOffSvcCode>
      <ANCOnSvcCode></ANCOnSvcCode>
      <ANCOffSvcCode></ANCOffSvcCode>
      <SendANOnCode></SendANOnCode>
      <SendANOffCode></SendANOffCode>
      <CWOnCode></CWOnCode>
      <CWOffCode></CWOffCode>
      <VoiceCodecMap>{{ vars.line_codecs }}</VoiceCodecMap>
      <VideoCodecMap></VideoCodecMap>
      <BLFListUri></BLFListUri>
      <BLFServer></BLFServer>
      <Respond182>0</Respond182>
      <EnableBLFList>0</EnableBLFList>
      <CallerIdType>4</CallerIdType>
      <KeepHigherCallerID>0</KeepHigherCallerID>
      <SynClockTime>0</SynClockTime>
      <MohServer></MohServer>
      <UseVPN>0</UseVPN>
      <EnableDND>0</EnableDND>
      <InactiveHold>0</InactiveHold>
      <ReqWithPort>1</ReqWithPort>
      <UpdateRegExpire>1</UpdateRegExpire>
      <EnableSCA>0</EnableSCA>
      <SubCallPark>0</SubCallPark>
      <SubCCStatus>0</SubCCStatus>
      <FeatureSync>0</FeatureSync>
      <EnableXferBack>0</EnableXferBack>
      <XferBackTime>35</XferBackTime>
      <UseTelCall>0</UseTelCall>
      <EnablePreview>0</EnablePreview>
      <PreviewMode>1</PreviewMode>
      <TLSVersion>2</TLSVersion>
      <CSTANumber></CSTANumber>
      <EnableChgPort>0</EnableChgPort>
      <VQName></VQName>
      <VQServer></VQServer>
      <VQServerPort>5060</VQServerPort>
      <VQHTTPServer></VQHTTPServer>
      <FlashMode>0</FlashMode>
      <ContentType></ContentType>
      <ContentBody></ContentBody>
      <UnregisterOnBoot>0</UnregisterOnBoot>
      <EnableMACHeader>0</EnableMACHeader>
      <EnableRegisterMAC>0</EnableRegisterMAC>
      <RecordStart>Record:on</RecordStart>
      <RecordStop>Record:off</RecordStop>
      <BLFDialogMatch>1</BLFDialogMatch>
      <Ptime>0</Ptime>
      <EnableDeal180>1</EnableDeal180>
      <KeepSingleContact>0</KeepSingleContact>
      <SessionTimerT1>500</SessionTimerT1>
      <SessionTimerT2>4000</SessionTimerT2>
      <SessionTimerT4>5000</SessionTimerT4>
      <UnavailableMode>0</UnavailableMode>
      <TCPUseRetryTimer>0</TCPUseRetryTimer>
      <Call-IDFormat>$id@$ip</Call-IDFormat>
      <GB28181Mode>0</GB28181Mode>
      <ProxyRequire></ProxyRequire>
      <BlockRTPWhenAlerting>0</BlockRTPWhenAlerting>
    </line>

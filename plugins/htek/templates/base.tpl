{#- The phone has one profile of servers for all its accounts, which is made from the first line. -#}
{%- set first = lines[0] or {} -%}
<?xml version="1.0" encoding="UTF-8"?>
<hl_provision version="1">
  <config version="1">
    <!-- Servers -->
    <P47 para="Profile1_Sipserver">{{ first.proxy_ip }}:{{ first.proxy_port or 5060 }}</P47>
{%- if first.backup_proxy_ip %}
    <P967 para="Profile1_FailoverSipserver">{{ first.backup_proxy_ip }}:{{ first.backup_proxy_port or 5060 }}</P967>
{%- endif %}
    <P8851 para="Profile1_SecondFailoverSipserver"></P8851>
    <P4567 para="Profile1_PreferPrimaryServer">0</P4567>
{%- if first.outbound_proxy_ip %}
    <P48 para="Profile1_OutboundProxy">{{ first.outbound_proxy_ip }}:{{ first.outbound_proxy_port or sip_outbound_proxy_port or 5060 }}</P48>
{%- endif %}
    <P20047 para="Profile1_BackUpOutboundProxy"></P20047>
    <P130 para="Profile1_SipTransport">{{ XX_sip_transport }}</P130>

    <!-- Registration -->
    <P52 para="Profile1_NatTraversal">2</P52>
    <P103 para="Profile1_DnsMode">0</P103>
    <P63 para="Profile1_UserIdIsPhoneNumber">0</P63>
    <P31 para="Profile1_SipRegistration">1</P31>
    <P81 para="Profile1_UnregisterOnReboot">1</P81>
    <P32 para="Profile1_RegisterExpiration">1</P32>
    <P109 para="Profile1_OutCallWithoutReg">0</P109>
    <P136 para="Profile1_RPort">0</P136>
    <P1100 para="Profile1_RFC2543Hold">1</P1100>
    <P8775 para="Profile1_ConnectMode">0</P8775>

    <!-- Codecs -->
    <P57 para="Profile1_Choice1">0</P57>
    <P58 para="Profile1_Choice2">8</P58>
    <P59 para="Profile1_Choice3">9</P59>
    <P60 para="Profile1_Choice4">20</P60>
    <P61 para="Profile1_Choice5">120</P61>
    <P62 para="Profile1_Choice6">2</P62>
    <P37 para="Profile1_VoiceFramesPerTX">2</P37>
    <P49 para="Profile1_G723Rate">0</P49>
    <P394 para="Profile1_LibcMode">0</P394>
    <P390 para="Profile1_LibcPayloadType">97</P390>
    <P402 para="Profile1_OPUSPayloadType">120</P402>
    <P24066 para="Profile1_G72632CustomOnoff">0</P24066>
    <P24072 para="Profile1_G72632CustomPayloadType">111</P24072>

    <!-- DTMF, flash -->
    <P79 para="Profile1_DtmfPayloadType">101</P79>
    <P20166 para="Profile1_DtmfMode">{{ maps.dtmf[first.dtmf_mode] }}</P20166>
    <P74 para="Profile1_SendFlashEvent">0</P74>
    <P191 para="Profile1_EnableCallFeatures">0</P191>
    <P197 para="Profile1_ProxyRequire"></P197>
    <P101 para="Profile1_UseNatIP"></P101>

    <!-- Media -->
    <P183 para="Profile1_SRtpMode">0</P183>
    <P50 para="Profile1_VAD">0</P50>
    <P291 para="Profile1_SymmetricRTP">0</P291>
    <P133 para="Profile1_JitterBufferType">1</P133>
    <P132 para="Profile1_JitterBufferLength">1</P132>

    <!-- Calls -->
    <P104 para="Profile1_AccountRingTone">0</P104>
    <P185 para="Profile1_RingTimeout">60</P185>
    <P99 para="Profile1_SubscribeForMWI">1</P99>
    <P24759 para="Profile1_SubscribeMWIToVoiceMail">0</P24759>
    <P65 para="Profile1_SendAnonymous">0</P65>
    <P129 para="Profile1_AnonymousCallRejection">0</P129>
    <P258 para="Profile1_CheckSIPUserID">0</P258>
    <P90 para="Profile1_AutoAnswer">0</P90>
    <P298 para="Profile1_AnswerViaCallInfo">1</P298>
    <P299 para="Profile1_OffSpeakerDisconnect">1</P299>

    <!-- Session timers -->
    <P260 para="Profile1_SessionExpiration">180</P260>
    <P261 para="Profile1_MinSE">90</P261>
    <P262 para="Profile1_CallerRequestTimer">0</P262>
    <P263 para="Profile1_CalleeRequestTimer">0</P263>
    <P264 para="Profile1_ForceTimer">0</P264>
    <P266 para="Profile1_UACSpecifyRefresher">0</P266>
    <P267 para="Profile1_UASSpecifyRefresher">1</P267>
    <P265 para="Profile1_ForceINVITE">0</P265>

    <!-- Hook, variants of SIP -->
    <P251 para="Profile1_HookFlashMinTiming">50</P251>
    <P252 para="Profile1_HookFlashMaxTiming">100</P252>
    <P198 para="Profile1_SpecialFeature">100</P198>
    <P8791 para="Profile1_SIPServerType">0</P8791>
    <P8811 para="Profile1_100rel">0</P8811>
    <P8841 para="Profile1_EarlySession">0</P8841>
    <P8845 para="Profile1_RefuseReturnCode">0</P8845>
    <P20004 para="Profile1_ConferenceType">0</P20004>
    <P20008 para="Profile1_ConferenceURI"></P20008>
    <P20053 para="Profile1_SipSendMac">1</P20053>
    <P20157 para="Profile1_CallerDisplaySource">0</P20157>
    <P20970 para="Profile1_SubscribeExpires">300</P20970>

    <!-- DTMF again, for older firmware -->
    <P851 para="Profile1_DTMFVia2833">0</P851>
    <P850 para="Profile1_DTMFInAudio">0</P850>
    <P852 para="Profile1_DTMFViaSipInfo">1</P852>
    <P24785 para="Profile1_TrsRelSetting">0</P24785>
    <P72 para="Preference_UsePoundAsDialKey">1</P72>
    <P331 para="PhonebookXmlDownload_ServerPath">{{ XX_xivo_phonebook_url }}</P331>
    <P332 para="PhonebookXmlDownload_Interval">0</P332>
    <P333 para="PhonebookXmlDownload_RemoveMEOnDownload">0</P333>
    <P330 para="PhonebookXmlDownload_Enable">1</P330>

    <!-- Accounts -->
{%- for line in lines if line.position <= 16 %}
{% include 'partials/account.tpl' %}
{%- endfor %}

    <!-- Network and time -->
    <P8 para="IPv4WanMode">0</P8>
    <P190 para="HttpAccess">1</P190>
    <P112 para="IPLeaseTime">24</P112>
    <P8639 para="DhcpServerFlag">0</P8639>
    <P5438 para="Active">0</P5438>
    <P5439 para="PackedInterval">120</P5439>
    <P38 para="Layer3QoS">48</P38>
    <P30 para="UrlOrIpAddress">{{ ntp_ip if ntp_enabled else 'pool.ntp.org' }}</P30>
    <P64 para="Preference_TimeZone">{{ XX_timezone }}</P64>
    <P143 para="Preference_DHCPTime">0</P143>
    <P75 para="Preference_DaylightSavingTime">2</P75>
    <P24053 para="Network_Advanced_Vlan_WANVlan">{{ 1 if vlan_enabled else 0 }}</P24053>
    <P229 para="DataVLANTag">{{ vlan_id if vlan_enabled else 0 }}</P229>
    <P51 para="Layer2QoS_802_1Q_VLANTag">{{ vlan_id if vlan_enabled else 0 }}</P51>
    <P87 para="Layer2QoS_802_1pPriorityValue">{{ vlan_priority or 0 if vlan_enabled else 0 }}</P87>

    <!-- Transfers -->
    <P3201 para="Transfer_BlindTransferOnHook">1</P3201>
    <P3202 para="Transfer_Semi_AttendedTransfer">1</P3202>
    <P3204 para="Transfer_AttendedTransferOnHook">0</P3204>

    <!-- Phone books -->
    <P4401 para="RemotePhoneBook1_Url">{% if XX_xivo_phonebook_url %}{{ XX_xivo_phonebook_url }}&amp;term={% endif %}</P4401>
    <P3316 para="RemotePhoneBook1_Name">{% if XX_xivo_phonebook_url %}Directory{% endif %}</P3316>
    <P4402 para="RemotePhoneBook2_Url"></P4402>
    <P3312 para="RemotePhoneBook2_Name"></P3312>
    <P4403 para="RemotePhoneBook3_Url"></P4403>
    <P3313 para="RemotePhoneBook3_Name"></P3313>
    <P4404 para="RemotePhoneBook4_Url"></P4404>
    <P3314 para="RemotePhoneBook4_Name"></P3314>
    <P4405 para="RemotePhoneBook5_Url"></P4405>
    <P3315 para="RemotePhoneBook5_Name"></P3315>

    <!-- Keys below the screen: history, directory, do not disturb, menu -->
    <P43200 para="SoftKey1_Type">36</P43200>
    <P43300 para="SoftKey1_Account">255</P43300>
    <P43400 para="SoftKey1_Value"></P43400>
    <P43201 para="SoftKey2_Type">16</P43201>
    <P43301 para="SoftKey2_Account">255</P43301>
    <P43401 para="SoftKey2_Value"></P43401>
    <P43202 para="SoftKey3_Type">21</P43202>
    <P43302 para="SoftKey3_Account">255</P43302>
    <P43402 para="SoftKey3_Value"></P43402>
    <P43203 para="SoftKey4_Type">38</P43203>
    <P43303 para="SoftKey4_Account">255</P43303>
    <P43403 para="SoftKey4_Value"></P43403>
    <P20043 para="ProgrammableKey1_Label"></P20043>
    <P20044 para="ProgrammableKey2_Label">Contacts</P20044>
    <P20045 para="ProgrammableKey3_Label"></P20045>
    <P20046 para="ProgrammableKey4_Label"></P20046>

    <!-- Line keys -->
{{ XX_fkeys }}
  </config>
</hl_provision>

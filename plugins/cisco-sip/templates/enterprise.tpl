{#- A phone that takes the platform for its call manager. -#}
{%- set first = lines | first -%}
{%- macro call_manager(priority, address, port) %}
        <member priority="{{ priority }}">
          <callManager>
            <ports>
              <ethernetPhonePort>2000</ethernetPhonePort>
              <sipPort>{{ port }}</sipPort>
              <securedSipPort>5061</securedSipPort>
            </ports>
            <processNodeName>{{ address }}</processNodeName>
          </callManager>
        </member>
{%- endmacro -%}
<?xml version="1.0" encoding="UTF-8"?>
<device>
  <fullConfig>true</fullConfig>
  <deviceProtocol>SIP</deviceProtocol>
  <sshUserId>admin</sshUserId>
  <sshPassword>{{ admin_password }}</sshPassword>
  <devicePool>
    <dateTimeSetting>
      <dateTemplate>D-M-YA</dateTemplate>
      <timeZone>{{ XX_timezone }}</timeZone>
      <ntps>
{%- if ntp_enabled %}
        <ntp>
          <name>{{ ntp_ip }}</name>
          <ntpMode>Unicast</ntpMode>
        </ntp>
{%- endif %}
      </ntps>
    </dateTimeSetting>
    <callManagerGroup>
      <members>
{{- call_manager(0, first.proxy_ip, first.proxy_port or 5060) }}
{%- if first.backup_proxy_ip %}
{{- call_manager(1, first.backup_proxy_ip, first.backup_proxy_port or sip_backup_proxy_port) }}
{%- endif %}
      </members>
    </callManagerGroup>
  </devicePool>
  <sipProfile>
    <sipProxies>
      <outboundProxy>{{ first.outbound_proxy_ip }}</outboundProxy>
      <outboundProxyPort>{{ first.outbound_proxy_port or sip_outbound_proxy_port }}</outboundProxyPort>
      <registerWithProxy>true</registerWithProxy>
    </sipProxies>
{%- include 'parts/call-features.tpl' %}
{%- include 'parts/sip-stack.tpl' %}
    <autoAnswerTimer>1</autoAnswerTimer>
    <autoAnswerAltBehavior>false</autoAnswerAltBehavior>
    <autoAnswerOverride>true</autoAnswerOverride>
    <transferOnhookEnabled>true</transferOnhookEnabled>
    <enableVad>false</enableVad>
    <preferredCodec>none</preferredCodec>
    <dtmfAvtPayload>101</dtmfAvtPayload>
    <dtmfDbLevel>3</dtmfDbLevel>
    <dtmfOutofBand>avt</dtmfOutofBand>
    <alwaysUsePrimeLine>false</alwaysUsePrimeLine>
    <alwaysUsePrimeLineVoiceMail>false</alwaysUsePrimeLineVoiceMail>
    <kpml>3</kpml>
    <phoneLabel>{{ first.display_name }}</phoneLabel>
    <stutterMsgWaiting>1</stutterMsgWaiting>
    <callStats>false</callStats>
    <silentPeriodBetweenCallWaitingBursts>10</silentPeriodBetweenCallWaitingBursts>
    <disableLocalSpeedDialConfig>false</disableLocalSpeedDialConfig>
    <sipLines>
{%- for line in lines %}
      <line button="{{ line.position }}" lineIndex="{{ line.position }}">
        <featureID>9</featureID>
        <featureLabel>{{ line.number }}</featureLabel>
        <proxy>USECALLMANAGER</proxy>
        <port>{{ line.proxy_port or 5060 }}</port>
        <name>{{ line.username }}</name>
        <displayName>{{ line.display_name }}</displayName>
        <autoAnswer>
          <autoAnswerEnabled>2</autoAnswerEnabled>
        </autoAnswer>
        <callWaiting>3</callWaiting>
        <authName>{{ line.auth_username }}</authName>
        <authPassword>{{ line.password }}</authPassword>
        <sharedLine>false</sharedLine>
        <messageWaitingLampPolicy>1</messageWaitingLampPolicy>
{%- if line.voicemail %}
        <messagesNumber>{{ line.voicemail }}</messagesNumber>
{%- endif %}
        <ringSettingIdle>4</ringSettingIdle>
        <ringSettingActive>5</ringSettingActive>
        <contact>{{ line.number }}</contact>
        <forwardCallInfoDisplay>
          <callerName>true</callerName>
          <callerNumber>false</callerNumber>
          <redirectedNumber>false</redirectedNumber>
          <dialedNumber>true</dialedNumber>
        </forwardCallInfoDisplay>
        <maxNumCalls>5</maxNumCalls>
        <busyTrigger>5</busyTrigger>
      </line>
{%- endfor %}
{{- XX_fkeys }}
    </sipLines>
    <externalNumberMask>{{ first.number }}</externalNumberMask>
    <voipControlPort>{{ first.proxy_port or 5060 }}</voipControlPort>
    <startMediaPort>10000</startMediaPort>
    <stopMediaPort>50000</stopMediaPort>
    <dscpForAudio>184</dscpForAudio>
    <dscpVideo>136</dscpVideo>
    <ringSettingBusyStationPolicy>0</ringSettingBusyStationPolicy>
    <dialTemplate>dialplan.xml</dialTemplate>
    <softKeyFile>SoftKeys.xml</softKeyFile>
  </sipProfile>
  <commonProfile>
{%- if admin_password %}
    <phonePassword>{{ admin_password }}</phonePassword>
{%- endif %}
    <backgroundImageAccess>true</backgroundImageAccess>
    <callLogBlfEnabled>2</callLogBlfEnabled>
  </commonProfile>
  <loadInformation>SIP8941_8945.9-3-1-18</loadInformation>
  <vendorConfig>
{#- Sound, ports, pages and menus #}
    <disableSpeaker>false</disableSpeaker>
    <disableSpeakerAndHeadset>false</disableSpeakerAndHeadset>
    <pcPort>0</pcPort>
    <spanToPCPort>1</spanToPCPort>
    <garp>0</garp>
{%- if vlan_enabled %}
    <voiceVlanAccess>{{ vlan_id }}</voiceVlanAccess>
{%- endif %}
    <settingsAccess>1</settingsAccess>
    <webAccess>0</webAccess>
    <loggingDisplay>1</loggingDisplay>
    <loadServer></loadServer>
{#- The screen is on from 8 to 18 o'clock, but on Sunday (1) and Saturday (7), and when there is a call #}
    <daysDisplayNotActive>1,7</daysDisplayNotActive>
    <displayOnTime>08:00</displayOnTime>
    <displayOnDuration>10:00</displayOnDuration>
    <displayIdleTimeout>00:10</displayIdleTimeout>
    <displayOnWhenIncomingCall>1</displayOnWhenIncomingCall>
    <displayRefreshRate>0</displayRefreshRate>
    <daysBacklightNotActive>1,7</daysBacklightNotActive>
    <backlightOnTime>08:00</backlightOnTime>
    <backlightOnDuration>10:00</backlightOnDuration>
    <backlightIdleTimeout>00:10</backlightIdleTimeout>
    <backlightOnWhenIncomingCall>1</backlightOnWhenIncomingCall>
{#- Calls and video #}
    <autoSelectLineEnable>0</autoSelectLineEnable>
    <joinAndDirectTransferPolicy>0</joinAndDirectTransferPolicy>
    <softKeyControl>1</softKeyControl>
    <rtcp>1</rtcp>
    <videoCapability>1</videoCapability>
    <videoRtcp>1</videoRtcp>
    <ciscoCamera>1</ciscoCamera>
    <hideVideoByDefault>0</hideVideoByDefault>
  </vendorConfig>
{%- if XX_locale %}
  <userLocale>
    <name>i18n/{{ XX_locale.name }}</name>
    <langCode>{{ XX_locale.code }}</langCode>
  </userLocale>
  <networkLocale>i18n/{{ XX_locale.network }}</networkLocale>
{%- endif %}
  <networkLocaleInfo>
    <name></name>
    <uid></uid>
    <version>1.0.0.0-1</version>
  </networkLocaleInfo>
  <deviceSecurityMode>1</deviceSecurityMode>
{#- This phone wants the menu of directories where the others want the form, and adds its own parameters behind "&" #}
  <directoryURL>{{ XX_xivo_phonebook_url | replace('/input/', '/menu/') if XX_xivo_phonebook_url }}&amp;</directoryURL>
  <dscpForSCCPPhoneConfig>96</dscpForSCCPPhoneConfig>
  <dscpForSCCPPhoneServices>0</dscpForSCCPPhoneServices>
  <dscpForCm2Dvce>96</dscpForCm2Dvce>
  <transportLayerProtocol>{{ maps.transport[sip_transport] or 2 }}</transportLayerProtocol>
  <dndCallAlert>1</dndCallAlert>
  <dndReminderTimer>5</dndReminderTimer>
  <capfAuthMode>0</capfAuthMode>
  <capfList>
    <capf>
      <phonePort>3804</phonePort>
    </capf>
  </capfList>
  <certHash></certHash>
  <encrConfig>false</encrConfig>
  <addOnModules></addOnModules>
</device>

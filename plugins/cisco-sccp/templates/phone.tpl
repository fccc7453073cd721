<?xml version="1.0" encoding="UTF-8"?>
<device>
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
{%- for manager in call_managers %}
        <member priority="{{ loop.index0 }}">
          <callManager>
            <ports>
              <ethernetPhonePort>{{ manager.port or 2000 }}</ethernetPhonePort>
            </ports>
            <processNodeName>{{ manager.ip }}</processNodeName>
          </callManager>
        </member>
{%- endfor %}
      </members>
    </callManagerGroup>
    <srstInfo>
      <srstOption>Disable</srstOption>
    </srstInfo>
  </devicePool>
  {#- The phone reads its file again when this changes; it is compared as text. #}
  <versionStamp>{{ vars.version_stamp }}</versionStamp>
  <loadInformation>{{ vars.load }}</loadInformation>
  <addOnModules></addOnModules>
{%- if XX_locale %}
  <userLocale>
    <name>i18n/{{ XX_locale.name }}</name>
    <langCode>{{ XX_locale.code }}</langCode>
  </userLocale>
  <networkLocale>i18n/{{ XX_locale.network }}</networkLocale>
{%- endif %}
  <idleTimeout>0</idleTimeout>
  <authenticationURL></authenticationURL>
  <directoryURL>{{ XX_xivo_phonebook_url }}</directoryURL>
  <idleURL></idleURL>
  <informationURL></informationURL>
  <messagesURL></messagesURL>
  <proxyServerURL></proxyServerURL>
  <servicesURL></servicesURL>
  <vendorConfig>
    <disableSpeaker>false</disableSpeaker>
    <disableSpeakerAndHeadset>false</disableSpeakerAndHeadset>
    <enableGroupListen>true</enableGroupListen>
    <g722CodecSupport>2</g722CodecSupport>
  </vendorConfig>
  <advertiseG722Codec>1</advertiseG722Codec>
</device>

{#- One port of the adapter; the file's entry tells which. The call manager is that of the first line. -#}
{%- set first = lines | first -%}
<?xml version="1.0" encoding="UTF-8"?>
<device>
  <deviceProtocol>SIP</deviceProtocol>
  <devicePool>
    <dateTimeSetting>
      <dateTemplate>YA.M.D</dateTemplate>
{%- if XX_timezone %}
      <timeZone>{{ XX_timezone }}</timeZone>
{%- endif %}
      <olsonTimeZone>America/Toronto</olsonTimeZone>
{%- if ntp_enabled %}
      <ntps>
        <ntp>
          <name>{{ ntp_ip }}</name>
          <ntpMode>Unicast</ntpMode>
        </ntp>
      </ntps>
{%- endif %}
    </dateTimeSetting>
    <callManagerGroup>
      <name>Default</name>
      <tftpDefault>true</tftpDefault>
      <members>
        <member>
          <callManager>
            <name>{{ first.proxy_ip }}</name>
            <description></description>
            <ports>
              <sipPort>{{ first.proxy_port or 5060 }}</sipPort>
            </ports>
            <processNodeName>{{ first.proxy_ip }}</processNodeName>
          </callManager>
        </member>
      </members>
    </callManagerGroup>
    <srstInfo>
      <userModifiable>false</userModifiable>
      <isSecure>false</isSecure>
    </srstInfo>
  </devicePool>
  <sipProfile>
{%- include 'parts/call-features.tpl' %}
{%- include 'parts/sip-stack.tpl' %}
{%- for line in lines if line.position == file.vars.line %}
    <phoneLabel>{{ line.number }}</phoneLabel>
    <sipLines>
      <line>
        <featureID>9</featureID>
        <featureLabel>{{ line.display_name }}</featureLabel>
        <proxy>{{ line.proxy_ip }}</proxy>
        <port>{{ line.proxy_port or 5060 }}</port>
        <displayName>{{ line.number }}</displayName>
        <contact>{{ line.number }}</contact>
        <name>{{ line.username }}</name>
        <authName>{{ line.auth_username }}</authName>
        <authPassword>{{ line.password }}</authPassword>
        <sharedLine>false</sharedLine>
      </line>
    </sipLines>
{%- endfor %}
    <dialTemplate>dialplan.xml</dialTemplate>
  </sipProfile>
  <userLocale>
    <name>i18n/{{ XX_locale.name or 'e' }}</name>
    <langCode>{{ XX_locale.code or 'n' }}</langCode>
  </userLocale>
  <networkLocale>i18n/-</networkLocale>
  <loadInformation>ATA190.1-2-2-003</loadInformation>
</device>

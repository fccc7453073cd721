<?xml version="1.0" encoding="UTF-8"?>
{#- A zone counts quarters of an hour; a clock change is a weekday (0 = Sunday) of a week (-1 = last) of a month. -#}
{%- macro change(which, rule) %}
      <DST{{ which }}Mon>{{ rule.month }}</DST{{ which }}Mon>
      <DST{{ which }}Hour>{{ rule.time // 3600 }}</DST{{ which }}Hour>
      <DST{{ which }}Wday>{{ rule.weekday }}</DST{{ which }}Wday>
      <DST{{ which }}Week>{{ -1 if rule.week == 5 else rule.week }}</DST{{ which }}Week>
{%- endmacro %}
{%- macro account(index, name, password, level) %}
    <account index="{{ index }}">
      <Name>{{ name }}</Name>
      <Password>{{ password }}</Password>
      <Level>{{ level }}</Level>
    </account>
{%- endmacro %}
<sysConf>
  <Version>2.0002</Version>

  <!-- Provisioning -->
  <ap>
    <FlashServerIP>{{ server.url }}</FlashServerIP>
    <FlashFileName>$mac.cfg</FlashFileName>
    <FlashProtocol>4</FlashProtocol>
    <FlashMode>1</FlashMode>
    <FlashInterval>1</FlashInterval>
  </ap>

  <!-- Clock and language -->
  <phone>
{%- if locale %}
    <display>
      <DefaultLanguage>{{ locale[:2] }}</DefaultLanguage>
    </display>
{%- endif %}
    <date>
      <EnableSNTP>{{ 1 if ntp_enabled else 0 }}</EnableSNTP>
{%- if ntp_enabled %}
      <SNTPServer>{{ ntp_ip }}</SNTPServer>
{%- endif %}
{%- if tz %}
      <TimeZone>{{ tz.utcOffset // 900 }}</TimeZone>
      <EnableDST>{{ 2 if tz.dst else 0 }}</EnableDST>
{%- if tz.dst %}
      <DSTMinOffset>{{ tz.dst.save // 60 }}</DSTMinOffset>
{{- change('Start', tz.dst.start) }}
{{- change('End', tz.dst.end) }}
{%- endif %}
{%- endif %}
    </date>
  </phone>

  <!-- Web page of the phone -->
  <web>
{%- if admin_password %}
{{- account(1, admin_username or 'admin', admin_password, 10) }}
{%- endif %}
{%- if user_password %}
{{- account(2, user_username or 'guest', user_password, 5) }}
{%- endif %}
  </web>

  <!-- VLAN -->
  <qos>
    <EnableVLAN>{{ 1 if vlan_enabled else 0 }}</EnableVLAN>
{%- if vlan_enabled %}
    <VLANID>{{ vlan_id }}</VLANID>
    <SignallingPriority>{{ vlan_priority or 0 }}</SignallingPriority>
    <VoicePriority>{{ vlan_priority or 0 }}</VoicePriority>
{%- endif %}
  </qos>

  <!-- Log -->
  <log>
{%- if syslog_enabled %}
    <Level>{{ syslog_level }}</Level>
{%- endif %}
    <SyslogServer>{{ syslog_ip if syslog_enabled else '0.0.0.0' }}</SyslogServer>
    <SyslogServerPort>{{ syslog_port if syslog_enabled else 514 }}</SyslogServerPort>
  </log>

  <!-- Accounts -->
  <sip>
{%- for line in lines %}
{%- set transport = line.transport or 'udp' %}
{%- set registrar = line.registrar_ip or line.proxy_ip %}
{%- set same = registrar == line.proxy_ip or not line.proxy_ip %}
{%- set proxy = line.outbound_proxy_ip or line.proxy_ip %}
{%- set backup = line.backup_registrar_ip or line.backup_proxy_ip %}
{%- set backup_port = line.backup_registrar_port or sip_backup_registrar_port if line.backup_registrar_ip else line.backup_proxy_port or sip_backup_proxy_port %}
    <line index="{{ line.position }}">
      <PhoneNumber>{{ line.username or line.auth_username }}</PhoneNumber>
      <DisplayName>{{ line.display_name }}</DisplayName>
      <RegisterAddr>{{ registrar }}</RegisterAddr>
      <RegisterPort>{{ line.registrar_port or (line.proxy_port if same) or sip_registrar_port or maps.port[transport] }}</RegisterPort>
      <RegisterUser>{{ line.auth_username }}</RegisterUser>
      <RegisterPswd>{{ line.password }}</RegisterPswd>
      <EnableReg>1</EnableReg>
      <Transport>{{ maps.transport[transport] }}</Transport>
      <DTMFMode>{{ maps.dtmf[line.dtmf_mode] or maps.dtmf['RTP-out-of-band'] }}</DTMFMode>
      <MWINum>{{ line.voicemail }}</MWINum>
      <ProxyAddr>{{ proxy }}</ProxyAddr>
      <ProxyPort>{{ (line.outbound_proxy_port or sip_outbound_proxy_port if line.outbound_proxy_ip else line.proxy_port) or maps.port[transport] }}</ProxyPort>
      <ProxyUser>{{ line.auth_username }}</ProxyUser>
      <ProxyPswd>{{ line.password }}</ProxyPswd>
      <BackupAddr>{{ backup }}</BackupAddr>
      <BackupPort>{{ backup_port or maps.port[transport] if backup }}</BackupPort>
      <BackupTransport>{{ maps.transport[transport] if backup else 0 }}</BackupTransport>
    </line>
{%- endfor %}
  </sip>
</sysConf>

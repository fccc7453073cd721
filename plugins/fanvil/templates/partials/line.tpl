{%- set backup = line.backup_proxy_ip %}
{%- set account = line.auth_username if vars.plain_lines else line.username %}
{%- set outbound = line.outbound_proxy_ip if vars.plain_lines else '' %}
    <line index="{{ line.position }}">
      <PhoneNumber>{{ line.username }}</PhoneNumber>
      <DisplayName>{{ line.number }} {{ line.display_name }}</DisplayName>
      <RegisterAddr>{{ line.registrar_ip }}</RegisterAddr>
      <RegisterPort>{{ line.registrar_port }}</RegisterPort>
      <RegisterUser>{{ account }}</RegisterUser>
      <RegisterPswd>{{ line.password }}</RegisterPswd>
      <RegisterTTL>60</RegisterTTL>
      <EnableReg>1</EnableReg>
      <Transport>{{ XX_sip_transport }}</Transport>
      <DTMFMode>{{ maps.dtmf[line.dtmf_mode] or '2' }}</DTMFMode>
      <MWINum>{{ line.voicemail }}</MWINum>
      <ProxyAddr>{{ outbound or line.proxy_ip }}</ProxyAddr>
      <ProxyPort>{{ (line.outbound_proxy_port or sip_outbound_proxy_port or 5060 if outbound else line.proxy_port) or 5060 }}</ProxyPort>
      <ProxyUser>{{ account }}</ProxyUser>
      <ProxyPswd>{{ line.password }}</ProxyPswd>
      <BackupAddr>{{ backup }}</BackupAddr>
      <BackupPort>{{ line.backup_proxy_port or sip_backup_proxy_port or 5060 if backup else '' }}</BackupPort>
      <BackupTransport>{{ XX_sip_transport if backup else 0 }}</BackupTransport>
      <BackupTTL>{{ 60 if backup else 3600 }}</BackupTTL>
      <BackupMode>0</BackupMode>
    </line>

{#- What an intercom is not told it keeps: the file holds only what is known of its configuration. -#}
{%- set configured = {} -%}
{%- for line in lines %}{% set _ = configured.update({line.position: line}) %}{% endfor -%}
<?xml version="1.0" encoding="UTF-8"?>
<DeviceDatabase>
{%- if lines[0].display_name %}
  <WebServer>
    <DeviceName>{{ lines[0].display_name }}</DeviceName>
  </WebServer>
{%- endif %}
  <Phone>
{%- for number in range(1, vars.profiles + 1) %}
{%- set line = configured[number] %}
    <Sip At="{{ number - 1 }}">
{%- if line %}
      <Enabled>1</Enabled>
      <User>
        <DisplayName>{{ line.display_name }}</DisplayName>
        <Id>{{ line.username }}</Id>
        <AuthId>{{ line.auth_username }}</AuthId>
        <PasswordString>{{ line.password }}</PasswordString>
      </User>
      <Client>
        <Domain>{{ line.proxy_ip }}</Domain>
      </Client>
      <Proxy>
{%- if line.outbound_proxy_ip %}
        <Address>{{ line.outbound_proxy_ip }}</Address>
        <Port>{{ line.outbound_proxy_port or sip_outbound_proxy_port or 0 }}</Port>
        <BackupAddress></BackupAddress>
        <BackupPort>0</BackupPort>
{%- else %}
        <Address>{{ line.proxy_ip }}</Address>
        <Port>{{ line.proxy_port or 0 }}</Port>
        <BackupAddress>{{ line.backup_proxy_ip }}</BackupAddress>
        <BackupPort>{{ line.backup_proxy_port or sip_backup_proxy_port or 0 }}</BackupPort>
{%- endif %}
      </Proxy>
{#- The registrar is the proxy unless it is another host: then its port is one of its own. #}
{%- set same = line.registrar_ip == line.proxy_ip %}
      <Registrar>
        <Enabled>1</Enabled>
        <Address>{{ line.registrar_ip }}</Address>
        <Port>{{ line.registrar_port or sip_registrar_port or (line.proxy_port if same) or 0 }}</Port>
        <BackupAddress>{{ line.backup_registrar_ip }}</BackupAddress>
        <BackupPort>{{ line.backup_registrar_port or sip_backup_registrar_port or 0 }}</BackupPort>
      </Registrar>
{#- Digits are heard in other ways too, if the intercom was set so: they open doors. #}
{%- set dtmf = maps.dtmf[line.dtmf_mode] %}
{%- if dtmf %}
      <Dtmf>
        <SendInAudio>{{ 1 if dtmf == 'Audio' else 0 }}</SendInAudio>
        <SendInRtp>{{ 1 if dtmf == 'Rtp' else 0 }}</SendInRtp>
        <SendInSip>{{ 1 if dtmf == 'Sip' else 0 }}</SendInSip>
        <ReceiveFrom{{ dtmf }}>1</ReceiveFrom{{ dtmf }}>
      </Dtmf>
{%- endif %}
{%- else %}
      <Enabled>0</Enabled>
      <User>
        <DisplayName></DisplayName>
        <Id></Id>
        <AuthId></AuthId>
        <PasswordString></PasswordString>
      </User>
      <Registrar>
        <Enabled>0</Enabled>
      </Registrar>
{%- endif %}
    </Sip>
{%- endfor %}
  </Phone>
{%- if server.url %}
  <AutoUpdate>
    <Configuration>
      <Enabled>1</Enabled>
      <ServerAddress>{{ server.url }}</ServerAddress>
      <FilePath>/</FilePath>
      <CheckAtBootTime>1</CheckAtBootTime>
    </Configuration>
  </AutoUpdate>
{%- endif %}
</DeviceDatabase>

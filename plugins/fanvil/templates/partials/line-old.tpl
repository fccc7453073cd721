{%- set backup = line.backup_proxy_ip %}
{%- set account = line.auth_username if vars.plain_lines else line.username %}
{%- set outbound = line.outbound_proxy_ip if vars.plain_lines else '' %}
      <SIP_Line_List_Entry>
        <ID>SIP{{ line.position }}</ID>
        <Phone_Number>{{ line.username }}</Phone_Number>
        <Display_Name>{{ line.number }} {{ line.display_name }}</Display_Name>
        <Register_Addr>{{ line.registrar_ip }}</Register_Addr>
        <Register_Port>{{ line.registrar_port }}</Register_Port>
        <Register_User>{{ account }}</Register_User>
        <Register_Pswd>{{ line.password }}</Register_Pswd>
        <Register_TTL>60</Register_TTL>
        <Register_TTL>60</Register_TTL>
        <Proxy_Addr>{{ outbound or line.proxy_ip }}</Proxy_Addr>
        <Proxy_Port>{{ (line.outbound_proxy_port or sip_outbound_proxy_port or 5060 if outbound else line.proxy_port) or 5060 }}</Proxy_Port>
        <Proxy_User>{{ account }}</Proxy_User>
        <Proxy_Pswd>{{ line.password }}</Proxy_Pswd>
        <Backup_Addr>{{ backup }}</Backup_Addr>
        <Backup_Port>{{ line.backup_proxy_port or sip_backup_proxy_port or 5060 if backup else '' }}</Backup_Port>
        <Backup_Transpo>{{ XX_sip_transport if backup else 0 }}</Backup_Transpo>
        <Backup_TTL>{{ 60 if backup else 3600 }}</Backup_TTL>
        <Backup_Mode>0</Backup_Mode>
        <Enable_Reg>1</Enable_Reg>
        <Transport>{{ XX_sip_transport }}</Transport>
        <DTMF_Mode>{{ maps.dtmf[line.dtmf_mode] or '2' }}</DTMF_Mode>
        <MWI_Num>{{ line.voicemail }}</MWI_Num>
      </SIP_Line_List_Entry>

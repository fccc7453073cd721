<?xml version="1.0" encoding="UTF-8"?>
<hl_provision version="1">
  <config version="1">
    <!-- Access to the menus: names, and passwords as they left the factory -->
    <P8682 para="LogUser_User">user</P8682>
    <P196 para="UserPassword"></P196>
    <P8681 para="LogUser_Admin">admin</P8681>
    <P2 para="AdminPassword"></P2>

    <!-- Updates by HTTP -->
    <P212 para="FirmwareUpGrade_UrgradeMode">1</P212>
    <P192 para="FirmwareUpGrade_FirmwareServerPath">{{ server.base_url }}/firmware</P192>
    <P237 para="FirmwareUpGrade_ConfigServerPath">{{ server.base_url }}/</P237>
  </config>
</hl_provision>

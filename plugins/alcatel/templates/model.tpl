<?xml version="1.0" encoding="UTF-8"?>
<settings>
  <setting id="DeviceFirmwareUpgradeUrl" value="{{ server.url }}/firmware"/>
  <setting id="DeviceAutoUpgradeEnable" value="true"/>
</settings>

<?xml version="1.0" encoding="UTF-8"?>
<setting-files>
  <file url="{{ server.url }}/{{ device.mac | replace(':', '') | upper }}.xml"/>
</setting-files>

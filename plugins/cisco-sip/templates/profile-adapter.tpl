{%- from 'parts/settings.tpl' import settings, line_settings -%}
<?xml version="1.0" encoding="UTF-8"?>
<flat-profile>
{{- settings(maps.settings) }}
{{- settings(maps.settings_adapter) }}
{{- line_settings(maps.line_settings_adapter_8, 8) }}
  <router-configuration>
    <Web_Management>
      <Web_Remote_Management>1</Web_Remote_Management>
    </Web_Management>
  </router-configuration>
</flat-profile>

<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
{%- set files = '[PHONE_MAC_ADDRESS]-user.cfg, common.cfg' ~ ('' if vars.uc_software else ', phone1.cfg, sip.cfg') %}
{%- if vars.folders is defined %}
<APPLICATION APP_FILE_PATH="{{ vars.image }}" CONFIG_FILES="{{ files }}"
{%- for name in ['MISC_FILES', 'LOG_FILE_DIRECTORY', 'OVERRIDES_DIRECTORY', 'CONTACTS_DIRECTORY', 'LICENSE_DIRECTORY'] %} {{ name }}=""{% endfor %}/>
{%- else %}
<APPLICATION APP_FILE_PATH="{{ vars.image }}" CONFIG_FILES="{{ files }}">
  <APPLICATION_VVX1500 BOOTBLOCK_FILE_PATH_VVX1500="bootblock.ld"/>
</APPLICATION>
{%- endif %}

<?xml version="1.0" encoding="UTF-8"?>
{#- Language files of the screen (gui) and of the web pages (web), by the name under which a phone offers them. -#}
<{{ file.vars.part }}-languages>
{%- for name, code in maps.language_file | dictsort %}
  <language name="{{ name }}" url="{{ server.url }}/i18n/{{ file.vars.part }}_lang_{{ code }}.xml"/>
{%- endfor %}
</{{ file.vars.part }}-languages>

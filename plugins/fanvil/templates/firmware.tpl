Version={{ file.vars.release }}
Firmware={{ server.url }}/firmware/{{ file.vars.image }}
BuildTime={{ file.vars.built }}
Info=TXT|XML
{{ file.vars.name }}
Fanvil

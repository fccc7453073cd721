[dns]
hostname={{ vars.hostname }}

[sip]
option_timer=180
register_expire=3600
# PCMA, PCMU, G.723, G.729
preferred_vocoder=8,0,4,18

[init]
application_mode=0

[audio]
tone_country=0

[appl]
supported_language=0

# A week, in minutes
[admin]
binary_polling_timer=10080
config_polling_timer=10080

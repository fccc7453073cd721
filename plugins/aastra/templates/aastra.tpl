# Settings of all phones; each reads its own file after this one.
# 24 hours; 5: day, month and year in the order of the phones' fifth format
time format: 1
date format: 5

# SIP
sips persistent tls: 0
sip explicit mwi subscription period: 3600
sip blf subscription period: 3600
sip digit timeout: 3
sip allow auto answer: 1
sip intercom mute mic: 0
directed call pickup: 1
https validate certificates: 0

# Seconds of light
bl on time: 30

# Keys that some models lock
prgkey5 locked: 0
prgkey6 locked: 0

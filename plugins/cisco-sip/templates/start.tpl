<?xml version="1.0" encoding="UTF-8"?>
{#- What every phone of the model asks for: it leads to the profile of all phones and to the phone's own file ($MA). #}
<flat-profile>
  <Resync_On_Reset>Yes</Resync_On_Reset>
  <Resync_Periodic>3600</Resync_Periodic>
  <Profile_Rule_B>{{ server.url }}/cp-phone.xml</Profile_Rule_B>
  <Profile_Rule_C>{{ server.url }}/$MA.xml</Profile_Rule_C>
</flat-profile>

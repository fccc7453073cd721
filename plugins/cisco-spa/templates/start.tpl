<?xml version="1.0" encoding="UTF-8"?>
<flat-profile>
  <Profile_Rule_B>{{ server.url }}/{{ vars.profile }}</Profile_Rule_B>
  <Profile_Rule_C>{{ server.url }}/$MA.xml</Profile_Rule_C>
</flat-profile>

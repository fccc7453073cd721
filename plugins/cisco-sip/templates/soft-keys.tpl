<?xml version="1.0" encoding="UTF-8"?>
<softKeyCfg>
  <versionStamp>0200d4f8-e302-4315-b91e-9490e0b37fc5</versionStamp>
  <typeSoftKey>
{%- for name, key in maps.soft_keys.items() %}
    <softKeyDef keyID="{{ name }}">
      <tag>{{ key[0] }}</tag>
      <eventID>{{ key[1] }}</eventID>
      <helpID>{{ key[2] }}</helpID>
    </softKeyDef>
{%- endfor %}
  </typeSoftKey>
  <softKeySets>
{%- for state, names in maps.soft_key_sets.items() %}
    <softKeySet id="{{ state }}">
{%- for name in names %}
      <softKey keyID="{{ name }}"/>
{%- endfor %}
    </softKeySet>
{%- endfor %}
  </softKeySets>
</softKeyCfg>

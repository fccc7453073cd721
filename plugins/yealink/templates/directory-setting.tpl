<?xml version="1.0" encoding="UTF-8"?>
{#- Only the remote directory, which asks the phone services. -#}
{%- set directories = [
  ['localdirectory', 'Local Directory', 0],
  ['history', 'History', 0],
  ['networkcalllog', 'Network CallLog', 0],
  ['remotedirectory', 'Répertoire distant', 1],
  ['ldap', 'LDAP', 0],
  ['networkdirectory', 'Network Directories', 0],
] %}
<root_favorite_set>
{%- for id, name, enabled in directories %}
  <item id_name="{{ id }}" display_name="{{ name }}" priority="{{ loop.index }}" enable="{{ enabled }}"/>
{%- endfor %}
</root_favorite_set>

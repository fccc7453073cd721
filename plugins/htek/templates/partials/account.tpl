{#- `field`: a parameter of the account, whose number is in maps.account; one that is none is left out. Accounts 5 and 6 have profiles of their own. -#}
{%- set n = line.position %}
{%- set account = {
  'Active': 1,
  'Profile': n - 1 if n == 5 or n == 6 else 0,
  'Label': line.number,
  'SipUserId': line.username,
  'AuthenticateID': line.auth_username,
  'AuthenticatePassword': line.password,
  'DispalyName': line.display_name,
  'UseRandomPort': 1,
  'VoiceMailId': line.voicemail,
  'DialPlan': '{[x*]+}',
  'DirectCallPickupCode': exten_pickup_call or none,
  'GroupCallPickupCode': exten_pickup_group or none
} %}
{%- for field, value in account.items() if value is not none %}
    <P{{ maps.account[field][n - 1] }} para="Account{{ n }}_{{ field }}">{{ value }}</P{{ maps.account[field][n - 1] }}>
{%- endfor %}

{%- if admin_password %}
    <account index="1">
      <Name>admin</Name>
      <Password>{{ admin_password }}</Password>
      <Level>10</Level>
    </account>
{%- endif %}
{%- if user_password %}
    <account index="2">
      <Name>guest</Name>
      <Password>{{ user_password }}</Password>
      <Level>5</Level>
    </account>
{%- endif %}

{%- macro entry(number, name, password, level) %}
      <MMI_Account_Entry>
        <ID>Account{{ number }}</ID>
        <Name>{{ name }}</Name>
        <Password>{{ password }}</Password>
        <Level>{{ level }}</Level>
      </MMI_Account_Entry>
{%- endmacro %}
    <MMI_Account>
{%- if admin_password %}
{{- entry(1, 'admin', admin_password, 10) }}
{%- endif %}
{%- if user_password %}
{{- entry(2, 'guest', user_password, 5) }}
{%- endif %}
    </MMI_Account>

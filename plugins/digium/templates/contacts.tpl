<?xml version="1.0" encoding="UTF-8"?>
<phonebooks>
  <contacts group_name="Default" editable="0">
{%- for key in keys %}
    <contact first_name="{{ key.label }}" last_name=""
      {%- if key.type == 'blf' %} subscribe_to="sip:{{ key.value }}@{{ lines[0].proxy_ip }}"{% endif %}>
      <numbers>
        <number dial="{{ key.value }}" label="Extension" primary="1"/>
      </numbers>
    </contact>
{%- endfor %}
  </contacts>
</phonebooks>

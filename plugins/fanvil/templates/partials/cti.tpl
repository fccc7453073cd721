  <cti>
{%- if XX_wazo_phoned_user_service_dnd_enabled_url %}
    <DNDOnUrl>{{ XX_wazo_phoned_user_service_dnd_enabled_url }}</DNDOnUrl>
    <DNDOffUrl>{{ XX_wazo_phoned_user_service_dnd_disabled_url }}</DNDOffUrl>
{%- endif %}
  </cti>

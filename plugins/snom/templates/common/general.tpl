<?xml version="1.0" encoding="UTF-8"?>
{#- What all phones of the line share, read before the file of the phone: accounts and keys are cleared here, so that
    those taken out of a configuration go away. -#}
<settings>
  <phone-settings>
{%- if vars.dect %}
{%- for idx in range(1, 1001) %}
    <user_active idx="{{ idx }}">off</user_active>
{%- endfor %}
{%- else %}
    {#- Provisioning #}
    <auto_reboot_on_setting_change perm="R">on</auto_reboot_on_setting_change>
    <provisioning_order perm="R">dhcp:stop redirection:stop</provisioning_order>
    <pnp_config perm="R">off</pnp_config>
    <update_policy perm="R">auto_update</update_policy>
    <admin_mode perm="RW">off</admin_mode>
    <webserver_type perm="R">https</webserver_type>

    {#- SIP #}
    <network_id_port perm="R">5060</network_id_port>
    <retry_after_failed_register perm="R">5:60</retry_after_failed_register>
    <challenge_response perm="R">off</challenge_response>
    <filter_registrar perm="R">off</filter_registrar>
    <user_phone perm="R">off</user_phone>
    <subscription_delay perm="R">0</subscription_delay>
    <call_completion perm="R">off</call_completion>

    {#- Calls #}
    <answer_after_policy perm="R">idle</answer_after_policy>
    <quick_transfer perm="R">attended</quick_transfer>
    <transfer_dialing_on_other perm="R">attended</transfer_dialing_on_other>
    <transfer_on_hangup perm="R">off</transfer_on_hangup>
    <transfer_on_hangup_non_pots perm="R">off</transfer_on_hangup_non_pots>
    <mute_is_dnd_in_idle perm="R">on</mute_is_dnd_in_idle>
    <mwi_dialtone perm="R">normal</mwi_dialtone>
    <cw_dialtone perm="R">off</cw_dialtone>

    {#- Screen and lamps #}
    <date_us_format perm="R">off</date_us_format>
    <time_24_format perm="R">on</time_24_format>
    <dialnumber_us_format perm="R">off</dialnumber_us_format>
    <always_show_active_call perm="R">off</always_show_active_call>
    <display_method perm="R">display_name_number</display_method>
    <led_call_indicator_usage perm="R">PhoneHasCallInStateRinging PhoneHasCall</led_call_indicator_usage>
    <d7_state_format perm="R"/>

{%- for idx in range(1, 13) %}
    <user_active idx="{{ idx }}" perm="R">off</user_active>
{%- endfor %}
{%- endif %}
  </phone-settings>
{%- if not vars.dect %}
  <functionKeys>
{%- for idx in range(220) %}
    <fkey idx="{{ idx }}" context="active" perm="RW">line</fkey>
{%- endfor %}
  </functionKeys>
{%- endif %}
</settings>

# Where the phone fetches its settings, and when
provisioning.server_address = {{ server.url }}/
provisioning.bootup_check_enable = 1
provisioning.remote_check_sync_enable = 1

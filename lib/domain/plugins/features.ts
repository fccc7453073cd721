import type { Capabilities } from './schema';

/** What can be set up on a phone of a model, or what it is made for; in the order in which people look for it. */
export const FEATURES = [
  'phonebook',
  'function_keys',
  'voicemail',
  'mwi',
  'srtp',
  'transport',
  'dtmf',
  'backup',
  'vlan',
  'locale',
  'timezone',
  'ntp',
  'dns',
  'syslog',
  'passwords',
  'uploads',
  'high_availability',
  'switchboard',
  'multicell',
] as const;
export type Feature = (typeof FEATURES)[number];

/**
 * Parameters of the configuration and names that templates are given, whose use in a file shows that the phone can be told
 * about the feature.
 */
export const FEATURE_NAMES: Partial<Record<Feature, readonly string[]>> = {
  phonebook: ['XX_xivo_phonebook_url', 'X_xivo_phonebook_ip'],
  function_keys: ['keys', 'funckeys'],
  voicemail: ['exten_voicemail', 'voicemail'],
  mwi: ['sip_subscribe_mwi'],
  srtp: ['sip_srtp_mode', 'srtp_mode'],
  transport: ['sip_transport', 'transport'],
  dtmf: ['sip_dtmf_mode', 'dtmf_mode'],
  backup: [
    'sip_backup_proxy_ip',
    'sip_backup_registrar_ip',
    'backup_proxy_ip',
    'backup_registrar_ip',
    'call_managers',
  ],
  vlan: ['vlan_enabled', 'vlan_id'],
  locale: ['locale'],
  timezone: ['timezone', 'tz'],
  ntp: ['ntp_enabled', 'ntp_ip'],
  dns: ['dns_enabled', 'dns_ip'],
  syslog: ['syslog_enabled', 'syslog_ip'],
  passwords: ['admin_password', 'user_password'],
};

/** Features that are a phone's own, whatever its files say. */
export function capabilityFeatures(can: Capabilities): Feature[] {
  return [
    ...(can.high_availability ? (['high_availability'] as const) : []),
    ...(can.switchboard ? (['switchboard'] as const) : []),
    ...(can.multicell ? (['multicell'] as const) : []),
  ];
}

/** Keys of settings of the master tenant. */
export const SETTING_KEYS = {
  /** Text: the URL that phones use, without a slash at the end. `OFFHOOK_PUBLIC_URL` comes before it. */
  publicUrl: 'public_url',
  /** `RetentionPolicy`: for how long history is kept. */
  retention: 'retention',
  /** `TelephonySettings`: the server that is asked to notify phones; null: none. */
  telephony: 'telephony',
  /** Text, sealed: the secret of our account there. */
  telephonySecret: 'telephony_secret',
  /** Text: tells whether a key file belongs to this database. Not a secret. */
  keyCheck: 'key_check',
  /** Tenants that wazo-auth has named; see `lib/services/wazo-auth/sync-tenants`. */
  wazoAuthTenants: 'wazo_auth_tenants',
} as const;

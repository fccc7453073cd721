/**
 * The parameters of a raw configuration: types, ranges, what is secret. One table for the schema of documents, for what
 * plugins are given and for forms. Facts: the provd raw configuration, as its clients write it.
 */

interface Common {
  /** Never shown, logged or stored in clear. */
  secret?: true;
  /** Null is refused in a document. */
  notNull?: true;
}
export type ParameterType =
  | { kind: 'text' }
  | { kind: 'integer'; min: number; max: number }
  | { kind: 'boolean' }
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'timezone' }
  | { kind: 'locale' }
  | { kind: 'texts' };
export type Parameter = ParameterType & Common;

const text = { kind: 'text' } as const;
const secret = { kind: 'text', secret: true } as const;
const flag = { kind: 'boolean' } as const;
const port = { kind: 'integer', min: 1, max: 65535 } as const;
const vlan = { kind: 'integer', min: 0, max: 4094 } as const;
const texts = { kind: 'texts' } as const;
const dtmfMode = { kind: 'choice', values: ['RTP-in-band', 'RTP-out-of-band', 'SIP-INFO'] } as const;
const srtpMode = { kind: 'choice', values: ['disabled', 'preferred', 'required'] } as const;
const transport = { kind: 'choice', values: ['udp', 'tcp', 'tls'] } as const;

export const GENERAL_PARAMETERS = {
  ip: text,
  http_port: port,
  http_base_url: text,
  tftp_port: port,
  dns_enabled: flag,
  dns_ip: text,
  ntp_enabled: flag,
  ntp_ip: text,
  vlan_enabled: flag,
  vlan_id: vlan,
  vlan_priority: { kind: 'integer', min: 0, max: 7 },
  vlan_pc_port_id: vlan,
  syslog_enabled: flag,
  syslog_ip: text,
  syslog_port: { ...port, notNull: true },
  syslog_level: {
    kind: 'choice',
    values: ['critical', 'error', 'warning', 'info', 'debug'],
    notNull: true,
  },
  admin_username: text,
  admin_password: secret,
  user_username: text,
  user_password: secret,
  timezone: { kind: 'timezone' },
  locale: { kind: 'locale' },
  protocol: { kind: 'choice', values: ['SIP', 'SCCP'] },
  config_version: { kind: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER },
  sip_proxy_ip: text,
  sip_proxy_port: port,
  sip_backup_proxy_ip: text,
  sip_backup_proxy_port: port,
  sip_registrar_ip: text,
  sip_registrar_port: port,
  sip_backup_registrar_ip: text,
  sip_backup_registrar_port: port,
  sip_outbound_proxy_ip: text,
  sip_outbound_proxy_port: port,
  sip_dtmf_mode: dtmfMode,
  sip_srtp_mode: srtpMode,
  sip_transport: transport,
  sip_servers_root_and_intermediate_certificates: texts,
  sip_local_root_and_intermediate_certificates: texts,
  sip_local_certificate: text,
  sip_local_key: secret,
  sip_subscribe_mwi: flag,
  exten_dnd: text,
  exten_fwd_unconditional: text,
  exten_fwd_no_answer: text,
  exten_fwd_busy: text,
  exten_fwd_disable_all: text,
  exten_park: text,
  exten_pickup_group: text,
  exten_pickup_call: text,
  exten_voicemail: text,
  X_xivo_phonebook_ip: text,
} as const satisfies Record<string, Parameter>;

/** Members of `sip_lines.<n>`; others are allowed there and handed on as they are. */
export const LINE_PARAMETERS = {
  proxy_ip: text,
  proxy_port: port,
  backup_proxy_ip: text,
  backup_proxy_port: port,
  registrar_ip: text,
  registrar_port: port,
  backup_registrar_ip: text,
  backup_registrar_port: port,
  outbound_proxy_ip: text,
  outbound_proxy_port: port,
  username: text,
  password: secret,
  auth_username: text,
  display_name: text,
  number: text,
  dtmf_mode: dtmfMode,
  srtp_mode: srtpMode,
  voicemail: text,
} as const satisfies Record<string, Parameter>;

export const FUNCKEY_TYPES = ['speeddial', 'blf', 'park'] as const;

export const FUNCKEY_PARAMETERS = {
  type: { kind: 'choice', values: FUNCKEY_TYPES },
  value: text,
  label: text,
  line: { kind: 'integer', min: 1, max: 9999 },
} as const satisfies Record<string, Parameter>;

export const CALL_MANAGER_PARAMETERS = { ip: text, port } as const satisfies Record<string, Parameter>;

/** What an `…_enabled` parameter needs beside it, in the merged configuration. */
export const REQUIRED_WHEN_ENABLED = {
  dns_enabled: 'dns_ip',
  ntp_enabled: 'ntp_ip',
  vlan_enabled: 'vlan_id',
  syslog_enabled: 'syslog_ip',
} as const satisfies Partial<Record<GeneralName, GeneralName>>;

/** Names that older documents hold and that have no effect. */
export const TOLERATED_NAMES: ReadonlySet<string> = new Set(['_comment', 'config_encryption_enabled']);

export type GeneralName = keyof typeof GENERAL_PARAMETERS;

/** The value that a parameter has once it is understood. */
export type ValueOf<P> = P extends { kind: 'integer' }
  ? number
  : P extends { kind: 'boolean' }
    ? boolean
    : P extends { kind: 'texts' }
      ? string[]
      : P extends { kind: 'choice'; values: readonly (infer V)[] }
        ? V
        : string;
export type ValuesOf<T> = { [K in keyof T]?: ValueOf<T[K]> };

import type { JsonValue } from '../../shared/json';
import type {
  CALL_MANAGER_PARAMETERS,
  FUNCKEY_PARAMETERS,
  GENERAL_PARAMETERS,
  LINE_PARAMETERS,
  ValueOf,
  ValuesOf,
} from './parameters';

type LineValues = ValuesOf<typeof LINE_PARAMETERS>;
type KeyValues = ValuesOf<typeof FUNCKEY_PARAMETERS>;
type Transport = ValueOf<(typeof GENERAL_PARAMETERS)['sip_transport']>;
type SrtpMode = ValueOf<(typeof GENERAL_PARAMETERS)['sip_srtp_mode']>;

/**
 * A SIP account, completed from the parameters for all lines: a member is absent when neither says it. Members that the
 * table does not know are handed on as they are (nulls taken away).
 */
export type SipLine = LineValues & {
  srtp_mode: SrtpMode;
  transport: Transport;
  [other: string]: JsonValue | undefined;
};

/** `value` is never empty but for `park`; `line` is the first line where the document does not say one. */
export type FuncKey = KeyValues & { type: NonNullable<KeyValues['type']>; line: number };

export type CallManager = ValuesOf<typeof CALL_MANAGER_PARAMETERS> & { ip: string };

/**
 * What a plugin is given: typed, without nulls, with defaults, in a fresh object. The keys of `sip_lines`, `funckeys`
 * and `sccp_call_managers` are positions from 1 as decimal text, in ascending order. `X_…` parameters are kept as they
 * are; nothing else is in it, so no document can forge a computed `XX_…` value.
 */
export type PluginConfig = ValuesOf<typeof GENERAL_PARAMETERS> & {
  tftp_port: number;
  sip_srtp_mode: SrtpMode;
  sip_transport: Transport;
  sip_lines: Record<string, SipLine>;
  funckeys: Record<string, FuncKey>;
  sccp_call_managers: Record<string, CallManager>;
  [other: `X_${string}`]: JsonValue | undefined;
};

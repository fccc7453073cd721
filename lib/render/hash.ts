import { createHash } from 'node:crypto';
import type { PluginLine } from '../domain/plugins/plugin';
import { canonicalJson, type JsonObject } from '../shared/json';
import type { Keyring } from '../shared/keyring';
import type { CustomTemplates } from './custom-templates';

export interface HashedInputs {
  line: Pick<PluginLine, 'id' | 'revision'>;
  custom?: Pick<CustomTemplates, 'revision'>;
  device: JsonObject;
  /** Flattened, with the base settings; not prepared yet. */
  rawConfig: JsonObject;
  /** ISO 8601. Its year counts: rules of clock changes may differ each year. What templates print of the rest does not. */
  now: string;
  /** Version of the time-zone data. Default: that of the runtime. */
  tzData?: string;
}

/** Members of a device that the server writes beside it; no template sees them and none makes a file stale. */
const BOOKKEEPING = [
  'configured',
  'is_new',
  'added',
  'remote_state_sip_username',
  'tenant_uuid',
  'description',
];
/** Counts up when this server renders the same inputs to something else. */
const RENDERER = 1;

/** The device as templates see it. */
export function renderedDevice(device: JsonObject): JsonObject {
  const copy: JsonObject = { ...device };
  for (const name of BOOKKEEPING) delete copy[name];
  return copy;
}

/** Equal for equal inputs of a rendering, 32 hex digits: says cheaply that a file is not stale. Never leaves the server. */
export function inputsHash(inputs: HashedInputs): string {
  const { line, custom, device, rawConfig, now, tzData } = inputs;
  const rest = [
    RENDERER,
    line.id,
    line.revision,
    custom?.revision ?? null,
    now.slice(0, 4),
    tzData ?? process.versions.tz ?? '',
  ];
  return createHash('sha256')
    .update(JSON.stringify(rest))
    .update(canonicalJson(renderedDevice(device)))
    .update(canonicalJson(rawConfig))
    .digest('hex')
    .slice(0, 32);
}

/** Names the bytes of a file; keyed, so that a PIN in it can't be guessed from the name. */
export function contentHash(keyring: Keyring, bytes: Uint8Array): string {
  return keyring.hash('rendered-file', bytes);
}

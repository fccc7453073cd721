import { isJsonObject } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/json';

/**
 * Which members of a device or config document hold secrets, by their name wherever they are: passwords
 * (`sip_lines.*.password`, `admin_password`, `user_password`, also under names of the administrator's own such as
 * `X_wifi_passphrase`), PINs, tokens, private keys. `X_key` is a marker of clients, no secret.
 */
const SECRET =
  /(password|passwd|passphrase|secret|private_?key|provisioning_?key|api_?key)|(^|_)(psk|pin|token|pwd)\d*$/i;
const SECRET_NAMES: ReadonlySet<string> = new Set(['sip_local_key']);

/** Names come again and again; those that were looked at last are remembered. */
const known = new Map<string, boolean>();
const MAX_KNOWN = 2_000;

/** Whether what a member of this name holds is secret, wherever it is. */
export function isSecretName(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  const secret = SECRET_NAMES.has(name) || SECRET.test(name);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(name, secret);
  return secret;
}

/** `path`: member names from the document down, positions in lists left out. */
export function isSecretPath(path: readonly string[]): boolean {
  return path.some(isSecretName);
}

/**
 * A copy of the document with `change` applied to every secret value, whole (a list or an object under a secret name is
 * one value). Null stays: it is the absence of a secret.
 */
export function mapSecrets(document: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  return mapMembers(document, change);
}

/** What is shown in the place of a secret. */
export const REDACTED = '••••••••';

export function redactSecrets(document: JsonObject): JsonObject {
  return mapSecrets(document, () => REDACTED);
}

function mapMembers(object: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  const entries = Object.entries(object).map(([name, value]): [string, JsonValue] => {
    if (value === null) return [name, null];
    return [name, isSecretName(name) ? change(value) : mapValue(value, change)];
  });
  return Object.fromEntries(entries);
}

function mapValue(value: JsonValue, change: (value: JsonValue) => JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map((item) => mapValue(item, change));
  return isJsonObject(value) ? mapMembers(value, change) : value;
}

import { appError } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { normalizeIp } from '../../shared/ip';
import { jsonEqual } from '../../shared/json';
import type { JsonObject, JsonValue } from '../../shared/json';
import { isNormalMac } from '../../shared/mac';
import { err, ok } from '../../shared/result';
import type { Result } from '../../shared/result';
import { coerce } from '../configs/coerce';
import { documentIdProblem } from '../ids';

const TEXTS = [
  'config',
  'model',
  'plugin',
  'description',
  'vendor',
  'version',
  'tenant_uuid',
  'sn',
  'uuid',
  'added',
] as const;
const FLAGS = ['configured', 'is_new'] as const;
const MAX_ECHO = 100;

/**
 * Checks a device document as a client sends it, without its `id` having to be there. Values are checked, never changed:
 * addresses have to come in the form in which they are looked up. Neither uniqueness nor references are checked.
 */
export function checkDevice(document: JsonObject): Result<JsonObject, AppError> {
  const { id, mac, ip } = document;
  const idProblem = id === undefined ? null : documentIdProblem(id);
  if (idProblem !== null) return refused('id', `Invalid device ID: it ${idProblem}`);
  if (mac !== undefined && mac !== null && !(typeof mac === 'string' && isNormalMac(mac))) {
    return refused('mac', `Non-normalized MAC address ${echo(mac)}`);
  }
  if (ip !== undefined && ip !== null && ip !== '' && !(typeof ip === 'string' && normalizeIp(ip) === ip)) {
    return refused('ip', `Non-normalized IP address ${echo(ip)}`);
  }
  for (const name of TEXTS) {
    const value = document[name];
    const fits =
      value === undefined || value === null || typeof value === 'string' || typeof value === 'number';
    if (!fits) return refused(name, `"${name}" must be a text`);
  }
  for (const name of FLAGS) {
    const value = document[name];
    const fits = value === undefined || value === null || 'value' in coerce({ kind: 'boolean' }, value);
    if (!fits) return refused(name, `"${name}" must be true or false`);
  }
  return ok(document);
}

function echo(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_ECHO ? `${text.slice(0, MAX_ECHO)}…` : text;
}

function refused(path: string, message: string): Result<never, AppError> {
  return err(appError('invalid', message, [{ path, message }]));
}

/** Members whose change makes a device be configured again. A plugin line may name more (`ip`, `sn`). */
export const RECONFIGURING_KEYS = [
  'plugin',
  'config',
  'mac',
  'uuid',
  'vendor',
  'model',
  'version',
  'options',
] as const;

/** Absent and null are the same here. */
export function needsReconfiguration(
  before: JsonObject,
  after: JsonObject,
  moreKeys: readonly string[] = [],
): boolean {
  return [...RECONFIGURING_KEYS, ...moreKeys].some(
    (key) => !jsonEqual(before[key] ?? null, after[key] ?? null),
  );
}

/** A device is new as long as it belongs to the master tenant; it never returns there by itself. */
export function isNewDevice(tenantId: string, masterTenantId: string): boolean {
  return tenantId === masterTenantId;
}

import type { JsonObject } from '../shared/json';
import { macDigits, parseMac } from '../shared/mac';

/** What placeholders in file names stand for; an absent one is what the device does not have. */
export type NameParts = ReadonlyMap<string, string>;

export function namePartsOf(device: JsonObject, model: string, vars: JsonObject): NameParts {
  const parts = new Map<string, string>();
  const mac = typeof device.mac === 'string' ? parseMac(device.mac) : null;
  if (mac) {
    parts.set('mac', macDigits(mac));
    parts.set('MAC', macDigits(mac, 'upper'));
    parts.set('MAC_tail', macDigits(mac, 'upper').slice(2));
    parts.set('mac_', mac.replaceAll(':', '_'));
    parts.set('mac-', mac.replaceAll(':', '-'));
    parts.set('MAC-', mac.replaceAll(':', '-').toUpperCase());
  }
  const told: Record<string, unknown> = { model, sn: device.sn, uuid: device.uuid, id: device.id };
  for (const [name, value] of Object.entries(told)) {
    if ((typeof value === 'string' || typeof value === 'number') && value !== '')
      parts.set(name, plain(String(value)));
  }
  for (const [name, value] of Object.entries(vars)) {
    if (typeof value === 'string' || typeof value === 'number') parts.set(`vars.${name}`, String(value));
  }
  return parts;
}

/** The path with its placeholders filled, or the name of the first one that has no value. */
export function fillPath(pattern: string, parts: NameParts): { path: string } | { missing: string } {
  let missing: string | null = null;
  const path = pattern.replace(/\{([\w.-]+)\}/g, (_, name: string) => {
    const value = parts.get(name);
    if (value === undefined) missing ??= name;
    return value ?? '';
  });
  return missing === null ? { path } : { missing };
}

/** What a phone says of itself never makes a folder or a hidden file of a name. */
function plain(value: string): string {
  return value.replace(/[^\p{L}\p{N}_+@:. -]/gu, '_').replace(/^\.+/, '_');
}

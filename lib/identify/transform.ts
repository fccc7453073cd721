import type { IdentifyFile, IdentifyTransform, IdentityField } from '../domain/plugins/identify';
import { parseMac } from '../shared/mac';
import { isDeviceMac } from './evidence';

/** Longest value that is kept of a field, in characters. */
const MAX_VALUE = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function applyTransforms(
  text: string,
  transforms: readonly IdentifyTransform[],
  maps: IdentifyFile['maps'],
): string {
  return transforms.reduce((value, transform) => applyOne(value, transform, maps), text);
}

function applyOne(text: string, transform: IdentifyTransform, maps: IdentifyFile['maps']): string {
  if (transform === 'upper') return text.toUpperCase();
  if (transform === 'lower') return text.toLowerCase();
  if (transform === 'trim') return text.trim();
  if ('remove' in transform) return text.replaceAll(transform.remove, '');
  if ('replace' in transform) return text.replaceAll(transform.replace[0], () => transform.replace[1]);
  const map = maps[transform.map];
  const key = text.toLowerCase();
  return map !== undefined && Object.hasOwn(map, key) ? (map[key] ?? text) : text;
}

/** The value in the form that devices store; null when it is none (a MAC address of a group, an odd uuid). */
export function normalizeField(field: IdentityField, value: string): string | null {
  if (value === '' || value.length > MAX_VALUE) return null;
  if (field === 'mac') {
    const mac = parseMac(value);
    return mac !== null && isDeviceMac(mac) ? mac : null;
  }
  if (field !== 'uuid') return value;
  const uuid = value.toLowerCase();
  return UUID.test(uuid) ? uuid : null;
}

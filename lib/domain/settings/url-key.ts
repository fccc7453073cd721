import type { JsonObject } from '../../shared/json';

/**
 * The parameters with the provisioning key at the end of the URL that phones use. Null: the tenant has no key, so its
 * phones can have no URL, or there is no URL that it could be added to.
 */
export function withUrlKey(raw: JsonObject, key: string | null | undefined): JsonObject | null {
  if (key === null || key === undefined || key === '') return null;
  const base = text(raw.http_base_url) || fromAddress(raw);
  return base === '' ? null : { ...raw, http_base_url: `${base.replace(/\/+$/, '')}/${key}` };
}

/** Older settings tell address and port alone. */
function fromAddress({ ip, http_port: port }: JsonObject): string {
  if (text(ip) === '') return '';
  return port === undefined || port === null ? `http://${text(ip)}` : `http://${text(ip)}:${String(port)}`;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Letters, digits and `-`, 32 of them: 160 bits. `random`: so many random bytes. */
export function newProvisioningKey(random: (bytes: number) => Uint8Array): string {
  return [...random(KEY_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('');
}

const KEY_LENGTH = 32;
/** 32 signs, so that every byte gives each of them as often; without those that are taken for each other. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

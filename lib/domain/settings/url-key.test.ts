import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findParameter } from './parameters';
import { newProvisioningKey, withUrlKey } from './url-key';

describe('the URL of phones with a provisioning key', () => {
  it.each([
    [{ http_base_url: 'http://192.0.2.1:8667' }, 'http://192.0.2.1:8667/secret-12'],
    [
      { http_base_url: 'https://example.org/device/provisioning/' },
      'https://example.org/device/provisioning/secret-12',
    ],
    [{ ip: '192.0.2.1', http_port: 8667 }, 'http://192.0.2.1:8667/secret-12'],
    [{ ip: '192.0.2.1' }, 'http://192.0.2.1/secret-12'],
  ])('%j', (raw, url) => {
    expect(withUrlKey({ ...raw, ntp_ip: 'x' }, 'secret-12')).toEqual({
      ...raw,
      ntp_ip: 'x',
      http_base_url: url,
    });
  });

  it('is none without a key or without an address', () => {
    const raw = { http_base_url: 'http://192.0.2.1' };
    for (const key of [null, undefined, '']) expect(withUrlKey(raw, key)).toBeNull();
    expect(withUrlKey({}, 'secret-12')).toBeNull();
    expect(raw).toEqual({ http_base_url: 'http://192.0.2.1' });
  });

  it('gets keys that the parameter takes, never the same', () => {
    const keys = Array.from({ length: 500 }, () => newProvisioningKey(randomBytes));
    expect(new Set(keys).size).toBe(500);
    for (const key of keys)
      expect(findParameter('provisioning_key')?.read(key)).toEqual({ ok: true, value: key });
    // Every sign of the alphabet appears, each about as often.
    const counts = new Map<string, number>();
    for (const sign of keys.join('')) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    expect(counts.size).toBe(32);
    expect(Math.min(...counts.values())).toBeGreaterThan(350);
  });
});

import { describe, expect, it } from 'vitest';
import { generateKeyFile, Keyring } from '../shared/keyring';
import { contentHash, inputsHash, type HashedInputs } from './hash';

const inputs: HashedInputs = {
  line: { id: 'acme-v1', revision: '1' },
  device: { id: 'd', mac: '00:11:22:33:44:55', model: 'A10' },
  rawConfig: { sip_lines: { '1': { number: '101' } }, locale: 'fr_FR' },
  now: '2026-07-01T12:00:00Z',
  tzData: '2026a',
};

describe('inputsHash', () => {
  it.each<[string, Partial<HashedInputs>]>([
    ['revision of the line', { line: { id: 'acme-v1', revision: '2' } }],
    ['custom templates', { custom: { revision: '1' } }],
    ['model', { device: { ...inputs.device, model: 'B20' } }],
    ['configuration', { rawConfig: { ...inputs.rawConfig, locale: 'fr_CA' } }],
    ['time-zone data', { tzData: '2026b' }],
    ['year', { now: '2027-01-01T00:00:00Z' }],
  ])('differs with the %s', (_, change) => {
    expect(inputsHash({ ...inputs, ...change })).not.toBe(inputsHash(inputs));
  });
  it.each<[string, Partial<HashedInputs>]>([
    ['order of members', { device: { model: 'A10', mac: '00:11:22:33:44:55', id: 'd' } }],
    ['time of the year', { now: '2026-12-01T00:00:00Z' }],
    ['bookkeeping', { device: { ...inputs.device, configured: true, remote_state_sip_username: 'x' } }],
  ])('does not depend on the %s', (_, change) => {
    expect(inputsHash({ ...inputs, ...change })).toBe(inputsHash(inputs));
  });
});

describe('contentHash', () => {
  it('depends on bytes and key', () => {
    const [one, other] = [new Keyring(generateKeyFile()), new Keyring(generateKeyFile())];
    expect(contentHash(one, Buffer.from('a'))).toBe(contentHash(one, Buffer.from('a')));
    expect(contentHash(one, Buffer.from('a'))).not.toBe(contentHash(one, Buffer.from('b')));
    expect(contentHash(one, Buffer.from('a'))).not.toBe(contentHash(other, Buffer.from('a')));
  });
});

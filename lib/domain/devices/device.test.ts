import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../shared/json';
import { checkDevice, isNewDevice, needsReconfiguration, RECONFIGURING_KEYS } from './device';

describe('checkDevice', () => {
  it.each<JsonObject>([
    {},
    { id: 'abc', mac: '00:15:65:aa:bb:cc', ip: '192.0.2.1', sn: 'S', uuid: 'u' },
    { mac: null, ip: null, plugin: null, config: null, vendor: null, description: null },
    { ip: '', plugin: '', config: '', sn: '' },
    { model: 7960, version: 8.5, plugin: 'none-such' },
    { ip: '2001:db8::1' },
    { ip: '::1' },
    { configured: true, is_new: 'false' },
    { configured: 0, is_new: null },
    { options: { switchboard: true }, X_own: [{ a: null }], anything: { goes: 1 }, deletable: false },
  ])('takes %j as it is', (document) => {
    const before = structuredClone(document);
    const result = checkDevice(document);
    expect(result).toEqual({ ok: true, value: before });
  });

  it.each<[string, JsonValue, string]>([
    ['mac', '00:15:65:AA:BB:CC', 'Non-normalized MAC address 00:15:65:AA:BB:CC'],
    ['mac', '00-15-65-aa-bb-cc', 'Non-normalized MAC address 00-15-65-aa-bb-cc'],
    ['mac', '001565aabbcc', 'Non-normalized MAC address 001565aabbcc'],
    ['mac', 'FF', 'Non-normalized MAC address FF'],
    ['mac', '', 'Non-normalized MAC address '],
    ['mac', 5, 'Non-normalized MAC address 5'],
    ['mac', ['00:15:65:aa:bb:cc'], 'Non-normalized MAC address ["00:15:65:aa:bb:cc"]'],
    ['ip', '10.0.0', 'Non-normalized IP address 10.0.0'],
    ['ip', '10.0.0.256', 'Non-normalized IP address 10.0.0.256'],
    ['ip', '010.0.0.1', 'Non-normalized IP address 010.0.0.1'],
    ['ip', 'phone.example.org', 'Non-normalized IP address phone.example.org'],
    ['ip', '2001:DB8::1', 'Non-normalized IP address 2001:DB8::1'],
    ['ip', '::ffff:10.0.0.1', 'Non-normalized IP address ::ffff:10.0.0.1'],
    ['ip', 'fe80::1%eth0', 'Non-normalized IP address fe80::1%eth0'],
    ['ip', 5, 'Non-normalized IP address 5'],
    ['ip', {}, 'Non-normalized IP address {}'],
    ['vendor', { a: 1 }, '"vendor" must be a text'],
    ['model', ['x'], '"model" must be a text'],
    ['sn', ['x'], '"sn" must be a text'],
    ['uuid', {}, '"uuid" must be a text'],
    ['plugin', true, '"plugin" must be a text'],
    ['config', [], '"config" must be a text'],
    ['description', {}, '"description" must be a text'],
    ['version', false, '"version" must be a text'],
    ['tenant_uuid', [], '"tenant_uuid" must be a text'],
    ['configured', 'maybe', '"configured" must be true or false'],
    ['is_new', {}, '"is_new" must be true or false'],
  ])('refuses %s = %j', (key, value, message) => {
    expect(checkDevice({ [key]: value })).toEqual({
      ok: false,
      error: { code: 'invalid', message, problems: [{ path: key, message }] },
    });
  });

  it.each<JsonValue>(['*&!"/invalid _', 'x/y', '../x', '', null, 5])('refuses the id %j', (id) => {
    expect(checkDevice({ id })).toMatchObject({ ok: false, error: { problems: [{ path: 'id' }] } });
  });

  it('echoes no more than a line', () => {
    const result = checkDevice({ mac: 'x'.repeat(10_000) });
    expect(!result.ok && result.error.message.length).toBeLessThan(200);
  });
});

describe('needsReconfiguration', () => {
  const device: JsonObject = {
    mac: 'm',
    plugin: 'p',
    options: { a: 1, b: [1] },
    ip: '1',
    sn: 's',
    description: 'd',
  };

  it.each(RECONFIGURING_KEYS)('when %s changes', (key) => {
    expect(needsReconfiguration(device, { ...device, [key]: 'changed' })).toBe(true);
    expect(needsReconfiguration({ ...device, [key]: 'was' }, { ...device, [key]: null })).toBe(true);
  });

  it.each(['ip', 'sn', 'description', 'tenant_uuid', 'configured', 'X_own'])('not when %s changes', (key) => {
    expect(needsReconfiguration(device, { ...device, [key]: 'changed' })).toBe(false);
    expect(needsReconfiguration(device, { ...device, [key]: 'changed' }, [key])).toBe(true);
  });

  it('compares values, not their spelling', () => {
    expect(needsReconfiguration(device, { ...device, options: { b: [1], a: 1 }, config: null })).toBe(false);
    expect(needsReconfiguration(device, { ...device, options: { a: 1, b: [2] } })).toBe(true);
  });
});

it('is new in the master tenant only', () => {
  expect([isNewDevice('m', 'm'), isNewDevice('t', 'm')]).toEqual([true, false]);
});

import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../shared/json';
import { jsonText, objectNode, parseJsonText, plainObject } from '../../shared/json-text';
import type { ObjectNode } from '../../shared/json-text';
import { autocreatedConfig } from './autocreate';
import { checkConfig, isDeletable, isTransient } from './config';
import { normalizeConfig } from './null-members';

function parsed(text: string): ObjectNode {
  const node = parseJsonText(text);
  if (!node.ok || node.value.kind !== 'object') throw new Error('not an object');
  return node.value;
}

describe('checkConfig', () => {
  it('keeps every member, known or not, as it is', () => {
    const document: JsonObject = {
      id: 'abc',
      parent_ids: ['base', 'nobody-knows'],
      raw_config: { vlan_id: '7', exten_park: null },
      role: 'autocreate',
      transient: 'true',
      deletable: null,
      configdevice: 'defaultconfigdevice',
      label: null,
      proxy_main_port: 5060,
      anything: [{ goes: null }],
    };
    const result = checkConfig(document);
    expect(result).toEqual({ ok: true, value: { document, warnings: [] } });
  });

  it.each<[JsonObject, message: string]>([
    [{}, 'missing "parent_ids" field in config'],
    [{ raw_config: {} }, 'missing "parent_ids" field in config'],
    [{ parent_ids: 'base' }, '"parent_ids" field must be a list in config'],
    [{ parent_ids: null }, '"parent_ids" field must be a list in config'],
    [{ parent_ids: ['a', 1] }, '"parent_ids" field must hold texts only in config'],
    [
      { parent_ids: Array.from({ length: 65 }, String) },
      '"parent_ids" field must hold at most 64 ids in config',
    ],
    [{ parent_ids: [] }, 'missing "raw_config" field in config'],
    [{ parent_ids: [], raw_config: null }, '"raw_config" field must be an object in config'],
    [{ parent_ids: [], raw_config: [] }, '"raw_config" field must be an object in config'],
    [
      { parent_ids: [], raw_config: { colour: 1 }, transient: 'maybe' },
      '"transient" field must be true or false in config',
    ],
    [{ parent_ids: [], raw_config: {}, deletable: {} }, '"deletable" field must be true or false in config'],
    [{ parent_ids: [], raw_config: {}, role: [] }, '"role" field must be a text in config'],
    [{ parent_ids: [], raw_config: {}, id: 5 }, '"id" must be a text'],
    [
      { parent_ids: [], raw_config: { protocol: 'sip', sip_lines: { 1: { proxy_port: 'x' } } } },
      'raw_config.protocol must be one of: SIP, SCCP\nraw_config.sip_lines.1.proxy_port must be a whole number',
    ],
  ])('refuses %j', (document, message) => {
    expect(checkConfig(document)).toMatchObject({ ok: false, error: { code: 'invalid', message } });
  });

  it('refuses ids that are none', () => {
    expect(checkConfig({ id: '../x', parent_ids: [], raw_config: {} }).ok).toBe(false);
    expect(checkConfig({ id: null, parent_ids: [], raw_config: {} }).ok).toBe(false);
  });

  it('hands warnings on', () => {
    expect(checkConfig({ parent_ids: [], raw_config: { vlan_id: 5000 } })).toMatchObject({
      ok: true,
      value: { warnings: [{ path: 'raw_config.vlan_id' }] },
    });
  });
});

it.each<[JsonValue | undefined, deletable: boolean, transient: boolean]>([
  [undefined, true, false],
  [true, true, true],
  ['true', true, true],
  [1, true, true],
  [false, false, false],
  ['false', false, false],
  [null, false, false],
  [0, false, false],
])('deletable / transient %j', (value, deletable, transient) => {
  expect(isDeletable(value === undefined ? {} : { deletable: value })).toBe(deletable);
  expect(isTransient(value === undefined ? {} : { transient: value })).toBe(transient);
});

describe('normalizeConfig', () => {
  const nulls = '"a":null,"b":{"c":null,"d":[null,{"e":null,"f":1.0}]},"10":1,"2":null';

  it('takes nulls out of device templates, nothing else', () => {
    expect(jsonText(normalizeConfig(parsed(`{"X_type":"device",${nulls}}`)))).toBe(
      '{"X_type":"device","b":{"d":[null,{"f":1.0}]},"10":1}',
    );
  });

  it.each(['"X_type":"registrar"', '"X_type":null', '"X_type":["device"]', '"x":1'])(
    'leaves %s alone',
    (type) => {
      const document = parsed(`{${type},${nulls}}`);
      expect(normalizeConfig(document)).toBe(document);
    },
  );
});

describe('autocreatedConfig', () => {
  it('copies the parameters of the template', () => {
    const raw = '{"sip_lines":{"1":{"username":"apx","port":5060.0}},"ntp_ip":null}';
    const template = parsed(
      `{"id":"autoprov","role":"autocreate","parent_ids":["base"],"raw_config":${raw},"deletable":false}`,
    );
    const made = autocreatedConfig('autoprov', template, '9da7890a-8c40-4d41-b716-4b5f00172a53');
    expect(made?.id).toBe('autoprov9da7890a-8c40-4d41-b716-4b5f00172a53');
    expect(made && jsonText(made.document)).toBe(
      `{"id":"autoprov9da7890a-8c40-4d41-b716-4b5f00172a53","parent_ids":["autoprov"],"raw_config":${raw},"transient":true}`,
    );
    expect(made && checkConfig(plainObject(made.document)).ok).toBe(true);
  });

  it('makes another id each time', () => {
    const template = objectNode({ raw_config: { sip_lines: { 1: {} } } });
    expect(autocreatedConfig('a', template)?.id).toMatch(
      /^a[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(autocreatedConfig('a', template)?.id).not.toBe(autocreatedConfig('a', template)?.id);
  });

  it.each<JsonObject>([
    {},
    { raw_config: {} },
    { raw_config: { sip_lines: {} } },
    { raw_config: { sip_lines: { 2: {} } } },
    { raw_config: { sip_lines: [] } },
  ])('makes nothing of %j', (template) => {
    expect(autocreatedConfig('a', objectNode(template))).toBeNull();
  });
});

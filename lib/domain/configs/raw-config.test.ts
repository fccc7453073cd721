import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../shared/json';
import { GENERAL_PARAMETERS, LINE_PARAMETERS } from './parameters';
import { checkRawConfig, rawConfigSchema } from './raw-config';

const problems = (raw: JsonObject) => checkRawConfig(raw).problems.map((p) => p.path);
const warnings = (raw: JsonObject) => checkRawConfig(raw).warnings.map((p) => p.path);

describe('checkRawConfig', () => {
  it('takes what clients write', () => {
    const raw: JsonObject = {
      X_key: '',
      X_xivo_user_uuid: 'u',
      config_version: 1,
      exten_park: null,
      protocol: 'SIP',
      sip_lines: {
        1: {
          auth_username: 'u',
          username: 'u',
          password: 'p',
          display_name: 'd',
          number: '1',
          registrar_ip: 'r',
          proxy_ip: 'r',
          proxy_port: 5060,
          registrar_port: null,
          unknown_member: [1],
        },
      },
      funckeys: {
        1: { label: 'l', line: 1, type: 'blf', value: '1' },
        2: { type: 'park', line: '1', label: null },
      },
      sccp_call_managers: { 1: { ip: 'a' }, 2: { ip: 'b', port: 2000 } },
      timezone: '',
      locale: 'fr_FR',
      vlan_id: '12',
      ntp_enabled: 'yes',
      sip_servers_root_and_intermediate_certificates: ['PEM'],
    };
    expect(checkRawConfig(raw)).toEqual({ problems: [], warnings: [] });
  });

  it('takes null for all parameters but two', () => {
    const names = Object.keys(GENERAL_PARAMETERS);
    expect(problems(Object.fromEntries(names.map((n) => [n, null])))).toEqual([
      'syslog_port',
      'syslog_level',
    ]);
    expect(
      problems({ sip_lines: { 1: Object.fromEntries(Object.keys(LINE_PARAMETERS).map((n) => [n, null])) } }),
    ).toEqual([]);
  });

  it.each<[string, JsonValue]>([
    ['ip', {}],
    ['ip', true],
    ['ip', ['a']],
    ['http_port', 'x'],
    ['http_port', ''],
    ['http_port', true],
    ['http_port', {}],
    ['http_port', '80 81'],
    ['dns_enabled', 'maybe'],
    ['dns_enabled', ''],
    ['dns_enabled', 2],
    ['dns_enabled', []],
    ['protocol', 'sip'],
    ['protocol', ''],
    ['protocol', 'H323'],
    ['sip_dtmf_mode', 'INFO'],
    ['sip_transport', 'TLS'],
    ['sip_srtp_mode', 1],
    ['syslog_level', 'notice'],
    ['timezone', 'Europe/Atlantis'],
    ['timezone', 5],
    ['locale', 'french'],
    ['locale', ''],
    ['locale', 'FR'],
    ['locale', 1],
    ['sip_servers_root_and_intermediate_certificates', 'PEM'],
    ['sip_servers_root_and_intermediate_certificates', [null]],
    ['colour', 'red'],
    ['colour', null],
    ['x_own', 1],
    ['', 1],
    ['XX_a', 1],
    ['XX_', null],
    ['sip_lines', null],
    ['sip_lines', 'x'],
    ['sip_lines', [{}]],
    ['funckeys', null],
    ['sccp_call_managers', null],
  ])('refuses %s = %j', (name, value) => {
    expect(problems({ [name]: value })).toEqual([name]);
  });

  it.each<[JsonObject, string]>([
    [{ sip_lines: { 1: null } }, 'sip_lines.1'],
    [{ sip_lines: { 1: { proxy_port: 'x' } } }, 'sip_lines.1.proxy_port'],
    [{ sip_lines: { 1: { dtmf_mode: 'inband' } } }, 'sip_lines.1.dtmf_mode'],
    [{ sip_lines: { 1: { password: {} } } }, 'sip_lines.1.password'],
    [{ sccp_call_managers: { a: { ip: 'x' } } }, 'sccp_call_managers.a'],
    [{ sccp_call_managers: { 1: {} } }, 'sccp_call_managers.1.ip'],
    [{ sccp_call_managers: { 1: { ip: null } } }, 'sccp_call_managers.1.ip'],
    [{ funckeys: { x: { type: 'park' } } }, 'funckeys.x'],
    [{ funckeys: { 1: 'x' } }, 'funckeys.1'],
    [{ funckeys: { 1: {} } }, 'funckeys.1.type'],
    [{ funckeys: { 1: { type: null } } }, 'funckeys.1.type'],
    [{ funckeys: { 1: { type: 'rocket' } } }, 'funckeys.1.type'],
    [{ funckeys: { 1: { type: 'blf' } } }, 'funckeys.1.value'],
    [{ funckeys: { 1: { type: 'speeddial', value: '' } } }, 'funckeys.1.value'],
    [{ funckeys: { 1: { type: 'blf', value: {} } } }, 'funckeys.1.value'],
    [{ funckeys: { 1: { type: 'park', line: {} } } }, 'funckeys.1.line'],
  ])('refuses %j', (raw, path) => {
    expect(problems(raw)).toEqual([path]);
  });

  it.each<[JsonObject, string]>([
    [{ vlan_id: 5000 }, 'vlan_id'],
    [{ vlan_priority: 8 }, 'vlan_priority'],
    [{ sip_proxy_port: 70000 }, 'sip_proxy_port'],
    [{ sip_proxy_port: 0 }, 'sip_proxy_port'],
    [{ locale: 'fr_FR.UTF-8' }, 'locale'],
    [{ 'X_not-a-name': 1 }, 'X_not-a-name'],
    [{ sip_lines: { one: {} } }, 'sip_lines.one'],
    [{ sip_lines: { 0: {} } }, 'sip_lines.0'],
    [{ funckeys: { 0: { type: 'park' } } }, 'funckeys.0'],
    [{ funckeys: { 1: { type: 'park', line: 'first' } } }, 'funckeys.1.line'],
  ])('warns about %j', (raw, path) => {
    expect(warnings(raw)).toEqual([path]);
    expect(problems(raw)).toEqual([]);
  });

  it('leaves conditions to the merged parameters', () => {
    expect(
      problems({ ntp_enabled: true, dns_enabled: true, vlan_enabled: true, syslog_enabled: true }),
    ).toEqual([]);
  });

  it('tolerates old names and empty lists', () => {
    expect(
      problems({ _comment: 'x', config_encryption_enabled: false, sip_lines: [], funckeys: [] }),
    ).toEqual([]);
  });

  it('tells no value and a bounded number of problems', () => {
    const raw: JsonObject = { admin_password: ['s3cret'], sip_lines: { 1: { password: { s3cret: 1 } } } };
    expect(problems(raw)).toHaveLength(2);
    expect(JSON.stringify(checkRawConfig(raw))).not.toContain('s3cret');
    expect(problems(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`bad${i}`, 1])))).toHaveLength(
      100,
    );
  });

  it('never changes a value', () => {
    const raw = { vlan_id: '12', ntp_enabled: 'yes', exten_park: null, ip: 5 };
    expect(rawConfigSchema.parse(raw)).toBe(raw);
    expect(raw).toEqual({ vlan_id: '12', ntp_enabled: 'yes', exten_park: null, ip: 5 });
  });
});

it('rawConfigSchema gives paths that forms understand', () => {
  const parsed = rawConfigSchema.safeParse({ sip_lines: { 1: { proxy_port: 'x' } } });
  expect(parsed.error?.issues[0]?.path).toEqual(['sip_lines', '1', 'proxy_port']);
  expect(rawConfigSchema.safeParse([]).success).toBe(false);
});

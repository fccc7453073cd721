import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../shared/json';
import { preparePluginConfig } from './prepare';

const prepare = (raw: JsonObject) => preparePluginConfig(raw).config;
const paths = (raw: JsonObject) => preparePluginConfig(raw).warnings.map((w) => w.path);
const line = (own: JsonObject, general: JsonObject = {}) =>
  prepare({ ...general, sip_lines: { 1: own } }).sip_lines[1];

describe('preparePluginConfig', () => {
  it('makes a whole configuration of nothing, without a warning', () => {
    const { config, json, warnings } = preparePluginConfig({});
    expect(config).toEqual({
      http_port: 8667,
      tftp_port: 69,
      sip_srtp_mode: 'disabled',
      sip_transport: 'udp',
      sip_lines: {},
      funckeys: {},
      sccp_call_managers: {},
    });
    expect(json).toBe(config);
    expect(warnings).toEqual([]);
  });

  it('strips nulls at every level but keeps everything else of X_ parameters', () => {
    const { config, warnings } = preparePluginConfig({
      locale: null,
      timezone: null,
      exten_park: null,
      syslog_port: null,
      X_a: { b: null, c: [null, { d: null, e: 0 }] },
      sip_lines: {
        1: { number: null, voicemail: null, username: 'u', registrar_ip: 'R', X_own: { z: null, y: '' } },
        2: null,
      },
      funckeys: { 1: { type: 'blf', value: '1', label: null } },
    });
    expect(config).not.toHaveProperty('locale');
    expect(config).not.toHaveProperty('exten_park');
    expect(config.X_a).toEqual({ c: [null, { e: 0 }] });
    expect(config.sip_lines).toEqual({
      1: {
        username: 'u',
        auth_username: 'u',
        registrar_ip: 'R',
        X_own: { y: '' },
        srtp_mode: 'disabled',
        transport: 'udp',
      },
    });
    expect(config.funckeys[1]).toEqual({ type: 'blf', value: '1', line: 1 });
    expect(warnings).toEqual([]);
  });

  it.each<[name: string, given: JsonValue, expected: unknown]>([
    ['ntp_ip', 5, '5'],
    ['ntp_ip', '', ''],
    ['exten_dnd', 25, '25'],
    ['vlan_id', '12', 12],
    ['vlan_id', ' 12 ', 12],
    ['vlan_id', 12.9, 12],
    ['vlan_id', 0, 0],
    ['vlan_id', -0, 0],
    ['vlan_id', '', undefined],
    ['sip_proxy_port', '5060.0', 5060],
    ['sip_subscribe_mwi', 'false', false],
    ['sip_subscribe_mwi', 'FALSE', false],
    ['sip_subscribe_mwi', 'no', false],
    ['sip_subscribe_mwi', 'off', false],
    ['sip_subscribe_mwi', 'n', false],
    ['sip_subscribe_mwi', 'f', false],
    ['sip_subscribe_mwi', 0, false],
    ['sip_subscribe_mwi', '0', false],
    ['sip_subscribe_mwi', 'Yes', true],
    ['sip_subscribe_mwi', 'on', true],
    ['sip_subscribe_mwi', 't', true],
    ['sip_subscribe_mwi', 'y', true],
    ['sip_subscribe_mwi', 1, true],
    ['sip_subscribe_mwi', '', undefined],
    ['sip_transport', 'TLS', 'tls'],
    ['sip_dtmf_mode', 'sip-info', 'SIP-INFO'],
    ['protocol', 'sccp', 'SCCP'],
    ['locale', 'fr_CA', 'fr_CA'],
    ['locale', 'fr_FR.UTF-8', 'fr_FR'],
    ['locale', 'xx_YY', 'xx_YY'],
    ['locale', '', undefined],
    ['timezone', 'America/Montreal', 'America/Montreal'],
    ['timezone', '', undefined],
    ['sip_servers_root_and_intermediate_certificates', ['a', null, 'b'], ['a', 'b']],
  ])('understands %s = %j', (name, given, expected) => {
    const { config, warnings } = preparePluginConfig({ [name]: given });
    expect(Reflect.get(config, name)).toEqual(expected);
    expect(warnings).toEqual([]);
  });

  it.each<[name: string, given: JsonValue]>([
    ['ntp_ip', true],
    ['ntp_ip', {}],
    ['admin_password', ['x']],
    ['vlan_id', 'twelve'],
    ['vlan_id', true],
    ['vlan_id', 4095],
    ['vlan_id', -1],
    ['vlan_priority', 8],
    ['sip_proxy_port', 70000],
    ['sip_proxy_port', 0],
    ['sip_proxy_port', '1e3'],
    ['sip_proxy_port', '9'.repeat(400)],
    ['sip_subscribe_mwi', 'maybe'],
    ['sip_subscribe_mwi', 2],
    ['sip_subscribe_mwi', {}],
    ['sip_dtmf_mode', 'inband'],
    ['protocol', 'H323'],
    ['locale', 'french'],
    ['locale', 'fr_FRX'],
    ['locale', 7],
    ['timezone', 'Mars/Olympus'],
    ['timezone', '+01:00'],
    ['timezone', 1],
    ['sip_local_root_and_intermediate_certificates', 'PEM'],
    ['sip_local_root_and_intermediate_certificates', [1]],
    ['no_such_parameter', 1],
    ['XX_forged', '<x/>'],
    ['funckeys', 'none'],
    ['sip_lines', [{}]],
    ['sccp_call_managers', 3],
  ])('leaves out %s = %j and says so', (name, given) => {
    const { config, warnings } = preparePluginConfig({ [name]: given });
    expect(config).toEqual(prepare({}));
    expect(warnings.map((w) => w.path)).toEqual([name]);
  });

  it('tells no value in a warning', () => {
    const { warnings } = preparePluginConfig({
      sip_proxy_ip: 'P',
      sip_local_key: ['s3cret'],
      sip_lines: { 1: { password: { s3cret: 's3cret' } } },
    });
    expect(warnings).toHaveLength(2);
    expect(JSON.stringify(warnings)).not.toContain('s3cret');
  });

  it('falls back to the default where a value with one is bad', () => {
    expect(prepare({ sip_transport: 'sctp', sip_srtp_mode: 9, tftp_port: 'x' })).toEqual(prepare({}));
    expect(
      prepare({ syslog_enabled: true, syslog_ip: 'h', syslog_port: null, syslog_level: 'loud' }),
    ).toMatchObject({
      syslog_port: 514,
      syslog_level: 'warning',
    });
    expect(prepare({ syslog_enabled: 'off', syslog_ip: 'h' })).not.toHaveProperty('syslog_port');
  });

  it('takes old names that mean nothing without a word', () => {
    expect(preparePluginConfig({ _comment: 'x', config_encryption_enabled: true })).toEqual(
      preparePluginConfig({}),
    );
  });

  it('never touches its argument and shares nothing with it', () => {
    const raw: JsonObject = {
      sip_proxy_ip: 'p',
      X_o: { a: { b: 1 } },
      sip_servers_root_and_intermediate_certificates: ['a'],
      sip_lines: { 1: { X_o: { a: 1 } } },
    };
    const before = structuredClone(raw);
    const { config } = preparePluginConfig(raw);
    Object.assign(config.X_o ?? {}, { a: 2 });
    Object.assign(config.sip_lines[1] ?? {}, { X_o: 2 });
    config.sip_servers_root_and_intermediate_certificates?.push('b');
    expect(raw).toEqual(before);
  });

  it('is safe against prototype names', () => {
    const raw: JsonObject = JSON.parse(
      '{"__proto__":{"a":1},"constructor":1,"X_o":{"__proto__":{"a":1}},"sip_lines":{"__proto__":{},"1":{"__proto__":{"a":1},"constructor":"c"}}}',
    );
    const { config } = preparePluginConfig(raw);
    expect(Object.getPrototypeOf(config)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(config.X_o)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(config.sip_lines[1])).toBe(Object.prototype);
    expect(Object.keys(config.sip_lines)).toEqual(['1']);
  });

  it('bounds the warnings', () => {
    const raw = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`bad${i}`, 1]));
    expect(preparePluginConfig(raw).warnings).toHaveLength(100);
  });
});

describe('addresses of the server', () => {
  it.each<[JsonObject, JsonObject]>([
    [
      { http_base_url: 'http://192.0.2.1:80/p' },
      { ip: '192.0.2.1', http_port: 80, http_base_url: 'http://192.0.2.1:80/p' },
    ],
    [
      { http_base_url: 'https://h.test:9000/' },
      { ip: 'h.test', http_port: 9000, http_base_url: 'https://h.test:9000' },
    ],
    [
      { http_base_url: 'http://h', ip: '192.0.2.9', http_port: '81' },
      { ip: '192.0.2.9', http_port: 81, http_base_url: 'http://h' },
    ],
    [{ ip: '192.0.2.9' }, { ip: '192.0.2.9', http_port: 8667, http_base_url: 'http://192.0.2.9:8667' }],
    [
      { ip: '2001:db8::1', http_port: 80 },
      { ip: '2001:db8::1', http_port: 80, http_base_url: 'http://[2001:db8::1]:80' },
    ],
    [
      { http_base_url: 'http://[2001:db8::1]:80' },
      { ip: '2001:db8::1', http_base_url: 'http://[2001:db8::1]:80' },
    ],
    [{ http_base_url: 'http://[2001:db8::1]/' }, { http_port: 8667, http_base_url: 'http://[2001:db8::1]' }],
    [{ http_base_url: '', ip: 'a' }, { http_base_url: 'http://a:8667' }],
  ])('%j', (given, expected) => {
    const { config, warnings } = preparePluginConfig(given);
    expect(config).toMatchObject(expected);
    expect(warnings).toEqual([]);
  });

  it.each(['None/x', 'javascript:alert(1)', 'ftp://h/'])('does without the URL %s', (http_base_url) => {
    expect(prepare({ http_base_url })).not.toHaveProperty('http_base_url');
    expect(prepare({ http_base_url, ip: 'a' }).http_base_url).toBe('http://a:8667');
    expect(paths({ http_base_url })).toEqual(['http_base_url']);
  });
});

it('names each warning by a code, with what its sentence speaks of', () => {
  const { warnings } = preparePluginConfig({
    nothing: 1,
    dns_enabled: true,
    vlan_enabled: true,
    vlan_id: 99_999,
    sip_proxy_port: 'x',
    protocol: 'H323',
    timezone: 'Mars/Olympus',
    locale: 'french',
    http_base_url: 'None',
    sip_lines: [{}],
    funckeys: { 0: {}, 1: 'x', 2: {}, 3: { type: 'blf' } },
    sccp_call_managers: { 1: {} },
  });
  expect(warnings.map(({ path, code, expected }) => [path, code, expected])).toEqual([
    ['nothing', 'unknownParameter', undefined],
    ['vlan_id', 'outOfRange', '0–4094'],
    ['sip_proxy_port', 'notWholeNumber', undefined],
    ['protocol', 'notOneOf', 'SIP, SCCP'],
    ['timezone', 'notTimeZone', undefined],
    ['locale', 'notLocale', undefined],
    ['dns_enabled', 'switchedOff', 'dns_ip'],
    ['vlan_enabled', 'switchedOff', 'vlan_id'],
    ['http_base_url', 'notUrl', undefined],
    ['sip_lines', 'notByPosition', undefined],
    ['sccp_call_managers.1', 'managerWithoutAddress', undefined],
    ['funckeys.0', 'badPosition', undefined],
    ['funckeys.1', 'notObject', undefined],
    ['funckeys.2', 'keyWithoutType', undefined],
    ['funckeys.3', 'keyWithoutValue', undefined],
  ]);
});

describe('what is enabled needs its value, in the merged configuration', () => {
  it.each([
    ['dns_enabled', 'dns_ip'],
    ['ntp_enabled', 'ntp_ip'],
    ['vlan_enabled', 'vlan_id'],
    ['syslog_enabled', 'syslog_ip'],
  ])('%s without %s is switched off', (enabling, needed) => {
    for (const missing of [{}, { [needed]: null }, { [needed]: '' }, { [needed]: ['bad'] }]) {
      const { config, warnings } = preparePluginConfig({ [enabling]: true, ...missing });
      expect(Reflect.get(config, enabling)).toBe(false);
      expect(warnings.at(-1)).toEqual({
        path: enabling,
        code: 'switchedOff',
        message: `needs ${needed}; switched off`,
        expected: needed,
      });
    }
    expect(Reflect.get(prepare({ [enabling]: true, [needed]: 5 }), enabling)).toBe(true);
    expect(paths({ [enabling]: false })).toEqual([]);
  });

  it('takes VLAN 0', () => {
    expect(preparePluginConfig({ vlan_enabled: true, vlan_id: 0, vlan_priority: 5 })).toMatchObject({
      config: { vlan_enabled: true, vlan_id: 0, vlan_priority: 5 },
      warnings: [],
    });
  });
});

describe('SIP lines', () => {
  const general = {
    sip_proxy_ip: 'P',
    sip_proxy_port: 1,
    sip_backup_proxy_ip: 'BP',
    sip_backup_proxy_port: 2,
    sip_registrar_ip: 'R',
    sip_registrar_port: 3,
    sip_backup_registrar_ip: 'BR',
    sip_backup_registrar_port: 4,
    sip_outbound_proxy_ip: 'O',
    sip_outbound_proxy_port: 5,
    sip_dtmf_mode: 'SIP-INFO',
    sip_srtp_mode: 'required',
    sip_transport: 'tls',
    exten_voicemail: '*98',
  };

  it('takes addresses and modes from the parameters for all lines, and the port of the proxy', () => {
    const all = {
      proxy_ip: 'P',
      proxy_port: 1,
      backup_proxy_ip: 'BP',
      registrar_ip: 'R',
      backup_registrar_ip: 'BR',
      outbound_proxy_ip: 'O',
      dtmf_mode: 'SIP-INFO',
      srtp_mode: 'required',
      transport: 'tls',
      voicemail: '*98',
    };
    expect(line({}, general)).toEqual(all);
    const empty = { proxy_ip: '', registrar_ip: '', backup_proxy_ip: null, voicemail: '', dtmf_mode: '' };
    expect(line(empty, general)).toEqual(all);
    expect(line({ proxy_ip: 'p' }, general)).toMatchObject({
      proxy_ip: 'p',
      proxy_port: 1,
      registrar_ip: 'p',
    });
  });

  it('keeps its own values', () => {
    const own = {
      proxy_ip: 'p',
      proxy_port: 11,
      backup_proxy_ip: 'bp',
      backup_proxy_port: 12,
      registrar_ip: 'r',
      registrar_port: 13,
      backup_registrar_ip: 'br',
      backup_registrar_port: 14,
      outbound_proxy_ip: 'o',
      outbound_proxy_port: 15,
      dtmf_mode: 'RTP-in-band',
      srtp_mode: 'preferred',
      voicemail: '*1',
      username: 'u',
      auth_username: 'a',
      password: 'x',
      display_name: 'd',
      number: '1',
      transport: 'tcp',
    };
    expect(line(own, general)).toEqual(own);
  });

  it('registers with its own proxy before the registrar for all', () => {
    expect(line({ proxy_ip: 'p' }, general)).toMatchObject({ registrar_ip: 'p', proxy_ip: 'p' });
    expect(line({}, { sip_proxy_ip: 'P' })).toMatchObject({ registrar_ip: 'P', proxy_ip: 'P' });
    expect(prepare({ sip_proxy_ip: 'P' }).sip_registrar_ip).toBe('P');
  });

  it('authenticates with its user name', () => {
    expect(line({ username: 'u' })?.auth_username).toBe('u');
    expect(line({ username: 7, auth_username: '' })?.auth_username).toBe('7');
    expect(line({})).not.toHaveProperty('auth_username');
  });

  it('turns numbers into texts and bad members into warnings', () => {
    const { config, warnings } = preparePluginConfig({
      sip_lines: {
        1: {
          username: 1001,
          number: 1001,
          registrar_ip: 'R',
          proxy_port: 'x',
          dtmf_mode: 'x',
          display_name: {},
          XX_f: 1,
          X_f: 1,
        },
      },
    });
    expect(config.sip_lines[1]).toEqual({
      username: '1001',
      number: '1001',
      registrar_ip: 'R',
      auth_username: '1001',
      srtp_mode: 'disabled',
      transport: 'udp',
      X_f: 1,
    });
    expect(warnings.map((w) => w.path)).toEqual([
      'sip_lines.1.proxy_port',
      'sip_lines.1.dtmf_mode',
      'sip_lines.1.display_name',
    ]);
  });

  it('orders positions as numbers and refuses what is none', () => {
    const { config, warnings } = preparePluginConfig({
      sip_proxy_ip: 'P',
      sip_lines: { 10: {}, 2: {}, x: {}, 0: {}, '01': {}, 3: 'no', '-1': {} },
    });
    expect(Object.keys(config.sip_lines)).toEqual(['2', '10']);
    expect(warnings.map((w) => w.path).sort()).toEqual([
      'sip_lines.-1',
      'sip_lines.0',
      'sip_lines.01',
      'sip_lines.3',
      'sip_lines.x',
    ]);
  });

  it('tells of a line that has no server to register with, and leaves it as it is', () => {
    const { config, warnings } = preparePluginConfig({
      sip_lines: {
        1: { username: 'a' },
        2: { proxy_ip: 'p' },
        3: { registrar_ip: 'r' },
        4: { proxy_ip: '' },
      },
    });
    expect(warnings).toEqual(
      ['sip_lines.1', 'sip_lines.4'].map((path) => ({
        path,
        code: 'noServer',
        message: 'has no server to register with: needs proxy_ip or sip_proxy_ip',
      })),
    );
    expect(config.sip_lines[1]).toMatchObject({ username: 'a' });
    const sip_lines = { 1: { username: 'a' } };
    const enough: JsonObject[] = [{ sip_proxy_ip: 'P' }, { sip_registrar_ip: 'R' }, { protocol: 'SCCP' }];
    for (const general of enough) expect(paths({ ...general, sip_lines })).toEqual([]);
    expect(paths({ protocol: 'SIP', sip_lines })).toEqual(['sip_lines.1']);
  });

  it('tells of a transport that there is not', () => {
    const { config, warnings } = preparePluginConfig({
      sip_proxy_ip: 'P',
      sip_lines: { 1: { transport: 'sctp' }, 2: { transport: 'tls' }, 3: { transport: '' } },
    });
    expect(Object.values(config.sip_lines).map(({ transport }) => transport)).toEqual(['udp', 'tls', 'udp']);
    expect(warnings).toEqual([
      {
        path: 'sip_lines.1.transport',
        code: 'notOneOf',
        message: 'must be one of: udp, tcp, tls; left out',
        expected: 'udp, tcp, tls',
      },
    ]);
  });

  it('takes an empty list for no lines', () => {
    expect(preparePluginConfig({ sip_lines: [], funckeys: [] })).toEqual(preparePluginConfig({}));
  });
});

describe('function keys', () => {
  it('coerces and completes', () => {
    expect(
      prepare({
        sip_lines: { 2: {}, 3: {} },
        funckeys: {
          1: { type: 'blf', value: 201, label: 5, line: '3' },
          2: { type: 'park', label: 'P' },
          3: { type: 'speeddial', value: '2', line: 'x' },
        },
      }).funckeys,
    ).toEqual({
      1: { type: 'blf', value: '201', label: '5', line: 3 },
      2: { type: 'park', label: 'P', line: 2 },
      3: { type: 'speeddial', value: '2', line: 2 },
    });
    expect(prepare({ funckeys: { 1: { type: 'park' } } }).funckeys[1]?.line).toBe(1);
  });

  it('drops keys that do nothing', () => {
    const { config, warnings } = preparePluginConfig({
      funckeys: {
        0: { type: 'park' },
        1: { type: 'blf' },
        2: { type: 'speeddial', value: '' },
        3: { value: '1' },
        4: { type: 'rocket', value: '1' },
        999: { type: 'blf', value: '1' },
      },
    });
    expect(Object.keys(config.funckeys)).toEqual(['999']);
    expect([...new Set(warnings.map((w) => w.path))].sort()).toEqual([
      'funckeys.0',
      'funckeys.1',
      'funckeys.2',
      'funckeys.3',
      'funckeys.4',
      'funckeys.4.type',
    ]);
  });
});

describe('call managers', () => {
  it('needs an address for each', () => {
    const { config, warnings } = preparePluginConfig({
      sccp_call_managers: { 1: { ip: 'a', port: '2000' }, 2: { port: 1 }, 3: { ip: '' } },
    });
    expect(config.sccp_call_managers).toEqual({ 1: { ip: 'a', port: 2000 } });
    expect(warnings.map((w) => w.path)).toEqual(['sccp_call_managers.2', 'sccp_call_managers.3']);
  });
});

it('is fast: a phone with 16 lines and 120 keys', () => {
  const raw = {
    sip_proxy_ip: 'P',
    sip_lines: Object.fromEntries(
      Array.from({ length: 16 }, (_, i) => [
        i + 1,
        { username: `u${i}`, password: 'p', number: '1', display_name: 'n' },
      ]),
    ),
    funckeys: Object.fromEntries(
      Array.from({ length: 120 }, (_, i) => [i + 1, { type: 'blf', value: '1', label: 'l', line: 1 }]),
    ),
  };
  for (let i = 0; i < 200; i++) preparePluginConfig(raw);
  const start = performance.now();
  for (let i = 0; i < 200; i++) preparePluginConfig(raw);
  expect((performance.now() - start) / 200).toBeLessThan(1);
});

import { describe, expect, it } from 'vitest';
import { identifyFile, type IdentifyFile } from '../domain/plugins/identify';
import { createIdentifier } from './identifier';
import type { IdentifyRequest } from './request';

type Rules = unknown[];
const family = (name: string, rules: Rules, more: object = {}): { family: string; file: IdentifyFile } => ({
  family: name,
  file: identifyFile.parse({ vendor: name.toUpperCase(), rules, ...more }),
});
const get = (path: string, agent?: string): IdentifyRequest => ({
  type: 'http',
  method: 'GET',
  path,
  headers: agent === undefined ? {} : { 'user-agent': agent },
});

describe('the decision', () => {
  it('takes the vendor of the more specific rule, whichever family comes first', () => {
    const { identify } = createIdentifier([
      family('a', [{ id: 'path', when: { path: '^shared/' } }]),
      family('b', [{ id: 'agent', when: { agent: '^Phone (?P<model>\\w+)' } }]),
    ]);
    const { identity, families, why } = identify(get('/shared/x.cfg', 'Phone B1'));
    expect(identity).toEqual({ vendor: 'B', model: 'B1' });
    expect(families).toEqual(['b']);
    expect(why.candidates.map(({ family: name, outcome, because }) => [name, outcome, because])).toEqual([
      ['b', 'used', undefined],
      ['a', 'overruled', 'the vendor is B'],
    ]);
  });

  it('lets most families decide between equally specific rules, then the first', () => {
    const agent = (vendor: string) => [{ id: 'agent', when: { agent: '^Phone' }, vendor }];
    expect(
      createIdentifier([
        family('a', agent('One')),
        family('b', agent('Two')),
        family('c', agent('Two')),
      ]).identify(get('/', 'Phone')).identity.vendor,
    ).toBe('Two');
    expect(
      createIdentifier([family('b', agent('Two')), family('a', agent('One'))]).identify(get('/', 'Phone'))
        .identity.vendor,
    ).toBe('One');
  });

  it('puts together what rules of one vendor tell, the more specific first', () => {
    const { identify } = createIdentifier([
      family('a', [
        { id: 'path', when: { path: '^(?P<mac>[0-9a-f]{12})\\.cfg$' }, tell: { model: 'GUESS' } },
        { id: 'agent', when: { agent: '^Phone (?P<model>\\w+) (?P<version>[\\d.]+)' } },
      ]),
    ]);
    const { identity, why } = identify(get('/001565a1b2c3.cfg', 'Phone P7 1.2'));
    expect(identity).toEqual({ vendor: 'A', model: 'P7', version: '1.2', mac: '00:15:65:a1:b2:c3' });
    expect(why.candidates[1]).toMatchObject({ rule: 'path', outcome: 'used', because: 'model is P7' });
  });

  it('believes the lease, then what the phone says, then the path, about the MAC address', () => {
    const { identify } = createIdentifier([
      family('a', [
        { id: 'agent', when: { agent: '^Phone (?P<mac>[0-9a-f]{12})' } },
        { id: 'class', when: { options: { '60': '^phone (?P<mac>[0-9a-f]{12})' } } },
      ]),
    ]);
    expect(identify(get('/001565000001.cfg', 'Phone 001565000002')).identity.mac).toBe('00:15:65:00:00:02');
    const lease = {
      type: 'dhcp',
      mac: '00:15:65:00:00:03',
      options: { '60': 'phone 001565000002' },
    } as const;
    expect(identify(lease).identity.mac).toBe('00:15:65:00:00:03');
    expect(identify(get('/001565000001.cfg', 'curl')).identity).toEqual({ mac: '00:15:65:00:00:01' });
  });

  it('names a family of vague evidence as vendor only', () => {
    const { identify } = createIdentifier([
      family('a', [{ id: 'prefix', when: { oui: true } }], { ouis: ['00:15:65'] }),
    ]);
    const request = { type: 'dhcp', mac: '00:15:65:00:00:03', options: {} } as const;
    expect(identify(request)).toMatchObject({ identity: { vendor: 'A' }, families: [] });
    expect(identify({ ...request, mac: '00:15:66:00:00:03' }).identity.vendor).toBeUndefined();
  });
});

describe('rules', () => {
  const told = (rule: object, request: IdentifyRequest, more: object = {}) =>
    createIdentifier([family('a', [{ id: 'rule', ...rule }], more)]).identify(request).identity;

  it('change captured texts as they are told to', () => {
    const rule = {
      when: { agent: '^(?P<name>[a-z-]+) v(?P<version>\\S+)' },
      tell: { model: 'X{name}' },
      transform: { model: ['upper', { remove: '-' }, { map: 'models' }], version: [{ replace: ['_', '.'] }] },
    };
    const maps = { models: { xab: 'X-AB (2nd)' } };
    expect(told(rule, get('/', 'a-b v1_2_3'), { maps })).toEqual({
      vendor: 'A',
      model: 'X-AB (2nd)',
      version: '1.2.3',
    });
    expect(told(rule, get('/', 'c-d v1'), { maps })).toMatchObject({ model: 'XCD' });
    expect(told(rule, get('/', 'constructor- v1'), { maps }).model).toBe('XCONSTRUCTOR');
  });

  it('leave out a text whose group took no part, and values that are none', () => {
    const rule = {
      when: { agent: '^P(?P<n>\\d)?(?P<mac> \\w+)?' },
      tell: { model: 'M{n}' },
      transform: { mac: ['trim'] },
    };
    expect(told(rule, get('/', 'P'))).toEqual({ vendor: 'A' });
    expect(told(rule, get('/', 'P1 ffffffffffff'))).toEqual({ vendor: 'A', model: 'M1' });
  });

  it('hold only where all of their conditions do', () => {
    const rule = { when: { agent: false, path: '^a\\.htm$', query: { mac: '^\\w{12}$' } } };
    expect(told(rule, get('/a.htm?mac=001565a1b2c3')).vendor).toBe('A');
    expect(told(rule, get('/a.htm?mac=nonsense')).vendor).toBeUndefined();
    expect(told(rule, get('/a.htm?mac=001565a1b2c3', 'curl')).vendor).toBeUndefined();
    for (const unreadable of ['\u00e9', 'A'.repeat(2_000), 'a\nb']) {
      expect(told(rule, get('/a.htm?mac=001565a1b2c3', unreadable)).vendor).toBeUndefined();
    }
    const stranger = { when: { notAgent: '^curl', path: '^a\\.htm$' } };
    expect(told(stranger, get('/a.htm')).vendor).toBe('A');
    expect(told(stranger, get('/a.htm', 'Phone')).vendor).toBe('A');
    expect(told(stranger, { type: 'tftp', path: 'a.htm' }).vendor).toBe('A');
    for (const agent of ['curl/8', '\u00e9', 'A'.repeat(2_000)]) {
      expect(told(stranger, get('/a.htm', agent)).vendor).toBeUndefined();
    }
    const header = { when: { headers: { 'x-phone': '^(?P<model>\\w+)$' } } };
    expect(told(header, { type: 'http', method: 'GET', path: '/', headers: { 'X-Phone': 'Z9' } }).model).toBe(
      'Z9',
    );
  });
});

describe('a rule that cannot be used', () => {
  it.each([
    [{ when: { agent: '(' } }, /missing closing \)/],
    [{ when: { agent: 'a' }, tell: { model: '{x}' } }, /"\{x\}" is no named group/],
    [{ when: { agent: '(?P<model>a)' }, transform: { model: [{ map: 'none' }] } }, /no map "none"/],
    [{ when: { oui: true } }, /needs "ouis"/],
  ])('is reported and leaves the others alone: %j', (bad, message) => {
    const identifier = createIdentifier([
      family('a', [
        { id: 'bad', ...bad },
        { id: 'good', when: { agent: '^Phone' } },
      ]),
    ]);
    expect(identifier.problems).toEqual([{ path: 'a.bad', message: expect.stringMatching(message) }]);
    expect(identifier.identify(get('/', 'Phone')).identity.vendor).toBe('A');
  });

  it('is reported when its id is used twice', () => {
    const rule = { id: 'same', when: { agent: '^Phone' } };
    expect(createIdentifier([family('a', [rule, rule])]).problems).toHaveLength(1);
  });

  it('fails alone when it fails at run time', () => {
    const agent = '^Phone (?P<model>\\w+)';
    const broken = family('a', [{ id: 'agent', when: { agent }, transform: { model: [{ map: 'm' }] } }], {
      maps: { m: {} },
    });
    Object.defineProperty(broken.file.maps['m'], 'x', {
      get: () => {
        throw new Error('out of order');
      },
    });
    const { identify } = createIdentifier([broken, family('b', [{ id: 'agent', when: { agent } }])]);
    const { identity, why } = identify(get('/', 'Phone X'));
    expect(identity).toEqual({ vendor: 'B', model: 'X' });
    expect(why.candidates).toContainEqual(
      expect.objectContaining({ family: 'a', outcome: 'failed', because: 'out of order' }),
    );
  });
});

describe('the memory of answers', () => {
  it('tells requests apart by everything that counts', () => {
    const { identify } = createIdentifier([
      family('a', [
        { id: 'agent', when: { agent: '^Phone (?P<model>\\w+)$' } },
        { id: 'header', when: { headers: { 'x-version': '^(?P<version>.+)$' } } },
        { id: 'class', when: { options: { '60': '^(?P<model>\\w+)$' } } },
      ]),
    ]);
    const ask = (agent: string, version: string) =>
      identify({
        type: 'http',
        method: 'GET',
        path: '/',
        headers: { 'user-agent': agent, 'x-version': version },
      }).identity;
    expect(ask('Phone A', '1')).toEqual({ vendor: 'A', model: 'A', version: '1' });
    expect(ask('Phone A', '2')).toEqual({ vendor: 'A', model: 'A', version: '2' });
    expect(ask('Phone B', '1')).toEqual({ vendor: 'A', model: 'B', version: '1' });
    const lease = (mac: string, text: string) =>
      identify({ type: 'dhcp', mac, options: { '60': text } }).identity;
    expect(lease('00:15:65:00:00:01', 'X')).toMatchObject({ model: 'X', mac: '00:15:65:00:00:01' });
    expect(lease('00:15:65:00:00:02', 'X')).toMatchObject({ model: 'X', mac: '00:15:65:00:00:02' });
    expect(lease('00:15:65:00:00:02', 'Y')).toMatchObject({ model: 'Y' });
  });

  it('gives the same answer again, and does without when it is off', () => {
    const rules = [family('a', [{ id: 'agent', when: { agent: '^Phone' } }])];
    const remembering = createIdentifier(rules);
    expect(remembering.identify(get('/', 'Phone'))).toBe(remembering.identify(get('/', 'Phone')));
    const forgetful = createIdentifier(rules, { memo: 0 });
    expect(forgetful.identify(get('/', 'Phone'))).not.toBe(forgetful.identify(get('/', 'Phone')));
  });
});

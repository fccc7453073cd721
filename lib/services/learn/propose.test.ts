import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED } from '../../../test/plugins/family-folder';
import type { RecordedRequest } from '../../domain/learn/learn';
import { identifyFile } from '../../domain/plugins/identify';
import type { IdentifyRequest } from '../../identify/request';
import { checkFamily } from '../../plugins/check';
import { readRegistry, type PluginRegistry } from '../../plugins/registry';
import { familyName, starterFamily } from '../../plugins/starter/starter-family';
import { knownOf } from './known';
import { propose } from './propose';
import { starterSpec } from './starter-spec';
import JSON5 from 'json5';

let registry: PluginRegistry;
beforeAll(async () => {
  registry = await readRegistry([BUNDLED]);
});

const blank = { method: null, userAgent: null, options: {}, count: 1, outcome: 'unknown', vendor: null };
const http = (path: string, userAgent: string | null = null, method = 'GET'): RecordedRequest => ({
  ...blank,
  protocol: 'http',
  method,
  path,
  userAgent,
});
const tftp = (path: string): RecordedRequest => ({ ...blank, protocol: 'tftp', path });
const dhcp = (mac: string, class60?: string): RecordedRequest => ({
  ...blank,
  protocol: 'dhcp',
  path: mac,
  options: class60 === undefined ? {} : { '60': class60 },
});

const learn = (vendor: string, recorded: RecordedRequest[]) =>
  propose(vendor, familyName(vendor) ?? 'x', recorded, knownOf(registry));
const idsOf = (proposal: ReturnType<typeof propose>) => proposal.rules.map(({ rule }) => rule.id);

describe('a phone that tells everything', () => {
  const AGENT = 'Acme AX200 2.4.1.7 00:0b:99:a1:b2:c3';
  const RECORDED = [
    dhcp('00:0b:99:a1:b2:c3', 'acme_AX200_2_4_1'),
    http('/acme/boot.xml', AGENT),
    http('/acme/000B99A1B2C3.xml', AGENT),
    http('/acme/000B99A1B2C3-book.xml', AGENT),
    tftp('acme/000B99A1B2C3.xml'),
  ];

  it('is recognised in all that it asks for, with model, version and MAC address, and nobody else is', () => {
    const proposal = learn('Acme', RECORDED);
    expect(idsOf(proposal)).toEqual(['user-agent', 'own-file', 'folder', 'vendor-class', 'mac-prefix']);
    expect(proposal.ouis).toEqual(['00:0b:99']);
    expect(proposal.requests.filter(({ recognised }) => !recognised)).toEqual([]);
    expect(proposal.changed).toEqual([]);
    expect(proposal.checked).toBeGreaterThan(200);
    const [agent] = proposal.rules;
    expect(agent?.rule.when.agent).toBe(
      '^Acme (?P<model>[0-9A-Za-z+]{2,20}) (?P<version>[0-9]+(?:\\.[0-9A-Za-z]+)+) (?P<mac>(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2})',
    );
    expect(agent?.reasons).toEqual([
      { code: 'agent', value: AGENT },
      { code: 'model', value: 'AX200' },
      { code: 'version', value: '2.4.1.7' },
      { code: 'mac', value: '00:0b:99:a1:b2:c3' },
    ]);
  });

  it('gives a family to start from: valid, with its model, files and requests', async () => {
    const proposal = learn('Acme', RECORDED);
    const spec = starterSpec('Acme', 'acme', RECORDED, proposal.ouis, proposal.rules);
    expect(spec).toMatchObject({
      firmware: '2.4.1',
      models: [{ name: 'AX200' }],
      root: 'acme',
      file: '{MAC}.xml',
      format: 'xml',
      http: true,
      tftp: true,
      dhcpClass: 'acme',
      expectedMissing: ['^boot\\.xml$', '^[0-9a-fA-F]{12}-book\\.xml$'],
    });
    const folder = mkdtempSync(join(tmpdir(), 'offhook-learned-'));
    for (const [path, text] of Object.entries(starterFamily(spec))) {
      mkdirSync(dirname(join(folder, 'acme', path)), { recursive: true });
      writeFileSync(join(folder, 'acme', path), text);
    }
    const { family, problems } = await checkFamily(join(folder, 'acme'));
    rmSync(folder, { recursive: true });
    expect(problems).toEqual([]);
    expect(family?.source.fixtures?.value[0]).toMatchObject({
      expect: { vendor: 'Acme', model: 'AX200', version: '2.4.1', mac: '00:0b:99:a1:b2:c3' },
    });
    expect(identifyFile.parse(JSON5.parse(proposal.identify)).rules).toHaveLength(5);
  });
});

it('a phone that hides behind a program that anybody has is known by its MAC prefix', () => {
  const proposal = learn('Acme', [
    http('/000b99a1b2c3.cfg', 'Wget/1.21.3'),
    http('/000b99a1b2c3.cfg', 'Mozilla/4.0 (compatible; Acme-Phone X10 1.2)'),
  ]);
  expect(idsOf(proposal)).toEqual(['user-agent', 'own-file', 'mac-prefix']);
  expect(proposal.rules[0]?.rule.when.agent).toMatch(/^\\bAcme-Phone /);
  expect(proposal.rules[1]?.rule.when.oui).toBe(true);
  expect(proposal.dropped).toContainEqual({ code: 'generic_agent', value: 'Wget/1.21.3' });
  expect(proposal.requests.every(({ recognised }) => recognised)).toBe(true);
  expect(proposal.changed).toEqual([]);
});

it('a number behind zeros is no MAC address: its file is one of all phones of a product', () => {
  const proposal = learn('Acme', [http('/q000000000029.acme', null), http('/000b99a1b2c3.cfg', null)]);
  expect(idsOf(proposal)).toEqual(['own-file', 'named-file', 'mac-prefix']);
  expect(proposal.ouis).toEqual(['00:0b:99']);
  expect(proposal.requests.every(({ recognised }) => recognised)).toBe(true);
});

it('a MAC address that a system made up, or that of a known phone, is no prefix', () => {
  const made = learn('Acme', [http('/020000a1b2c3.cfg', 'Acme X10 1.2')]);
  expect(made.ouis).toEqual([]);
  expect(made.dropped).toContainEqual({ code: 'local_mac', value: '02:00:00:a1:b2:c3' });
  // The prefix of Digium's phones.
  const taken = learn('Acme', [http('/000fd3a1b2c3.acme', 'Acme X10 1.2')]);
  expect(taken.ouis).toEqual([]);
  expect(taken.dropped.map(({ code }) => code)).toContain('matches_others');
  expect(taken.changed).toEqual([]);
});

it('nothing is proposed for a scanner', () => {
  const proposal = learn('Acme', [
    http('/.env', 'curl/8.4.0'),
    http('/', null),
    http('/index.php', 'Mozilla/5.0 zgrab'),
  ]);
  expect(proposal.rules).toEqual([]);
  expect(proposal.identify).toBe('');
  expect(proposal.changed).toEqual([]);
});

it('a name that a known phone gives is not taken for another vendor', () => {
  const proposal = learn('Acme', [
    http('/y000000000000.cfg', 'Yealink SIP-T46S 66.85.0.5 00:15:65:a1:b2:c3'),
  ]);
  expect(idsOf(proposal)).toEqual([]);
  expect(proposal.dropped).toContainEqual({ code: 'known_already', value: '/y000000000000.cfg: Yealink' });
});

it('whatever is recorded, the proposal is made and changes no known phone', () => {
  const hostile = [
    '(((',
    '[a-',
    '\\',
    '%',
    '%zz',
    "'; DROP",
    '\u0000',
    '{mac}',
    'A'.repeat(5_000),
    '😀',
    '$(id)',
  ];
  for (const text of hostile) {
    const proposal = learn('Acme', [
      http(`/${text}/000b99a1b2c3${text}.cfg`, `Acme ${text} X10`),
      dhcp('00:0b:99:a1:b2:c3', `Acme${text}`),
      dhcp(text, text),
      tftp(text),
    ]);
    expect(proposal.changed, text).toEqual([]);
    if (proposal.identify !== '')
      expect(identifyFile.safeParse(JSON5.parse(proposal.identify)).success, text).toBe(true);
  }
});

/** A vendor that Offhook knows is taken away and learned again from the requests that its own rules are tested with. */
describe('every known vendor, learned again', () => {
  it('is recognised mostly, and never at the cost of another', () => {
    const shares: Record<string, string> = {};
    let all = 0;
    let found = 0;
    for (const family of registry.families.values()) {
      const recorded = (family.source.fixtures?.value ?? []).flatMap((fixture): RecordedRequest[] =>
        fixture.expect?.vendor === family.vendor ? [recordedOf(fixture.request)] : [],
      );
      const others = new Map([...registry.families].filter(([id]) => id !== family.id));
      const known = knownOf({ families: others });
      const proposal = propose(family.vendor, `${family.id}-again`, recorded, known);
      expect(proposal.changed, family.id).toEqual([]);
      const recognised = proposal.requests.filter((one) => one.recognised).length;
      shares[family.id] = `${recognised}/${recorded.length}`;
      all += recorded.length;
      found += recognised;
    }
    expect(found / all, JSON.stringify(shares)).toBeGreaterThan(0.9);
  });
});

function recordedOf(request: IdentifyRequest): RecordedRequest {
  if (request.type === 'tftp') return tftp(request.path);
  if (request.type === 'dhcp') return { ...dhcp(request.mac), options: textsOf(request.options) };
  const agent = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'user-agent')?.[1];
  return http(request.path, agent ?? null, request.method);
}

function textsOf(record: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).flatMap(([name, text]) => (text ? [[name, text]] : [])));
}

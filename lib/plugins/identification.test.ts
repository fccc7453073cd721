import { existsSync, readdirSync, readFileSync } from 'node:fs';
import JSON5 from 'json5';
import { beforeAll, describe, expect, it } from 'vitest';
import { IDENTITY_FIELDS, identifyFile, identifyFixtures } from '../domain/plugins/identify';
import { associate } from '../identify/associate';
import { readEvidence } from '../identify/evidence';
import { createIdentifier, type FamilyRules } from '../identify/identifier';
import { compilePattern } from '../identify/pattern';
import type { IdentifyRequest } from '../identify/request';
import { compileRule } from '../identify/rule';
import { readRegistry, type PluginRegistry } from './registry';

/** The rules of every family in `plugins/`, held against each other. */

const PLUGINS = new URL('../../plugins/', import.meta.url);
const read = (path: string): unknown => JSON5.parse(readFileSync(new URL(path, PLUGINS), 'utf8'));
const names = readdirSync(PLUGINS).filter((name) => existsSync(new URL(`${name}/identify.json5`, PLUGINS)));
const families: FamilyRules[] = names.map((family) => ({
  family,
  file: identifyFile.parse(read(`${family}/identify.json5`)),
}));
const fixtures = names.flatMap((family) =>
  identifyFixtures
    .parse(read(`${family}/fixtures/identify.json5`))
    .map((fixture, index) => ({ ...fixture, name: `${family} ${index}: ${title(fixture.request)}`, family })),
);
const identifier = createIdentifier(families);

function title(request: IdentifyRequest): string {
  if (request.type === 'http') return `${request.path} ${request.headers['User-Agent'] ?? ''}`;
  return request.type === 'tftp'
    ? `tftp ${request.path}`
    : `dhcp ${request.mac} ${request.options['60'] ?? ''}`;
}

describe('every family', () => {
  it('is there, with rules that compile', () => {
    expect(names.length).toBeGreaterThanOrEqual(6);
    expect(identifier.problems).toEqual([]);
  });

  it.each(names)('%s has a fixture for each of its rules, and one that is no phone of its own', (family) => {
    const own = fixtures.filter((fixture) => fixture.family === family);
    const used = new Set(
      own.flatMap(({ request }) =>
        identifier
          .identify(request)
          .why.candidates.filter((note) => note.family === family)
          .map((note) => note.rule),
      ),
    );
    const rules = families.find((one) => one.family === family)?.file.rules ?? [];
    expect(rules.map((rule) => rule.id).filter((id) => !used.has(id))).toEqual([]);
    expect(own.some(({ expect: expected }) => expected?.vendor === undefined)).toBe(true);
  });
});

describe('every fixture', () => {
  it.each(fixtures)('$name', ({ request, expect: expected }) => {
    expect(identifier.identify(request).identity).toEqual(expected ?? {});
  });

  const all = families.flatMap(({ family, file }) =>
    file.rules.map((rule) => compileRule(family, file, rule)),
  );
  const wanted = {
    headers: families.flatMap(({ file }) =>
      file.rules.flatMap((rule) => Object.keys(rule.when.headers ?? {})),
    ),
    options: families.flatMap(({ file }) =>
      file.rules.flatMap((rule) => Object.keys(rule.when.options ?? {})),
    ),
  };

  it.each(fixtures)('is told the same by rules of equal weight: $name', ({ request }) => {
    const evidence = readEvidence(request, wanted);
    const lower = { agent: evidence.agent.toLowerCase(), path: evidence.path.toLowerCase() };
    const matches = all.flatMap((rule) => {
      const told = rule.kinds.includes(request.type) ? rule.match(evidence, lower) : null;
      return told === null ? [] : [{ rule, told }];
    });
    const disagreements = matches.flatMap((a, index) =>
      matches.slice(index + 1).flatMap((b) => {
        // Of a rule on the MAC prefix alone, any other may say better.
        const comparable = a.rule.specificity === b.rule.specificity || !(a.rule.vague || b.rule.vague);
        return comparable && a.told.vendor !== b.told.vendor
          ? [[a.rule.family, a.rule.id, b.rule.family, b.rule.id, 'vendor']]
          : a.rule.specificity !== b.rule.specificity
            ? []
            : IDENTITY_FIELDS.filter(
                (field) =>
                  a.told[field] !== undefined &&
                  b.told[field] !== undefined &&
                  a.told[field] !== b.told[field],
              ).map((field) => [a.rule.family, a.rule.id, b.rule.family, b.rule.id, field]);
      }),
    );
    expect(disagreements).toEqual([]);
  });
});

describe('every fixture with a plugin', () => {
  let registry: PluginRegistry;
  beforeAll(async () => {
    registry = await readRegistry([PLUGINS.pathname], { optional: true });
  });

  it.each(fixtures.filter(({ plugin }) => plugin !== undefined))(
    '$name → $plugin',
    ({ request, plugin, family }) => {
      expect([...registry.families.keys()]).toContain(family);
      const { identity, families: recognised } = identifier.identify(request);
      const { pluginId } = associate({ ...identity, families: recognised }, [...registry.lines.values()]);
      expect(pluginId).toBe(plugin);
    },
  );
});

const sources = [
  ...new Set(
    families.flatMap(({ file }) =>
      file.rules.flatMap(({ when }) => [
        ...[when.agent, when.notAgent, when.path].filter((one): one is string => typeof one === 'string'),
        ...[when.query, when.headers, when.options].flatMap((many) =>
          Object.values(many ?? {}).filter((one): one is string => typeof one === 'string'),
        ),
      ]),
    ),
  ),
];

describe('every pattern', () => {
  /** Long texts on which an expression that backtracks would not end: repetitions of what the patterns themselves hold. */
  const attacks = (source: string, length: number) => {
    const seeds = [
      'a',
      '0',
      ' ',
      '-',
      '.',
      'A0',
      '0.',
      '(a',
      source.replace(/[\\^$()[\]{}?*+|]/g, '').slice(0, 60) || 'a',
    ];
    const head = compilePattern(source).literal;
    return seeds.flatMap((seed) => {
      const run = seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
      return [run, `${head}${run}`, `${run}${head}!`];
    });
  };

  it.each(sources)('%s takes time in proportion to its input', (source) => {
    const pattern = compilePattern(source);
    const cost = (length: number) => {
      const texts = attacks(source, length).map((text) => [text, text.toLowerCase()] as const);
      const run = () => {
        const start = performance.now();
        for (const [text, lower] of texts) pattern.match(text, lower);
        return performance.now() - start;
      };
      run();
      return Math.min(run(), run(), run());
    };
    // Eight times the input: eight times the time and a margin for noise; a quadratic one would take 64 times.
    expect(cost(8_000)).toBeLessThan(25 * cost(1_000) + 10);
  });
});

describe('hostile requests', () => {
  /** A small generator of numbers that gives every run the same ones. */
  const random = (seed: number) => () => {
    seed = (seed * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return seed / 4_294_967_296;
  };
  const pieces = [
    'Yealink',
    'snom',
    'Cisco/SPA504G-',
    'FileTransport ',
    'Mozilla/4.0 (compatible; ',
    '%',
    '%2e%2e',
    '/',
    '\\',
    '\0',
    '\r\n',
    'é',
    '\ud800',
    '😀',
    '001565a1b2c3',
    '00:15:65:a1:b2:c3',
    '.cfg',
    '?mac=',
    '&',
    '=',
    '${jndi:x}',
    "' OR 1=1",
    'SEP',
    '__proto__',
    'constructor',
    '(',
    ')',
    '{',
    'A'.repeat(2_000),
    ' ',
    '.',
    '-',
    '7.5.5',
    'ß',
    'İ',
  ];

  it('never make it throw, and are told of in bounded size', () => {
    const next = random(42);
    const text = () =>
      Array.from({ length: Math.floor(next() * 8) }, () => pieces[Math.floor(next() * pieces.length)]).join(
        '',
      );
    for (let n = 0; n < 5_000; n += 1) {
      const requests: IdentifyRequest[] = [
        { type: 'http', method: text(), path: text(), headers: { 'User-Agent': text(), [text()]: text() } },
        { type: 'tftp', path: text() },
        { type: 'dhcp', mac: text(), options: { '60': text(), '43': text(), [text()]: text() } },
      ];
      for (const request of requests) {
        const { identity, why } = identifier.identify(request);
        expect(JSON.stringify(why).length).toBeLessThan(20_000);
        for (const value of Object.values(identity)) expect(value.length).toBeLessThanOrEqual(100);
      }
    }
  });

  it.each([
    'curl/8.4',
    'Wget/1.21',
    'sqlmap/1.7',
    'Go-http-client/1.1',
    '${jndi:ldap://x/a}',
    'Yealink',
    'snom',
    '',
  ])('learn nothing as %j', (agent) => {
    for (const path of [
      '/',
      '/favicon.ico',
      '/.env',
      '/cgi-bin/luci',
      '/provisioning/',
      '/cfg.xml',
      '/000000000000.xml',
    ]) {
      const request: IdentifyRequest = {
        type: 'http',
        method: 'GET',
        path,
        headers: { 'User-Agent': agent },
      };
      expect(identifier.identify(request).identity).toEqual({});
    }
  });
});

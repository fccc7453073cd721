import type { IdentifyFile, IdentifyRule } from '../../domain/plugins/identify';
import { createIdentifier } from '../../identify/identifier';
import type { IdentifyRequest } from '../../identify/request';
import type { JsonObject, JsonValue } from '../../shared/json';
import { json5Text } from './json5-text';
import { starterTemplate, type StarterFormat } from './starter-template';

/** What is known of a vendor's phones before anybody has written about them. */
export interface StarterSpec {
  vendor: string;
  /** Name of the folder, as `familyName` makes it. */
  family: string;
  firmware: string;
  models: readonly { name: string; lines?: number; keys?: number }[];
  http: boolean;
  tftp: boolean;
  format: StarterFormat;
  /** Name of a phone's own file below `root`, with `{mac}` or `{MAC}`. */
  file: string;
  /** First path segment of everything that the phones ask for. */
  root: string | null;
  ouis: readonly string[];
  /** How the vendor class (DHCP option 60) begins. */
  dhcpClass: string | null;
  /** Patterns of names that phones ask for besides, on the path below the root. */
  expectedMissing: readonly string[];
  rules: readonly IdentifyRule[];
  /** Requests that the rules are held against. */
  requests: readonly IdentifyRequest[];
  sources: readonly string[];
}

/** A vendor's name as the name of a folder and the beginning of line ids; null when nothing of it is left. */
export function familyName(vendor: string): string | null {
  const name = vendor
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return name === '' ? null : name;
}

/** Text that RE2 takes as it is. */
export function literalPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Rules for a family of which nothing was recorded yet: by the name that a vendor's phones most often give. */
export function guessedRules(spec: Pick<StarterSpec, 'vendor' | 'ouis' | 'root' | 'http'>): IdentifyRule[] {
  const vendor = literalPattern(spec.vendor);
  const root = spec.root === null ? '' : `${literalPattern(spec.root)}/`;
  const rule = (id: string, when: IdentifyRule['when']): IdentifyRule => ({
    id,
    when,
    tell: {},
    transform: {},
  });
  return [
    ...(spec.http
      ? [
          rule('user-agent', {
            agent: `^${vendor}[ /_-](?P<model>[A-Za-z0-9-]{2,20})(?:[ /]v?(?P<version>[0-9]+(?:\\.[0-9A-Za-z]+)+))?`,
          }),
        ]
      : []),
    ...(spec.ouis.length > 0 || root !== ''
      ? [
          rule('own-file', {
            path: `^${root}(?P<mac>[0-9a-fA-F]{12})(?:-[a-z]+)?\\.[a-z]{2,4}$`,
            ...(spec.ouis.length > 0 ? { oui: true as const } : {}),
          }),
        ]
      : []),
    rule('vendor-class', { options: { '60': `^${vendor}` } }),
    ...(spec.ouis.length > 0 ? [rule('mac-prefix', { oui: true, options: { '60': false } })] : []),
  ];
}

/** Requests as `guessedRules` expects them. */
export function guessedRequests(spec: StarterSpec): IdentifyRequest[] {
  const mac = `${spec.ouis[0] ?? '02:00:00'}:a1:b2:c3`;
  const digits = mac.replaceAll(':', '');
  const below = spec.root === null ? '' : `/${spec.root}`;
  const file = spec.file.replace('{mac}', digits).replace('{MAC}', digits.toUpperCase());
  const model = spec.models[0]?.name ?? 'X10';
  const class60 = spec.dhcpClass ?? spec.vendor;
  return [
    ...(spec.http
      ? [
          {
            type: 'http' as const,
            method: 'GET',
            path: `${below}/${file}`,
            headers: { 'User-Agent': `${spec.vendor} ${model} ${spec.firmware}` },
          },
        ]
      : [{ type: 'tftp' as const, path: `${below}/${file}` }]),
    { type: 'dhcp', mac, options: { '60': class60 } },
    ...(spec.ouis.length > 0 ? [{ type: 'dhcp' as const, mac, options: {} }] : []),
  ];
}

/** The files of a new family folder by their paths in it. Passes `plugin check` as it is. */
export function starterFamily(spec: StarterSpec): Record<string, string> {
  const line = `${spec.family}-${spec.firmware}`;
  const ouis = [...spec.ouis];
  return {
    'plugin.json5': json5Text(
      {
        family: spec.family,
        vendor: spec.vendor,
        description: { en: `${spec.vendor} phones`, fr: `Téléphones ${spec.vendor}` },
        sources: [...spec.sources],
        ...(spec.root === null ? {} : { root: spec.root }),
        lines: [
          {
            id: line,
            version: spec.firmware,
            firmware: spec.firmware,
            description: {
              en: `${spec.vendor}, firmware ${spec.firmware}`,
              fr: `${spec.vendor}, micrologiciel ${spec.firmware}`,
            },
            http: spec.http,
            tftp: spec.tftp,
          },
        ],
      },
      `The family and its firmware lines. Name every manual and phone that a fact came from in \`sources\`.`,
    ),
    'models.json5': json5Text(
      {
        series: { phone: { capabilities: { type: 'deskphone', protocol: 'sip' } } },
        models: Object.fromEntries(
          spec.models.map(({ name, lines, keys }): [string, JsonValue] => [
            name,
            {
              series: 'phone',
              lines: [line],
              capabilities: {
                ...(lines === undefined ? {} : { lines }),
                ...(keys === undefined ? {} : { function_keys: keys }),
              },
            },
          ]),
        ),
      },
      'What the models can do. A model of a known series is one line.',
    ),
    'files.json5': json5Text(
      {
        device: [
          {
            path: spec.file,
            template: 'base.tpl',
            format: spec.format,
            main: true,
            trigger: true,
            sensitive: true,
          },
        ],
        ...(spec.expectedMissing.length > 0 ? { expectedMissing: [...spec.expectedMissing] } : {}),
      },
      "A phone's own file: it holds passwords, and its request proves that the phone runs this configuration.",
    ),
    'values.json5': json5Text(
      {},
      'Maps from names of the configuration to those of the vendor, e.g. for languages.',
    ),
    'identify.json5': identifyText(spec),
    'dhcp.json5': json5Text(dhcpOf(spec), 'By what a DHCP server knows the phones, and what it tells them.'),
    ...(ouis[0] === undefined || spec.models.length === 0 ? {} : { 'boot.json5': bootText(spec, ouis[0]) }),
    'fixtures/identify.json5': fixturesText(spec),
    'templates/base.tpl': starterTemplate(spec.format),
    'README.md': readme(spec, line),
  };
}

function identifyText(spec: StarterSpec): string {
  const rules = spec.rules.map(({ tell, transform, ...rule }): JsonValue => {
    // Defaults of the schema are left out, as a person would.
    const written: JsonObject = { id: rule.id };
    if (rule.kinds) written.kinds = rule.kinds;
    written.when = Object.fromEntries(Object.entries(rule.when).filter(([, value]) => value !== undefined));
    if (Object.keys(tell).length > 0) written.tell = { ...tell };
    if (Object.keys(transform).length > 0) written.transform = { ...transform };
    if (rule.specificity !== undefined) written.specificity = rule.specificity;
    return written;
  });
  return json5Text(
    { vendor: spec.vendor, ...(spec.ouis.length > 0 ? { ouis: [...spec.ouis] } : {}), rules },
    'How the phones show themselves. The patterns are regular expressions of RE2.',
  );
}

/** What the rules make of the requests, to be looked at by a person; and a browser, of which they make nothing. */
function fixturesText(spec: StarterSpec): string {
  const file: IdentifyFile = { vendor: spec.vendor, ouis: [...spec.ouis], maps: {}, rules: [...spec.rules] };
  const identifier = createIdentifier([{ family: spec.family, file }], { memo: 0 });
  const fixtures = spec.requests.map((request): JsonValue => {
    const { identity } = identifier.identify(request);
    return {
      request: plainRequest(request),
      expect: identity.vendor === undefined ? null : { ...identity },
    };
  });
  const browser = {
    note: 'a browser is no phone',
    request: { type: 'http', path: '/', headers: { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64)' } },
    expect: null,
  };
  return json5Text([...fixtures, browser], 'Requests with what is to be learned from each.');
}

function plainRequest(request: IdentifyRequest): JsonValue {
  const texts = (record: Readonly<Record<string, string | undefined>>): JsonObject =>
    Object.fromEntries(Object.entries(record).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  switch (request.type) {
    case 'http': {
      const headers = texts(request.headers);
      const method: JsonObject = request.method === 'GET' ? {} : { method: request.method };
      return {
        type: 'http',
        ...method,
        path: request.path,
        ...(Object.keys(headers).length > 0 ? { headers } : {}),
      };
    }
    case 'tftp':
      return { type: 'tftp', path: request.path };
    case 'dhcp': {
      const options = texts(request.options);
      return {
        type: 'dhcp',
        mac: request.mac,
        ...(Object.keys(options).length > 0 ? { options } : {}),
      };
    }
  }
}

function dhcpOf(spec: StarterSpec): JsonValue {
  // What a DHCP server compares may hold no quotes; the beginning of the class tells as much.
  const begins = /^[\w .,$+/:()-]+/.exec(spec.dhcpClass ?? spec.vendor)?.[0].slice(0, 120) ?? spec.family;
  const url = spec.root === null ? '{http_base_url}' : `{http_base_url}/${spec.root}`;
  return {
    classes: [
      {
        name: spec.family,
        any: [{ option: 60, startsWith: begins }],
        ...(spec.ouis.length > 0 ? { ouis: [...spec.ouis] } : {}),
        send: [{ option: 66, value: spec.http ? url : '{tftp_server_name}' }],
      },
    ],
  };
}

function bootText(spec: StarterSpec, oui: string): string {
  const below = spec.root === null ? '' : `/${spec.root}`;
  return json5Text(
    {
      models: Object.fromEntries(spec.models.map(({ name }) => [name, spec.firmware])),
      oui,
      dhcp: { '60': spec.dhcpClass ?? spec.vendor },
      ...(spec.http ? { userAgent: `${spec.vendor} {model} {firmware}` } : {}),
      requests: [{ ...(spec.http ? {} : { via: 'tftp' }), path: `${below}/${spec.file}`, needed: true }],
    },
    'How such a phone starts, for the simulator. Make it ask for what a real one asks for, in that order.',
  );
}

function readme(spec: StarterSpec, line: string): string {
  const models = spec.models.map(({ name, lines }) => `| ${name} | ${lines ?? '?'} | nothing yet |`);
  return `# ${spec.vendor}

| model | lines | tested against |
| --- | --- | --- |
${models.join('\n')}${models.length > 0 ? '\n' : ''}
One line, \`${line}\`.

## What a phone does

1. It asks for an address; its vendor class begins with \`${spec.dhcpClass ?? spec.vendor}\`.
2. It fetches \`${spec.root === null ? '' : `${spec.root}/`}${spec.file}\`.

## Choices

None yet.

## Gaps

- The names of the settings in \`templates/base.tpl\` are placeholders.
- Models, keys and languages have to be taken from the vendor's manuals.

## Sources

${spec.sources.map((source) => `- ${source}`).join('\n')}
`;
}

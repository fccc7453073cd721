import type { IdentifyRule } from '../../domain/plugins/identify';
import type { LearnReason, ProposedRule, RecordedRequest } from '../../domain/learn/learn';
import { literalPattern } from '../../plugins/starter/starter-family';
import { parseMac } from '../../shared/mac';
import { ownPath, ownPathPattern, plainPath, type OwnPath } from './paths';
import { tokenPattern, type TokenPattern } from './tokens';

/** Programs and systems that are no phone, though a phone may be built on one. */
const GENERIC_AGENT =
  /^(?:Mozilla|Opera|curl|Wget|python|Go-http|okhttp|libwww|Java\/|Apache-HttpClient|axios|node|Dalvik|PostmanRuntime|HTTPie|libcurl|sqlmap|masscan|zgrab|Nmap|Lynx)/i;
const GENERIC_CLASS = /^(?:MSFT|dhcpcd|udhcp|android-dhcp|PXEClient|linux|anaconda|systemd)/i;
/** More different User-Agents than a phone has. */
const MAX_PATTERNS = 6;
const MAX_NAMES = 10;
/** Longer patterns are refused by the schema of `identify.json5`. */
const MAX_PATTERN = 600;

export interface Candidates {
  ouis: string[];
  rules: ProposedRule[];
  dropped: LearnReason[];
}

/** The rules that what was recorded could be recognised by, before they are held against anything. */
export function candidateRules(vendor: string, recorded: readonly RecordedRequest[]): Candidates {
  const dropped: LearnReason[] = [];
  const agents = distinct(recorded.flatMap(({ userAgent }) => userAgent ?? []));
  const classes = distinct(recorded.flatMap(({ options }) => options['60'] ?? []));
  const ouis = ouisOf(recorded, dropped);
  const rules = [
    ...textRules('user-agent', agents, vendor, GENERIC_AGENT, 'generic_agent', dropped, (pattern) => ({
      agent: pattern,
    })),
    ...ownPathRules(recorded, ouis),
    ...folderRules(vendor, recorded),
    ...namedFileRule(vendor, recorded),
    ...textRules('vendor-class', classes, vendor, GENERIC_CLASS, 'generic_class', dropped, (pattern) => ({
      options: { '60': pattern },
    })),
    ...prefixRule(ouis),
  ];
  return { ouis, rules: rules.filter(({ rule }) => patternsOf(rule).every(fits)), dropped };
}

function patternsOf({ when }: IdentifyRule): string[] {
  const texts = [when.agent, when.path, ...Object.values(when.options ?? {})];
  return texts.filter((text) => typeof text === 'string');
}

function fits(pattern: string): boolean {
  return pattern.length <= MAX_PATTERN;
}

/** One rule for each form of the texts, which are User-Agents or vendor classes. */
function textRules(
  id: string,
  texts: readonly string[],
  vendor: string,
  generic: RegExp,
  code: 'generic_agent' | 'generic_class',
  dropped: LearnReason[],
  when: (pattern: string) => IdentifyRule['when'],
): ProposedRule[] {
  const found = new Map<string, { of: TokenPattern; text: string; n: number }>();
  for (const text of texts) {
    const pattern = patternFor(text, vendor, generic);
    if (!pattern) dropped.push({ code, value: text.slice(0, 120) });
    else found.set(pattern.pattern, { of: pattern, text, n: (found.get(pattern.pattern)?.n ?? 0) + 1 });
  }
  return [...found.values()].slice(0, MAX_PATTERNS).map(({ of, text }, index) => ({
    rule: {
      id: numbered(id, index),
      when: when(of.pattern),
      tell: {},
      transform: of.underscores ? { version: [{ replace: ['_', '.'] }] } : {},
    },
    reasons: [
      { code: code === 'generic_agent' ? 'agent' : 'vendor_class', value: text.slice(0, 120) },
      ...(of.model === null ? [] : [{ code: 'model' as const, value: of.model }]),
      ...(of.version === null ? [] : [{ code: 'version' as const, value: of.version }]),
      ...(of.mac === null ? [] : [{ code: 'mac' as const, value: of.mac }]),
    ],
  }));
}

/** A phone that hides behind the name of a browser is known by what follows its maker's name. */
function patternFor(text: string, vendor: string, generic: RegExp): TokenPattern | null {
  if (!generic.test(text)) return tokenPattern(text, vendor);
  const word = makerOf(vendor);
  const at = word.length < 3 ? -1 : text.toLowerCase().indexOf(word);
  const rest = at < 0 ? null : tokenPattern(text.slice(at), vendor);
  return rest && { ...rest, pattern: rest.pattern.replace(/^\^/, '\\b') };
}

/** Files named after the phone: one rule for each place where they stand. */
function ownPathRules(recorded: readonly RecordedRequest[], ouis: readonly string[]): ProposedRule[] {
  const byPrefix = new Map<string, { own: OwnPath; request: RecordedRequest }[]>();
  for (const request of recorded) {
    const own = request.protocol === 'dhcp' ? null : ownPath(plainPath(request.path));
    if (own) byPrefix.set(own.prefix, [...(byPrefix.get(own.prefix) ?? []), { own, request }]);
  }
  return [...byPrefix].slice(0, MAX_PATTERNS).map(([prefix, uses], index) => {
    const paths = uses.map(({ own }) => own);
    const names = paths.map(({ mac, suffix }) => `${prefix}${mac.replaceAll(':', '')}${suffix}`);
    const silent = uses.every(({ request }) => !request.userAgent);
    return {
      rule: {
        id: numbered('own-file', index),
        when: {
          ...(silent ? { agent: false as const } : {}),
          path: ownPathPattern(prefix, paths),
          ...(ouis.length > 0 ? { oui: true as const } : {}),
        },
        tell: {},
        transform: {},
      },
      reasons: [
        { code: 'path_mac' as const, value: distinct(names).join(', ').slice(0, 300) },
        ...(silent ? [{ code: 'no_agent' as const, value: '' }] : []),
        ...(ouis.length > 0 ? [{ code: 'oui' as const, value: ouis.join(', ') }] : []),
      ],
    };
  });
}

/** Files whose names have a number of the maker's in them, or the maker's name: few others would ask for them. */
function namedFileRule(vendor: string, recorded: readonly RecordedRequest[]): ProposedRule[] {
  const word = makerOf(vendor);
  const uses = recorded.filter(({ protocol, path }) => {
    const plain = plainPath(path);
    const name = plain.split('/').at(-1) ?? '';
    const stem = name.replace(/\.[^.]*$/, '');
    const telling =
      /[a-z]/i.test(stem) && (/\d/.test(stem) || (word.length >= 3 && stem.toLowerCase().includes(word)));
    return protocol !== 'dhcp' && stem.length >= 4 && telling && ownPath(plain) === null;
  });
  if (uses.length === 0) return [];
  const names = distinct(uses.map(({ path }) => plainPath(path))).slice(0, MAX_NAMES);
  const silent = uses.every(({ userAgent }) => !userAgent);
  const one = names.map(literalPattern);
  return [
    {
      rule: {
        id: 'named-file',
        when: {
          ...(silent ? { agent: false as const } : {}),
          path: one.length === 1 ? `^${one[0]}$` : `^(?:${one.join('|')})$`,
        },
        tell: {},
        transform: {},
      },
      reasons: [
        { code: 'named_file', value: names.join(', ').slice(0, 300) },
        ...(silent ? [{ code: 'no_agent' as const, value: '' }] : []),
      ],
    },
  ];
}

/** A folder that is called like the maker is asked for by its phones alone. */
function folderRules(vendor: string, recorded: readonly RecordedRequest[]): ProposedRule[] {
  const word = makerOf(vendor);
  const folders = distinct(
    recorded.flatMap(({ protocol, path }) => {
      const [folder, ...rest] = protocol === 'dhcp' ? [] : plainPath(path).split('/');
      const named = folder !== undefined && word.length >= 3 && folder.toLowerCase().includes(word);
      return named && rest.length > 0 ? [folder] : [];
    }),
  );
  return folders.slice(0, MAX_PATTERNS).map((folder, index) => ({
    rule: {
      id: numbered('folder', index),
      when: { path: `^${literalPattern(folder)}/[^/]` },
      tell: {},
      transform: {},
    },
    reasons: [{ code: 'folder', value: folder }],
  }));
}

function prefixRule(ouis: readonly string[]): ProposedRule[] {
  if (ouis.length === 0) return [];
  return [
    {
      rule: { id: 'mac-prefix', when: { oui: true, options: { '60': false } }, tell: {}, transform: {} },
      reasons: [{ code: 'oui', value: ouis.join(', ') }],
    },
  ];
}

/** The first three bytes of the MAC addresses that were seen. Addresses that a system made up are no maker's. */
function ouisOf(recorded: readonly RecordedRequest[], dropped: LearnReason[]): string[] {
  const macs = distinct(recorded.flatMap((request) => macOf(request) ?? []));
  const made = macs.filter((mac) => (Number.parseInt(mac.slice(0, 2), 16) & 3) !== 0);
  dropped.push(...made.map((value): LearnReason => ({ code: 'local_mac', value })));
  return distinct(macs.filter((mac) => !made.includes(mac)).map((mac) => mac.slice(0, 8)));
}

function macOf({ protocol, path, userAgent }: RecordedRequest): string | null {
  if (protocol === 'dhcp') return parseMac(path);
  const own = ownPath(plainPath(path))?.mac;
  if (own !== undefined) return own;
  const told =
    /(?<![0-9a-z])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![0-9a-z])|(?<![0-9a-z])[0-9a-f]{12}(?![0-9a-z])/i;
  return parseMac(told.exec(userAgent ?? '')?.[0] ?? '');
}

function numbered(id: string, index: number): string {
  return index === 0 ? id : `${id}-${index + 1}`;
}

function makerOf(vendor: string): string {
  return (vendor.split(/[^A-Za-z0-9]/)[0] ?? '').toLowerCase();
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

import type { ProposedRule, RecordedRequest } from '../../domain/learn/learn';
import { createIdentifier } from '../../identify/identifier';
import { literalPattern, type StarterSpec } from '../../plugins/starter/starter-family';
import type { StarterFormat } from '../../plugins/starter/starter-template';
import { identifyRequest } from './identify-request';
import { ownPath, plainPath } from './paths';

/** Requests that go into the fixtures of the family. */
const MAX_FIXTURES = 20;

/** A family to start from, as far as what was recorded tells: its models, firmware, files and rules. */
export function starterSpec(
  vendor: string,
  family: string,
  recorded: readonly RecordedRequest[],
  ouis: readonly string[],
  rules: readonly ProposedRule[],
): StarterSpec {
  const file = { vendor, ouis: [...ouis], maps: {}, rules: rules.map(({ rule }) => rule) };
  const identifier = createIdentifier([{ family, file }], { memo: 0 });
  const told = recorded.map((request) => ({ request, ...identifier.identify(identifyRequest(request)) }));
  const recognised = told.filter(({ identity }) => identity.vendor !== undefined);
  const field = (name: 'model' | 'version'): string[] => [
    ...new Set(recognised.flatMap(({ identity }) => identity[name] ?? [])),
  ];
  const paths = recorded
    .filter(({ protocol, method }) => protocol === 'tftp' || (protocol === 'http' && method !== 'PUT'))
    .map(({ path }) => plainPath(path));
  const own = paths.flatMap((path) => ownPath(path) ?? []);
  const configs = own.filter(({ suffix }) => /\.(?:cfg|xml|conf|ini|txt|json)$/i.test(suffix));
  const main = configs.toSorted((a, b) => a.suffix.length - b.suffix.length)[0];
  const [segment, ...deeper] = (main?.prefix ?? '').split('/');
  const root = segment && deeper.length > 0 && /^[\w-]+$/.test(segment) ? segment : null;
  const below = (path: string): string | null =>
    root === null ? path : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null;
  const mainFile = main
    ? `${below(main.prefix) ?? ''}${main.upper ? '{MAC}' : '{mac}'}${main.suffix}`
    : '{mac}.cfg';
  const missing = paths.flatMap((path) => {
    const name = below(path);
    const named = name === null ? null : ownPath(name);
    if (name === null || name === '') return [];
    if (!named) return [`^${literalPattern(name)}$`];
    const same = `${named.prefix}${named.upper ? '{MAC}' : '{mac}'}${named.suffix}` === mainFile;
    return same ? [] : [`^${literalPattern(named.prefix)}[0-9a-fA-F]{12}${literalPattern(named.suffix)}$`];
  });
  const http = recorded.some(({ protocol }) => protocol === 'http');
  const tftp = recorded.some(({ protocol }) => protocol === 'tftp');
  const class60 = recorded.flatMap(({ options }) => options['60'] ?? [])[0];
  const [firmware] = field('version');
  return {
    vendor,
    family,
    // A line's id is made of it.
    firmware: /^[A-Za-z0-9][A-Za-z0-9.-]{0,30}$/.exec(firmware ?? '')?.[0] ?? '1.0',
    models: field('model')
      .filter((name) => /^[\w][\w .+-]{0,39}$/.test(name))
      .map((name) => ({ name })),
    http: http || !tftp,
    tftp,
    format: formatOf(mainFile),
    file: mainFile,
    root,
    ouis,
    dhcpClass: class60 === undefined ? null : (/^[\w .-]*?[A-Za-z]{3,}/.exec(class60)?.[0] ?? null),
    expectedMissing: [...new Set(missing)].slice(0, 50),
    rules: rules.map(({ rule }) => rule),
    requests: recognised.slice(0, MAX_FIXTURES).map(({ request }) => identifyRequest(request)),
    sources: [`Requests of one phone, recorded by learn mode: ${recorded.length} different ones`],
  };
}

function formatOf(file: string): StarterFormat {
  return /\.xml$/i.test(file) ? 'xml' : 'equals';
}

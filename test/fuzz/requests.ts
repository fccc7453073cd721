import { gzipSync } from 'node:zlib';
import type { Endpoint } from './endpoints';
import { oddJson, oddText, spoiled } from './odd-values';
import type { Random } from './random';
import type { RawRequest } from './raw-http';

const PROV = 'application/vnd.proformatique.provd+json';

export interface Surface {
  /** In front of every path: `/0.2`, `/api`. */
  base: string;
  endpoints: readonly [Endpoint, ...Endpoint[]];
  /** Values of path variables that exist. */
  known: Readonly<Record<string, readonly string[]>>;
  /** A sensible body; undefined: an odd one is made up. */
  bodyOf: (endpoint: Endpoint) => unknown;
  /** Sent with most requests: who asks. */
  credentials: () => readonly (readonly [string, string])[];
  contentType: string;
}

/** A request with one to three things wrong with it, most of it right, so that it comes far. */
export function oddRequest(random: Random, surface: Surface, host: string): RawRequest {
  const endpoint = random.pick(surface.endpoints);
  const method = random.chance(0.08)
    ? random.pick(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'get'])
    : endpoint.method;
  const path = fill(random, endpoint.path, surface.known);
  const target = surface.base + (random.chance(0.1) ? bend(random, path) : path) + query(random, method);
  const takesBody = method !== 'GET' && method !== 'HEAD' && (method !== 'DELETE' || random.chance(0.3));
  const { bytes, headers } = takesBody
    ? body(random, endpoint, surface)
    : { bytes: Buffer.alloc(0), headers: [] };
  return {
    method,
    target: target.replaceAll(/[\s\u0000-\u001f\u0080-\uffff]/g, (sign) => encode(sign)),
    headers: [
      ['Host', host],
      ['Connection', 'close'],
      ...(random.chance(0.97) ? surface.credentials() : []),
      ...headers,
      ...oddHeaders(random),
    ],
    body: bytes,
  };
}

function encode(sign: string): string {
  return [...Buffer.from(sign, 'utf8')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

function fill(random: Random, path: string, known: Surface['known']): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const [first, ...others] = known[name] ?? known.id ?? [];
    if (first !== undefined && random.chance(0.75))
      return encodeURIComponent(random.pick([first, ...others]));
    const text = oddText(random).slice(0, 3_000);
    return random.chance(0.7)
      ? encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'))
      : text.replaceAll(/[?#]/g, '');
  });
}

/** Slashes encoded, doubled, at the end; dots; bytes that are no UTF-8. */
function bend(random: Random, path: string): string {
  const at = random.int(path.length + 1);
  const piece = random.pick([
    '/',
    '//',
    '%2f',
    '%2F..',
    '/..',
    '/.',
    '%00',
    '%ff',
    '%c0%af',
    '%',
    '%zz',
    ';a=b',
    '\\',
    '%5c',
    '*',
    ':80',
    '@',
  ]);
  return path.slice(0, at) + piece + path.slice(at);
}

const OPERATORS = [
  '$in',
  '$nin',
  '$ne',
  '$gt',
  '$ge',
  '$lt',
  '$le',
  '$contains',
  '$exists',
  '$or',
  '$',
] as const;
const KEYS = [
  'id',
  'mac',
  'ip',
  'sn',
  'plugin',
  'config',
  'tenant_uuid',
  'configured',
  'X_a',
  'raw_config.sip_lines.1.username',
  'raw_config.sip_lines.1.password',
  'parent_ids',
  'options.switchboard',
  'added',
  'role',
] as const;

function query(random: Random, method: string): string {
  if (random.chance(method === 'GET' ? 0.2 : 0.8)) return '';
  const parts = Array.from({ length: 1 + random.int(3) }, () => parameter(random));
  return `?${parts.join(random.chance(0.95) ? '&' : ';')}`;
}

function parameter(random: Random): string {
  const value = encodeURIComponent(
    oddText(random)
      .slice(0, 2_000)
      .replaceAll(/\p{Surrogate}/gu, '\ufffd'),
  );
  switch (random.int(6)) {
    case 0:
      return `q64=${encodeURIComponent(random.chance(0.7) ? Buffer.from(selector(random).slice(0, 6_000)).toString('base64') : value)}`;
    case 1:
      return `${random.pick(['skip', 'limit', 'page', 'size', 'before', 'cursor'])}=${random.pick(['-1', '0', '1', '1e3', '99999999999999999999', 'x', '%00', '1.5', '', value])}`;
    case 2:
      return `${random.pick(['sort', 'fields', 'sort_ord', 'recurse', 'order', 'search', 'status', 'vendor', 'server', value])}=${random.chance(0.5) ? random.pick(KEYS) : value}`;
    case 3:
      return value;
    default:
      return `q=${encodeURIComponent(
        selector(random)
          .slice(0, 6_000)
          .replaceAll(/\p{Surrogate}/gu, '\ufffd'),
      )}`;
  }
}

function selector(random: Random): string {
  if (random.chance(0.15)) return oddJson(random);
  const entries = Array.from({ length: 1 + random.int(2) }, () => {
    const key = random.chance(0.85) ? random.pick(KEYS) : oddText(random);
    const value = random.chance(0.4)
      ? oddJson(random, 2)
      : `{"${random.pick(OPERATORS)}":${oddJson(random, 2)}}`;
    return `${JSON.stringify(key)}:${value}`;
  });
  return `{${entries.join(',')}}`;
}

function body(
  random: Random,
  endpoint: Endpoint,
  surface: Surface,
): { bytes: Buffer; headers: [string, string][] } {
  const sensible = surface.bodyOf(endpoint);
  const text = sensible === undefined || random.chance(0.15) ? oddJson(random) : spoiled(random, sensible);
  const { bytes, headers } = encoded(random, text);
  const type = random.chance(0.9)
    ? surface.contentType
    : random.pick([
        '',
        'text/plain',
        'application/json',
        `${PROV};charset=utf-8`,
        `${PROV}; charset=utf-16`,
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        ';',
        '\u00ff',
        'x'.repeat(5_000),
      ]);
  headers.push(['Content-Type', type]);
  if (random.chance(0.1)) {
    const chunk = `${bytes.length.toString(16)}\r\n`;
    return {
      bytes:
        bytes.length === 0
          ? Buffer.from('0\r\n\r\n')
          : Buffer.concat([Buffer.from(chunk), bytes, Buffer.from('\r\n0\r\n\r\n')]),
      headers: [...headers, ['Transfer-Encoding', 'chunked']],
    };
  }
  return { bytes, headers: [...headers, ['Content-Length', String(bytes.length)]] };
}

function encoded(random: Random, text: string): { bytes: Buffer; headers: [string, string][] } {
  switch (random.int(24)) {
    case 0:
      return { bytes: Buffer.from(text, 'utf16le'), headers: [] };
    case 1:
      return { bytes: Buffer.from(`\ufeff${text}`), headers: [] };
    case 2:
      return { bytes: Buffer.from(text, 'latin1'), headers: [] };
    case 3:
      return { bytes: gzipSync(text), headers: [['Content-Encoding', 'gzip']] };
    case 4:
      return {
        bytes: Buffer.concat([Buffer.from(text.slice(0, 20)), Buffer.from([0xff, 0xfe, 0xc0, 0x00])]),
        headers: [],
      };
    case 5:
      return { bytes: Buffer.alloc(0), headers: [] };
    default:
      return { bytes: Buffer.from(text), headers: [] };
  }
}

function oddHeaders(random: Random): [string, string][] {
  if (random.chance(0.7)) return [];
  const printable = oddText(random)
    .replaceAll(/[\r\n\u0000]/g, ' ')
    .slice(0, 4_000);
  const name = random.pick([
    'Accept',
    'Accept',
    'Accept-Encoding',
    'Accept-Language',
    'Wazo-Tenant',
    'If-Match',
    'If-None-Match',
    'X-Auth-Token',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-HTTP-Method-Override',
    'Range',
    'Expect',
    'Cookie',
    'Origin',
    'Referer',
    'Next-Action',
    'RSC',
    'Host',
    'Upgrade',
  ]);
  const value = random.chance(0.5)
    ? printable
    : random.pick([
        '*',
        '*/*;q=0',
        'application/json',
        'text/html',
        '"1"',
        'W/"1"',
        '1',
        '00000000-0000-0000-0000-000000000000',
        'bytes=0-',
        '1, 2, 3, 4',
        ',,,',
        '100-continue',
        '[::1',
        'http://[',
      ]);
  return [[name, value]];
}

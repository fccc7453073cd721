import { isNormalMac, parseMac, type Mac } from '../shared/mac';
import type { RequestKind } from '../domain/plugins/identify';
import type { IdentifyRequest } from './request';

/** Longest text that is looked at, in characters; no phone sends more. */
export const MAX_TEXT = 1024;
const MAX_QUERY_VALUES = 20;

/** The parts of a request that rules look at; '' where there is none. */
export interface Evidence {
  kind: RequestKind;
  agent: string;
  /** A User-Agent came along, even one of which nothing could be read: `agent` is '' then. */
  agentSent: boolean;
  path: string;
  query: ReadonlyMap<string, string>;
  headers: ReadonlyMap<string, string>;
  options: ReadonlyMap<string, string>;
  /** The MAC address of the lease (DHCP). */
  leaseMac: Mac | null;
  /** A MAC address that stands by itself in the last part of the path, or is the query's `mac`. */
  pathMac: Mac | null;
  ignored: string[];
}

/** Headers and DHCP options that some rule asks for: nothing else is read. */
export interface Wanted {
  headers: readonly string[];
  options: readonly string[];
}

const NONE: ReadonlyMap<string, string> = new Map();
const CONTROL = /[\u0000-\u001f\u007f]/;
const STRAY = /[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]+/g;

export function readEvidence(request: IdentifyRequest, wanted: Wanted): Evidence {
  const evidence = blank(request.type);
  if (request.type === 'http') readHttp(request, wanted, evidence);
  else if (request.type === 'tftp') readPath(request.path.replace(/^\/+/, ''), evidence);
  else readDhcp(request, wanted, evidence);
  return evidence;
}

function blank(kind: RequestKind): Evidence {
  return {
    kind,
    agent: '',
    agentSent: false,
    path: '',
    query: NONE,
    headers: NONE,
    options: NONE,
    leaseMac: null,
    pathMac: null,
    ignored: [],
  };
}

function readHttp(request: IdentifyRequest & { type: 'http' }, wanted: Wanted, evidence: Evidence): void {
  readAgent(findHeader(request.headers, 'user-agent'), evidence);
  evidence.headers = readMany(
    wanted.headers,
    (name) => findHeader(request.headers, name),
    'header',
    evidence,
  );
  if (request.path.length > MAX_TEXT) {
    evidence.ignored.push('path: too long');
    return;
  }
  const mark = request.path.indexOf('?');
  const path = decodePath(mark < 0 ? request.path : request.path.slice(0, mark));
  if (path === null) evidence.ignored.push('path: not a plain path');
  else readPath(path, evidence);
  if (mark < 0) return;
  evidence.query = readQuery(request.path.slice(mark + 1));
  const mac = parseMac(evidence.query.get('mac') ?? '');
  if (mac !== null && isDeviceMac(mac)) evidence.pathMac ??= mac;
}

/**
 * A stray control character (one firmware of Avaya's has one) is passed over, as is what is not ASCII; with a line
 * break or a zero byte it is no header at all.
 */
function readAgent(value: unknown, evidence: Evidence): void {
  const plain = typeof value === 'string' && value.length <= MAX_TEXT ? value.replace(STRAY, '') : value;
  evidence.agent = ascii(text(plain, 'User-Agent', evidence));
  evidence.agentSent =
    value !== undefined && value !== null && (typeof value !== 'string' || value.trim() !== '');
}

/** Header values come with any case of the name; most servers give lower case, which is tried first. */
export function findHeader(
  headers: Readonly<Record<string, string | undefined>>,
  name: string,
): string | undefined {
  if (Object.hasOwn(headers, name)) return headers[name];
  const key = Object.keys(headers).findLast((candidate) => candidate.toLowerCase() === name);
  return key === undefined ? undefined : headers[key];
}

function readMany(
  names: readonly string[],
  find: (name: string) => string | undefined,
  label: string,
  evidence: Evidence,
): ReadonlyMap<string, string> {
  if (names.length === 0) return NONE;
  const found = new Map<string, string>();
  for (const name of names) {
    const value = text(find(name), `${label} ${name}`, evidence);
    if (value !== '') found.set(name, value);
  }
  return found;
}

/** The trimmed text, or '' (said in `ignored`) for what no phone sends. */
function text(value: unknown, label: string, evidence: Evidence): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') evidence.ignored.push(`${label}: not a text`);
  else if (value.length > MAX_TEXT) evidence.ignored.push(`${label}: too long`);
  else {
    const trimmed = value.trim();
    if (!CONTROL.test(trimmed)) return trimmed;
    evidence.ignored.push(`${label}: control characters`);
  }
  return '';
}

const FOREIGN = /[\u0080-\uffff]+/g;

/** What phones say of themselves is ASCII; a word of another kind beside it says nothing about them. */
function ascii(value: string): string {
  const plain = value.replace(FOREIGN, '');
  return plain.length === value.length ? value : plain.trim();
}

/** Segments decoded one by one; null where a file server could not take the path at its word. */
function decodePath(path: string): string | null {
  const encoded = path.includes('%');
  const segments: string[] = [];
  for (const raw of path.split('/')) {
    const segment = encoded ? decodeSegment(raw) : raw;
    if (segment === null || segment === '..' || (encoded && segment.includes('/'))) return null;
    if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return path.endsWith('/') && segments.length > 0 ? `${segments.join('/')}/` : segments.join('/');
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

function readPath(path: string, evidence: Evidence): void {
  if (path.length > MAX_TEXT) evidence.ignored.push('path: too long');
  else if (CONTROL.test(path)) evidence.ignored.push('path: control characters');
  else if (/(^|\/)\.\.(\/|$)/.test(path)) evidence.ignored.push('path: not a plain path');
  else {
    evidence.path = path;
    evidence.pathMac = findMac(path.slice(path.lastIndexOf('/') + 1));
  }
}

function readQuery(query: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const part of query.split('&', MAX_QUERY_VALUES)) {
    const mark = part.indexOf('=');
    const name = mark < 0 ? part : part.slice(0, mark);
    const value = mark < 0 ? '' : decodeSegment(part.slice(mark + 1).replaceAll('+', ' '));
    if (value !== null && !CONTROL.test(value)) values.set(name, value);
  }
  return values;
}

const LONE_MAC = /(?:^|[^0-9a-fA-F])([0-9a-fA-F]{12})(?![0-9a-fA-F])/;

/** Twelve hex digits on their own, when they can be the address of a device. */
function findMac(name: string): Mac | null {
  const digits = LONE_MAC.exec(name)?.[1];
  const mac = digits === undefined ? null : parseMac(digits);
  return mac !== null && isDeviceMac(mac) ? mac : null;
}

/** False for group addresses and for the prefix 00:00:00, which phones use as a placeholder in file names. */
export function isDeviceMac(mac: string): mac is Mac {
  return isNormalMac(mac) && !mac.startsWith('00:00:00') && (Number.parseInt(mac.slice(0, 2), 16) & 1) === 0;
}

/** One or two bytes before the text: the length that a user class (option 77) begins with, what old Thomson put there. */
const BINARY_HEAD = /^[^]?[\u0000-\u001f\u007f]/;

function readDhcp(request: IdentifyRequest & { type: 'dhcp' }, wanted: Wanted, evidence: Evidence): void {
  evidence.leaseMac = parseMac(request.mac);
  const option = (code: string) => {
    const value: unknown = Object.hasOwn(request.options, code) ? request.options[code] : undefined;
    return typeof value === 'string' ? value.replace(BINARY_HEAD, '').replace(/\0+$/, '') : undefined;
  };
  evidence.options = readMany(wanted.options, option, 'option', evidence);
}

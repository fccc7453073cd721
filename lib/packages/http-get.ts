import { lookup as resolveName, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import tls from 'node:tls';
import { checkUrl, mayConnect, type Destinations } from './destination';
import { Refusal } from './refusal';

/** As the server parameters have them; null: none. */
export interface Proxies {
  /** `http://[user:password@]host:port` */
  http: string | null;
  /** `host:port` */
  https: string | null;
  /** As `http`; FTP is only spoken through it. */
  ftp: string | null;
}

export interface GetOptions {
  destinations: Destinations;
  proxies: Proxies;
  /** Bytes that are there already and need not be sent again. */
  from: number;
  signal: AbortSignal;
}

/** Nothing for this long, from the connection on, and the server counts as silent. */
const SILENCE_MS = 15_000;
const MAX_REDIRECTS = 5;
/** What vendors' sites have seen from provisioning servers for years; some refuse what they don't know. */
const USER_AGENT = 'xivo-fetchfw/1.0';

/** GETs a URL and follows redirects, each hop checked as the first. The caller reads the body. */
export async function httpGet(start: URL, options: GetOptions): Promise<http.IncomingMessage> {
  let url = start;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const response = await once(url, options);
    const status = response.statusCode ?? 0;
    const location = response.headers.location;
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return response;
    response.destroy();
    if (!URL.canParse(location, url)) throw new Refusal(`${shown(url)} redirects to no address`);
    const next = new URL(location, url);
    if (url.protocol === 'https:' && next.protocol !== 'https:')
      throw new Refusal(`${shown(url)} redirects to an address that is not protected by TLS`);
    url = next;
  }
  throw new Refusal(`${shown(start)} redirects too often`);
}

/** A URL as messages and logs may have it: without credentials and query. */
export function shown(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`.slice(0, 200);
}

async function once(url: URL, options: GetOptions): Promise<http.IncomingMessage> {
  checkUrl(url);
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !mayConnect(options.destinations, url, literal)) throw notAllowed(url);
  const request = await openRequest(url, options);
  return new Promise((resolve, reject) => {
    const abort = (): void => void request.destroy(new Error('the download took too long'));
    options.signal.addEventListener('abort', abort, { once: true });
    request.on('close', () => options.signal.removeEventListener('abort', abort));
    request.setTimeout(SILENCE_MS, () => request.destroy(new Error(`${url.host} does not answer`)));
    request.on('response', resolve);
    request.on('error', reject);
    request.end();
  });
}

async function openRequest(url: URL, options: GetOptions): Promise<http.ClientRequest> {
  const { proxies } = options;
  const headers: http.OutgoingHttpHeaders = {
    'User-Agent': USER_AGENT,
    Accept: '*/*',
    'Accept-Encoding': 'identity',
    ...(options.from > 0 ? { Range: `bytes=${options.from}-` } : {}),
    ...(url.username === '' ? {} : { Authorization: basic(url) }),
  };
  if (url.protocol === 'https:' && proxies.https !== null) {
    const socket = await tunnel(new URL(`http://${proxies.https}`), url);
    return https.request(url, {
      headers,
      agent: false,
      createConnection: () => tls.connect({ socket, servername: servername(url) }),
    });
  }
  const proxy = url.protocol === 'ftp:' ? proxies.ftp : url.protocol === 'http:' ? proxies.http : null;
  if (proxy !== null) return throughProxy(new URL(proxy), url, headers);
  if (url.protocol === 'ftp:') throw new Refusal('downloads by FTP need an FTP proxy (parameter ftp_proxy)');
  const lookup = guardedLookup(url, options.destinations);
  return (url.protocol === 'https:' ? https : http).request(url, { headers, lookup, agent: false });
}

function throughProxy(proxy: URL, url: URL, headers: http.OutgoingHttpHeaders): http.ClientRequest {
  const target = new URL(url);
  target.username = '';
  target.password = '';
  target.hash = '';
  return http.request({
    hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || 80,
    path: target.href,
    agent: false,
    headers: {
      ...headers,
      Host: url.host,
      ...(proxy.username === '' ? {} : { 'Proxy-Authorization': basic(proxy) }),
    },
  });
}

function tunnel(proxy: URL, url: URL): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const host = `${url.hostname}:${url.port || 443}`;
    const request = http.request({
      hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port || 80,
      method: 'CONNECT',
      path: host,
      agent: false,
      headers: { Host: host },
    });
    request.setTimeout(SILENCE_MS, () => request.destroy(new Error('the proxy does not answer')));
    request.on('connect', (response: http.IncomingMessage, socket: Socket) => {
      if (response.statusCode === 200) return resolve(socket);
      socket.destroy();
      reject(new Refusal(`the proxy refuses (${response.statusCode ?? 0})`));
    });
    request.on('response', (response) => {
      response.destroy();
      reject(new Refusal(`the proxy refuses (${response.statusCode ?? 0})`));
    });
    request.on('error', reject);
    request.end();
  });
}

/** Resolves a name and gives only the addresses that may be asked: the connection goes to what was checked. */
function guardedLookup(url: URL, destinations: Destinations): LookupFunction {
  return (hostname, options, callback) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return callback(error, '', 0);
      const allowed = addresses.filter(({ address }) => mayConnect(destinations, url, address));
      const [first] = allowed;
      if (!first) return callback(notAllowed(url), '', 0);
      if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

function notAllowed(url: URL): Refusal {
  return new Refusal(
    `downloads from ${url.hostname} are not allowed: it is inside of a private network and not the plugin server`,
    'forbidden',
  );
}

function servername(url: URL): string | undefined {
  return isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 ? url.hostname : undefined;
}

function basic(url: URL): string {
  const text = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

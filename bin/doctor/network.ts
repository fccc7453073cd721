import dns from 'node:dns/promises';
import dgram from 'node:dgram';
import os from 'node:os';
import { discover, type DhcpOffer, type DiscoverOptions } from '../../lib/dhcp/discover';
import type { Env } from '../../lib/env';
import { failure, good, skipped, warning, type Finding } from './finding';

const WAIT_MS = 3_000;
const PROBE = 'offhook-doctor';
const LEASE_DAYS = 7;

/** The console answers this to everybody. */
export async function checkConsole({ consoleUrl, consoleHost, consolePort }: Env): Promise<Finding> {
  const check = 'console';
  const address = `http://${local(consoleHost)}:${consolePort}`;
  const answer = await get(`${address}/0.2/api/api.yml`);
  if (answer === null)
    return failure(check, `Nothing answers at ${address}.`, 'Start Offhook. If it runs, look into its log.');
  if (answer.status !== 200 || !answer.type.includes('yaml'))
    return failure(
      check,
      `Something else answers at ${address}.`,
      'Stop it, or set OFFHOOK_CONSOLE_PORT to another port.',
    );
  if (consoleUrl.startsWith('http:') && !isLoopback(new URL(consoleUrl).hostname))
    return warning(
      check,
      `${consoleUrl} answers, without encryption.`,
      'Put it behind https and set OFFHOOK_CONSOLE_URL.',
    );
  return good(check, `${consoleUrl} answers.`);
}

export async function checkPhoneHttp({ phoneHost, phoneHttpPort }: Env): Promise<Finding> {
  const address = `http://${local(phoneHost)}:${phoneHttpPort}`;
  const answer = await get(`${address}/${PROBE}`);
  const remedy = `Start Offhook. If it runs, another program may hold port ${phoneHttpPort}: set OFFHOOK_PHONE_HTTP_PORT.`;
  if (answer === null) return failure('phone HTTP', `Nothing answers at ${address}.`, remedy);
  return good('phone HTTP', `${address} answers.`);
}

/** Asks for a file that there is not: any answer is a good one. */
export async function checkTftp({ phoneHost, tftpPort }: Env): Promise<Finding> {
  const check = 'TFTP';
  const host = local(phoneHost).replace(/[[\]]/g, '');
  const answered = await new Promise<boolean>((resolve) => {
    const socket = dgram.createSocket(host.includes(':') ? 'udp6' : 'udp4');
    const end = (answer: boolean): void => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    const timer = setTimeout(() => end(false), WAIT_MS);
    socket.once('error', () => end(false));
    socket.once('message', () => end(true));
    socket.send(Buffer.concat([Buffer.from([0, 1]), Buffer.from(`${PROBE}\0octet\0`)]), tftpPort, host);
  });
  if (!answered)
    return failure(
      check,
      `Nothing answers on UDP port ${tftpPort}.`,
      'Start Offhook. If it runs, look for a firewall on this machine, or set OFFHOOK_TFTP_PORT.',
    );
  if (tftpPort !== 69)
    return warning(
      check,
      `Port ${tftpPort} answers, but phones ask port 69.`,
      'Run Offhook with CAP_NET_BIND_SERVICE (docs/operations.md), or send UDP port 69 there.',
    );
  return good(check, 'Port 69 answers.');
}

/** `own`: addresses of this machine. */
export async function checkPublicUrl(url: string | null | undefined, own = ownAddresses()): Promise<Finding> {
  const check = 'public URL';
  const remedy =
    'Set OFFHOOK_PUBLIC_URL to the URL by which phones reach this server, like http://192.0.2.10:8667.';
  if (url === undefined) return skipped(check, 'Not looked into: it is stored in the database.');
  if (url === null) return failure(check, 'It is not known.', remedy);
  const host = URL.parse(url)?.hostname.replace(/[[\]]/g, '') ?? '';
  if (host === '' || host === '0.0.0.0' || host === '::')
    return failure(check, `${url} is no address of a server.`, remedy);
  if (isLoopback(host)) return failure(check, `${url} leads each phone to itself.`, remedy);
  const addresses = await dns.lookup(host, { all: true }).catch(() => []);
  if (addresses.length === 0)
    return failure(check, `The name ${host} is not known.`, `${remedy} Or make the name known in DNS.`);
  const here = addresses.some(({ address }) => own.has(address));
  const answer = await get(`${url}/${PROBE}`);
  if (answer === null)
    return here
      ? failure(check, `Nothing answers at ${url}.`, remedy)
      : warning(
          check,
          `Nothing answers at ${url} from here, which is no address of this machine.`,
          `${remedy} If a router or proxy stands there, ask from the phones' network.`,
        );
  return good(check, here ? `${url} answers.` : `${url} answers, through another machine.`);
}

export async function checkDhcp(
  known: { publicUrl: string | null | undefined; lastLease: Date | null },
  options: DiscoverOptions = {},
  now = Date.now(),
): Promise<Finding> {
  const offers = await discover(options);
  if (offers && offers.length > 0) return judgeOffers(offers, known.publicUrl ?? null);
  if (known.lastLease && now - known.lastLease.getTime() < LEASE_DAYS * 86_400_000)
    return good('DHCP', `A DHCP server reported a lease at ${known.lastLease.toISOString()}.`);
  const show = 'Let `offhook dhcp-snippet` write what to paste into the DHCP server.';
  if (offers === null)
    return skipped(
      'DHCP',
      'Not asked: only root may ask a DHCP server, and none has reported a lease this week.',
    );
  return warning(
    'DHCP',
    'No DHCP server answers on this network.',
    `That is right when phones are on another one. ${show}`,
  );
}

export function judgeOffers(offers: readonly DhcpOffer[], publicUrl: string | null): Finding {
  const check = 'DHCP';
  const servers = offers.map(({ server }) => server).join(', ');
  const host = publicUrl === null ? null : (URL.parse(publicUrl)?.hostname ?? null);
  const leads = (offer: DhcpOffer): boolean =>
    [offer.tftpServer, offer.bootFile, offer.vendor, offer.url].some(
      (text) => host !== null && text?.includes(host),
    );
  if (offers.some(leads)) return good(check, `${servers} leads phones to this server.`);
  // Most set-ups answer only classes of phones, and this was none.
  return good(check, `${servers} answers. Whether it leads phones here shows when one starts.`);
}

async function get(url: string): Promise<{ status: number; type: string } | null> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(WAIT_MS) });
    await response.body?.cancel();
    return { status: response.status, type: response.headers.get('content-type') ?? '' };
  } catch {
    return null;
  }
}

/** Where a server that listens there is reached from this machine. */
function local(host: string | null): string {
  if (host === null || host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function ownAddresses(): Set<string> {
  return new Set(
    Object.values(os.networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address)),
  );
}

import dns from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress, type Networks } from '../../shared/network';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';

export interface Address {
  address: string;
  family: 4 | 6;
}

/** Finds every address of a host; rejects when there is none. */
export type Resolve = (host: string) => Promise<Address[]>;

const systemResolve: Resolve = async (host) =>
  (await dns.lookup(host, { all: true, verbatim: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }));

const RESOLVE_LIMIT_MS = 5_000;

/**
 * The one address that a request to the URL may go to. Private, local and special addresses are refused unless `allowed`
 * holds them; a name counts as private when any of its addresses is, so that it can't be turned by asking twice.
 */
export async function chooseAddress(
  url: URL,
  allowed: Networks,
  resolve: Resolve = systemResolve,
): Promise<Result<Address>> {
  const host = hostOf(url);
  const family = isIP(host);
  const found: Address[] =
    family === 0 ? await withinLimit(resolve(host)) : [{ address: host, family: family === 6 ? 6 : 4 }];
  const [first] = found;
  if (!first) return err(appError('unavailable', `The host ${host} has no address.`));
  const refused = found.find(({ address }) => isRefused(address, allowed));
  return refused ? err(appError('forbidden', refusal(host, refused.address))) : ok(first);
}

/**
 * Whether a webhook to this URL may be kept. Only addresses that stand in it are judged: those of a name may be others by
 * the time of a delivery, which judges them.
 */
export function checkTarget(text: string, allowed: Networks): Result<void> {
  const url = URL.parse(text);
  const host = url ? hostOf(url) : '';
  if (isIP(host) === 0 || !isRefused(host, allowed)) return ok(undefined);
  return err(appError('invalid', refusal(host, host), [{ path: 'url', message: 'webhookPrivate' }]));
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function isRefused(address: string, allowed: Networks): boolean {
  return !isPublicAddress(address) && !allowed.has(address);
}

function refusal(host: string, address: string): string {
  const which = address === host ? '' : `${address}, `;
  return `${host} is ${which}a private address. To allow it, add its network to OFFHOOK_WEBHOOK_NETWORKS.`;
}

async function withinLimit(addresses: Promise<Address[]>): Promise<Address[]> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Address[]>((done) => {
    timer = setTimeout(() => done([]), RESOLVE_LIMIT_MS);
  });
  return Promise.race([addresses.catch(() => []), limit]).finally(() => clearTimeout(timer));
}

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
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const found: Address[] =
    family === 0 ? await withinLimit(resolve(host)) : [{ address: host, family: family === 6 ? 6 : 4 }];
  const [first] = found;
  if (!first) return err(appError('unavailable', `The host ${host} has no address.`));
  const refused = found.find(({ address }) => !isPublicAddress(address) && !allowed.has(address));
  if (refused) {
    return err(
      appError(
        'forbidden',
        `${host} is ${refused.address === host ? '' : `${refused.address}, `}a private address. To allow it, add its network to OFFHOOK_WEBHOOK_NETWORKS.`,
      ),
    );
  }
  return ok(first);
}

async function withinLimit(addresses: Promise<Address[]>): Promise<Address[]> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Address[]>((done) => {
    timer = setTimeout(() => done([]), RESOLVE_LIMIT_MS);
  });
  return Promise.race([addresses.catch(() => []), limit]).finally(() => clearTimeout(timer));
}

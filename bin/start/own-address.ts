import type { Env } from '../../lib/env';
import { appError } from '../../lib/shared/errors';
import { bracketed, isWildcard } from '../../lib/shared/host';
import { err, ok, type Result } from '../../lib/shared/result';
import { defaultAddress } from './default-address';

export interface OwnAddress {
  /** As phones' settings name it: IPv6 without brackets. */
  address: string;
  /** What phones ask by HTTP, unless OFFHOOK_PUBLIC_URL says otherwise. */
  url: string;
}

/**
 * Where phones find this machine: the address that the phones' servers listen on, or the likeliest one when they listen on
 * all. It is stored at the first start and gets into configs, so one that makes no URL is refused.
 */
export function ownAddress(
  { phoneHost, phoneHttpPort }: Pick<Env, 'phoneHost' | 'phoneHttpPort'>,
  otherwise = defaultAddress,
): Result<OwnAddress> {
  const address = phoneHost === null || isWildcard(phoneHost) ? otherwise() : phoneHost;
  const url = `http://${bracketed(address)}:${phoneHttpPort}`;
  if (URL.canParse(url)) return ok({ address, url });
  const message = `OFFHOOK_PHONE_HOST (${address}) makes no URL for phones. Correct it or unset it.`;
  return err(appError('invalid', message));
}

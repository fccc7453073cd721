import { normalizeIp } from '../../shared/ip';

/**
 * The phone's address: the peer, or with N trusted proxies the first of the last N elements of `X-Forwarded-For` (all,
 * if there are fewer). What is missing or no address falls back to the peer.
 */
export function clientAddress(peer: string, forwardedFor: string, trustedProxies: number): string {
  return forwardedAddress(forwardedFor, trustedProxies) ?? peer;
}

/** What trusted proxies say of the phone's address; null: nothing that is one. */
export function forwardedAddress(forwardedFor: string, trustedProxies: number): string | null {
  if (trustedProxies === 0 || forwardedFor === '') return null;
  return normalizeIp(forwardedFor.split(',').slice(-trustedProxies)[0]?.trim() ?? '');
}

import { normalizeIp } from '../../shared/ip';

/**
 * The phone's address: the peer, or with N trusted proxies the first of the last N elements of `X-Forwarded-For` (all,
 * if there are fewer). What is missing or no address falls back to the peer.
 */
export function clientAddress(peer: string, forwardedFor: string, trustedProxies: number): string {
  if (trustedProxies === 0 || forwardedFor === '') return peer;
  const chosen = forwardedFor.split(',').slice(-trustedProxies)[0]?.trim() ?? '';
  return normalizeIp(chosen) ?? peer;
}

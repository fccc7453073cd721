import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';

/**
 * The IPv4 address that phones most likely reach this machine by: that of the interface with the default route, else
 * the first that is not the loopback one; 127.0.0.1 when there is no other.
 */
export function defaultAddress(): string {
  const interfaces = os.networkInterfaces();
  const byRoute = interfaces[defaultRouteInterface() ?? ''] ?? [];
  const all = [...byRoute, ...Object.values(interfaces).flatMap((addresses) => addresses ?? [])];
  return all.find(({ address, internal }) => !internal && net.isIPv4(address))?.address ?? '127.0.0.1';
}

/** Linux: the line of /proc/net/route whose destination and mask are 0. */
function defaultRouteInterface(): string | null {
  try {
    const rows = fs
      .readFileSync('/proc/net/route', 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
    return rows.find((fields) => fields[1] === '00000000' && fields[7] === '00000000')?.[0] ?? null;
  } catch {
    return null;
  }
}

import { networkInterfaces } from 'node:os';

/** An IPv4 address of this machine for when none was told: a guess, which the person sees in the output. */
export function defaultAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

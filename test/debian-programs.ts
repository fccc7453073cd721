import { findProgram } from '../scripts/debian/programs.mjs';

/** Path of a Debian program that tests run (`chromium`, `tftp`, `atftp`, `curl`, `wrk`, `dhcpd`, `kea-dhcp4`, `dnsmasq`). */
export function programPath(command: string): string {
  const found = findProgram(command);
  if (found === null) throw new Error(`${command} is not installed. Run: node scripts/pretest.mjs`);
  return found;
}

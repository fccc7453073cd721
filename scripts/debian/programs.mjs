import fs from 'node:fs';
import path from 'node:path';

/** Debian programs that the tests run: the command and the package that has it. */
export const PROGRAMS = [
  { command: 'chromium', package: 'chromium' },
  { command: 'tftp', package: 'tftp-hpa' },
  { command: 'atftp', package: 'atftp' },
  { command: 'curl', package: 'curl' },
  { command: 'wrk', package: 'wrk' },
  { command: 'dhcpd', package: 'isc-dhcp-server' },
  { command: 'kea-dhcp4', package: 'kea-dhcp4-server' },
  { command: 'dnsmasq', package: 'dnsmasq-base' },
];

/** Where an ordinary user's copies are unpacked; `bin/` has a wrapper for each command. */
export const PRIVATE_ROOT = path.resolve('.cache/debian');

const FOLDERS = [
  ...(process.env.PATH ?? '').split(':'),
  '/usr/local/bin',
  '/usr/bin',
  '/usr/sbin',
  '/bin',
  '/sbin',
  path.join(PRIVATE_ROOT, 'bin'),
];

/** Path of a program, in the system or in the private cache; null when it is in neither. */
export function findProgram(command) {
  return (
    FOLDERS.filter(Boolean)
      .map((folder) => path.join(folder, command))
      .find(isExecutable) ?? null
  );
}

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

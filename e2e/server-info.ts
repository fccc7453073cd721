import fs from 'node:fs';

export const SERVER_FILE = '.cache/e2e/server.json';
export const STATE_FILE = '.cache/e2e/admin-state.json';
export const FLEET = 120;
export const ADMIN = { username: 'admin', password: 'correct horse battery' };
/** People of their own for tests that lock accounts or end sessions. */
export const PEOPLE = {
  locked: { username: 'lola', password: 'a password to lock out', role: 'operator' },
  changing: { username: 'chris', password: 'a password to change', role: 'operator' },
  viewer: { username: 'vera', password: 'a password to look with', role: 'viewer' },
};

export interface ServerInfo {
  consoleUrl: string;
  phoneUrl: string;
  databaseUrl: string;
  /** An API token of the master tenant with every right. */
  token: string;
}

export function serverInfo(): ServerInfo {
  return JSON.parse(fs.readFileSync(SERVER_FILE, 'utf8')) as ServerInfo;
}

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOffhook, waitFor } from '../../scripts/test/offhook-server.mjs';
import { restClient } from '../compat/rest-client';
import { copyFamilies, type PluginsFolder } from '../plugins/family-folder';
import { FurtherPhoneProcess } from './phone-processes';

/** A save waits for a phone process that says nothing no longer than this; lib/db/changes.ts. */
const ACK_LIMIT_MS = 100;
/** What a busy machine may add. */
const SLACK_MS = 250;

let server: Awaited<ReturnType<typeof startOffhook>>;
let other: FurtherPhoneProcess;
let families: PluginsFolder;
let dataDir: string;
let databaseUrl: string;
let rest: ReturnType<typeof restClient>;

beforeAll(async () => {
  families = copyFamilies('digium');
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-several-'));
  fs.symlinkSync(families.path, path.join(dataDir, 'plugins'));
  server = await startOffhook({ dataDir, env: { OFFHOOK_LOG_LEVEL: 'error' } });
  const password = fs.readFileSync(path.join(dataDir, 'postgres/password'), 'utf8').trim();
  const port = fs.readFileSync(path.join(dataDir, 'postgres/pgdata/postmaster.pid'), 'utf8').split('\n')[3];
  databaseUrl = `postgresql://offhook:${password}@127.0.0.1:${port}/offhook`;
  other = await startOther();
  rest = restClient(`${server.consoleUrl}/0.2`, server.token);
});
afterAll(async () => {
  await other.stop();
  await server.stop();
  families.delete();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

const startOther = (): Promise<FurtherPhoneProcess> =>
  FurtherPhoneProcess.start({
    databaseUrl,
    keyFile: path.join(dataDir, 'keys.json'),
    pluginsFolder: families.path,
  });

async function ask(process: string, file: string): Promise<string> {
  const answer = await fetch(`${process}/Digium/${file}`, { headers: { 'User-Agent': 'Digium D40 2_8_1' } });
  expect(answer.status).toBe(200);
  return answer.text();
}

/** Saves the config that all devices inherit, and tells how long that took (ms). */
async function save(ntp: string): Promise<number> {
  const path = '/cfg_mgr/configs/defaultconfigdevice';
  const { config } = JSON.parse((await rest({ path })).text);
  config.raw_config.ntp_enabled = true;
  config.raw_config.ntp_ip = ntp;
  const begun = performance.now();
  expect((await rest({ method: 'PUT', path, body: { config } })).status).toBe(204);
  return performance.now() - begun;
}

it('a phone that one of them made is known to the other', async () => {
  const first = await ask(server.phoneUrl, '000fd3000001.cfg');
  expect(await ask(other.httpUrl, '000fd3000001.cfg')).toBe(first); // the same account
  // And when it asks both at once.
  const both = await Promise.all([server.phoneUrl, other.httpUrl].map((url) => ask(url, '000fd3000002.cfg')));
  expect(both).toHaveLength(2);
  const devices = async (): Promise<string[]> => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query<{ mac: string }>('SELECT mac FROM device ORDER BY mac');
    await client.end();
    return rows.map(({ mac }) => mac);
  };
  expect(await devices()).toEqual(['00:0f:d3:00:00:01', '00:0f:d3:00:00:02']);
  await waitFor(
    async () =>
      (await ask(server.phoneUrl, '000fd3000002.cfg')) === (await ask(other.httpUrl, '000fd3000002.cfg')),
  );
});

it('what is saved in the console is in the next file that either gives', async () => {
  for (let i = 1; i <= 20; i += 1) {
    await save(`192.0.2.${i}`);
    for (const url of [server.phoneUrl, other.httpUrl])
      expect(await ask(url, '000fd3000001.cfg')).toContain(`"192.0.2.${i}"`);
  }
});

it('an edited plugin folder is in use in every process, the console included', async () => {
  const described = async (): Promise<string> =>
    (await rest({ path: '/pg_mgr/plugins/digium-2.8.1/info' })).text;
  for (const url of [server.phoneUrl, other.httpUrl])
    expect(await ask(url, '000fd3000001-contacts.xml')).toContain('group_name="Default"');
  expect(await described()).not.toContain('Edited');
  families.edit('digium/templates/contacts.tpl', 'Default', 'Everybody');
  families.edit('digium/plugin.json5', 'Digium D-series, firmware', 'Edited, firmware');
  for (const url of [server.phoneUrl, other.httpUrl])
    await waitFor(async () => (await ask(url, '000fd3000001-contacts.xml')).includes('"Everybody"'), 8_000);
  await waitFor(async () => (await described()).includes('Edited'), 8_000);
});

it('one that is stuck or dies in the middle of a save delays it no longer than the limit', async () => {
  const undisturbed = Math.max(await save('198.51.100.1'), await save('198.51.100.2'));
  other.child.kill('SIGSTOP');
  const stuck = await save('198.51.100.3');
  expect(stuck).toBeGreaterThan(ACK_LIMIT_MS * 0.9); // it was waited for
  expect(stuck).toBeLessThan(undisturbed + ACK_LIMIT_MS + SLACK_MS);
  expect(await ask(server.phoneUrl, '000fd3000001.cfg')).toContain('"198.51.100.3"');

  const saving = save('198.51.100.4');
  other.kill();
  expect(await saving).toBeLessThan(undisturbed + ACK_LIMIT_MS + SLACK_MS);
  expect(await ask(server.phoneUrl, '000fd3000001.cfg')).toContain('"198.51.100.4"');

  await other.stop();
  other = await startOther(); // and another one takes its place, up to date
  expect(await ask(other.httpUrl, '000fd3000001.cfg')).toContain('"198.51.100.4"');
});

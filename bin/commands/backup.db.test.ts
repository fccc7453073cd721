import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runOffhook, type Ran } from '../../test/cli/run';
import { openDatabase } from '../../lib/db/client';
import { migrate } from '../../lib/db/migrate';
import { ensureDatabase } from '../../lib/db/probe';
import { writeKeyFile } from '../../lib/services/keys/key-file';
import { setUp } from '../../lib/services/setup/set-up';
import { generateKeyFile, Keyring } from '../../lib/shared/keyring';
import { startCluster } from '../embedded-postgres/cluster';

let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-backup-command-'));
  fs.chmodSync(folder, 0o755); // the embedded PostgreSQL runs as somebody else
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const offhook = (dataDir: string, ...args: string[]): Promise<Ran> =>
  runOffhook(args, { OFFHOOK_DATA_DIR: path.join(folder, dataDir) });

/** An installation that was started once and stopped, with a tenant of its own. */
async function install(name: string): Promise<void> {
  const dataDir = path.join(folder, name);
  const cluster = await startCluster({ dir: path.join(dataDir, 'postgres'), port: null });
  await ensureDatabase(cluster.url(), 'offhook');
  await migrate(cluster.url('offhook'), 'prisma/migrations');
  const keys = generateKeyFile();
  writeKeyFile(path.join(dataDir, 'keys.json'), keys);
  const database = openDatabase({ url: cluster.url('offhook'), keyring: new Keyring(keys) });
  const url = 'http://192.0.2.1:8667';
  const options = {
    masterTenant: null,
    adminPassword: 'a password',
    bootstrapToken: null,
    publicUrl: url,
    serverAddress: '192.0.2.1',
  };
  expect(await setUp(database, options)).toMatchObject({ ok: true });
  await database.sql.execute(
    `INSERT INTO tenant (id, parent_id, name) SELECT gen_random_uuid(), id, $1 FROM tenant`,
    [`Tenant of ${name}`],
  );
  await database.close();
  await cluster.stop();
}

async function tenants(dataDir: string): Promise<string[]> {
  const cluster = await startCluster({ dir: path.join(folder, dataDir, 'postgres'), port: null });
  const database = openDatabase({ url: cluster.url('offhook'), keyring: new Keyring(generateKeyFile()) });
  const rows = await database.sql.query<{ name: string }>('SELECT name FROM tenant ORDER BY name');
  await database.close();
  await cluster.stop();
  return rows.map(({ name }) => name);
}

it('backup and restore carry an installation to a machine where Offhook never ran, and over another one', async () => {
  await install('one');
  await install('two');
  const archive = path.join(folder, 'archive');
  const passphrase = path.join(folder, 'passphrase');
  fs.writeFileSync(passphrase, 'a good long passphrase\n');
  const sealed = ['--passphrase-file', passphrase];

  expect(await offhook('one', 'backup', archive, '--with-keys')).toMatchObject({ status: 2 });
  const written = await offhook('one', 'backup', archive, '--with-keys', ...sealed, '--json');
  expect(written).toMatchObject({ status: 0, stderr: '' });
  expect(JSON.parse(written.stdout)).toMatchObject({ rows: { tenant: 2 }, keys: true });
  expect(await offhook('one', 'backup', archive)).toMatchObject({ status: 5 });

  expect(await offhook('three', 'restore', archive)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('passphrase'),
  });
  expect(await offhook('three', 'restore', archive, ...sealed)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('is in place'),
  });
  expect(await tenants('three')).toEqual(['Master', 'Tenant of one']);
  expect(fs.readFileSync(path.join(folder, 'three/keys.json'))).toEqual(
    fs.readFileSync(path.join(folder, 'one/keys.json')),
  );

  expect(await offhook('two', 'restore', archive, ...sealed)).toMatchObject({
    status: 5,
    stderr: expect.stringContaining('--replace'),
  });
  expect(await tenants('two')).toEqual(['Master', 'Tenant of two']);
  expect(await offhook('two', 'restore', archive, '--replace')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('other keys'),
  });
  expect(await tenants('two')).toEqual(['Master', 'Tenant of two']);
  expect(await offhook('two', 'restore', archive, '--replace', ...sealed)).toMatchObject({ status: 0 });
  expect(await tenants('two')).toEqual(['Master', 'Tenant of one']);
}, 120_000);

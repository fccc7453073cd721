import fs from 'node:fs';
import path from 'node:path';
import { chromium, type FullConfig } from '@playwright/test';
import pg from 'pg';
import { openDatabase } from '../lib/db/client';
import { createUser } from '../lib/db/users/users';
import { scopeOf } from '../lib/domain/tenants/scope';
import { readRegistry } from '../lib/plugins/registry';
import { openKeyring } from '../lib/services/keys/key-file';
import { hashPassword } from '../lib/shared/password';
import { startOffhook } from '../scripts/test/offhook-server.mjs';
import { startTestCluster, TEMPLATE_DATABASE } from '../test/db/cluster';
import { seedFleet } from '../test/factories/fleet';
import { ADMIN, FLEET, PEOPLE, SERVER_FILE, STATE_FILE, type ServerInfo } from './server-info';

/** Starts a database and a whole Offhook on it, fills it with a fleet, and signs the administrator in once. */
export default async function setUp(config: FullConfig): Promise<() => Promise<void>> {
  fs.mkdirSync(path.dirname(SERVER_FILE), { recursive: true });
  const cluster = await startTestCluster();
  const admin = new pg.Client({ connectionString: cluster.adminUrl });
  await admin.connect();
  await admin.query(`CREATE DATABASE e2e TEMPLATE ${TEMPLATE_DATABASE}`);
  await admin.end();
  const url = new URL(cluster.adminUrl);
  url.pathname = '/e2e';
  const server = await startOffhook({
    env: {
      DATABASE_URL: url.href,
      OFFHOOK_ADMIN_PASSWORD: ADMIN.password,
      OFFHOOK_WEBHOOK_NETWORKS: '127.0.0.0/8',
    },
  });
  const keepLog = (): void => fs.writeFileSync('.cache/e2e/server.log', server.output());
  server.child.once('exit', keepLog);
  const end = async (): Promise<void> => {
    await server.stop();
    keepLog();
    await cluster.stop();
  };
  try {
    const keyring = openKeyring(path.join(server.dataDir, 'keys.json'));
    if (!keyring.ok) throw new Error(keyring.error.message);
    const database = openDatabase({ url: url.href, keyring: keyring.value });
    const [tenant] = await database.sql.query<{ id: string }>(
      'SELECT id FROM tenant WHERE parent_id IS NULL',
    );
    if (!tenant) throw new Error('there is no master tenant');
    const registry = await readRegistry(['plugins']);
    await seedFleet({ database, registry, masterTenant: tenant.id, phones: FLEET });
    for (const { username, password, role } of Object.values(PEOPLE)) {
      await createUser(database.prisma, scopeOf(tenant.id), {
        username,
        role,
        passwordHash: await hashPassword(password),
      });
    }
    await database.close();
    const info: ServerInfo = {
      consoleUrl: server.consoleUrl,
      phoneUrl: server.phoneUrl,
      databaseUrl: url.href,
      token: server.token,
    };
    fs.writeFileSync(SERVER_FILE, JSON.stringify(info));
    await signInOnce(server.consoleUrl, config);
  } catch (cause) {
    await end();
    throw cause;
  }
  return end;
}

async function signInOnce(consoleUrl: string, config: FullConfig): Promise<void> {
  const browser = await chromium.launch(config.projects[0]?.use.launchOptions);
  const page = await browser.newPage({ locale: 'en-GB' });
  await page.goto(`${consoleUrl}/sign-in`);
  await page.getByLabel('User name').fill(ADMIN.username);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await page.context().storageState({ path: STATE_FILE });
  await browser.close();
}

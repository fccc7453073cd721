import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';
import { migrate } from '../../lib/db/migrate';
import { generateKeyFile, Keyring } from '../../lib/shared/keyring';
import { firstRun } from './first-run';
import { ownAddress } from './own-address';

const ENV = { masterTenant: null, adminPassword: null, bootstrapToken: null, publicUrl: null };
const role = `test_role_${randomBytes(6).toString('hex')}`;

let database: TestDatabase;
let admin: pg.Client;
beforeEach(async () => {
  database = await createTestDatabase('empty');
  admin = new pg.Client({ connectionString: database.url });
  await admin.connect();
});
afterEach(async () => {
  await admin.end();
  await database.drop();
});

function own(phoneHost: string) {
  const address = ownAddress({ phoneHost, phoneHttpPort: 8667 });
  if (!address.ok) throw new Error(address.error.message);
  return address.value;
}

it('stores an address that phones can use, whatever the servers listen on', async () => {
  await migrate(database.url, 'prisma/migrations');
  const outcome = await firstRun(ENV, own('::'), database.url, new Keyring(generateKeyFile()));
  expect(outcome).toMatchObject({
    ok: true,
    value: { publicUrl: expect.stringMatching(/^http:\/\/[1-9][0-9.]+:8667$/) },
  });
  const { rows } = await admin.query<{ body: string }>(`SELECT body::text FROM config WHERE id = 'base'`);
  expect(rows[0]?.body).toMatch(/"ntp_ip": ?"[1-9][0-9.]+"/);
});

it('says what a role that may make no schema needs', async () => {
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret-of-it'`);
  try {
    await admin.query(`GRANT CREATE ON SCHEMA public TO ${role}`);
    const url = new URL(database.url);
    url.username = role;
    url.password = 'secret-of-it';
    expect(await migrate(url.href, 'prisma/migrations')).toMatchObject({ ok: true });
    const outcome = await firstRun(ENV, own('127.0.0.1'), url.href, new Keyring(generateKeyFile()));
    const message = outcome.ok ? '' : outcome.error.message;
    expect(message).toMatch(/permission denied for database test_\w+\. .*ALTER DATABASE "test_\w+" OWNER TO/);
    expect(message).toContain(`TO "${role}"`);
    expect(message).not.toContain('\n');
  } finally {
    await admin.query(`DROP OWNED BY ${role}`);
    await admin.query(`DROP ROLE ${role}`);
  }
});

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';
import { migrate } from './migrate';
import { probeDatabase } from './probe';

const suffix = randomBytes(6).toString('hex');
let admin: pg.Client;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase('empty');
  admin = new pg.Client({ connectionString: inject('testDatabaseAdminUrl') });
  await admin.connect();
});
afterAll(async () => {
  await database.drop();
  await admin.end();
});

describe('probeDatabase', () => {
  it('takes a database in UTF-8', async () =>
    expect(await probeDatabase(database.url)).toMatchObject({ ok: true }));

  it.each(['LATIN1', 'SQL_ASCII'])('refuses one in %s, and says how to make another', async (encoding) => {
    const name = `test_${encoding.toLowerCase()}_${suffix}`;
    await admin.query(`CREATE DATABASE ${name} ENCODING '${encoding}' LOCALE 'C' TEMPLATE template0`);
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    const probed = await probeDatabase(url.href);
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    expect(probed.ok ? '' : probed.error.message).toMatch(
      new RegExp(`${name} .* encoding ${encoding}\\..*CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0`),
    );
  });
});

describe('a role that may make no tables', () => {
  it('is told what its owner has to do', async () => {
    const role = `test_role_${suffix}`;
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'secret-of-it'`);
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    await owner.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    await owner.end();
    const url = new URL(database.url);
    url.username = role;
    url.password = 'secret-of-it';
    const migrated = await migrate(url.href, 'prisma/migrations');
    await admin.query(`DROP ROLE ${role}`);
    const message = migrated.ok ? '' : migrated.error.message;
    expect(message).toContain(
      'permission denied for schema public. Make the role its owner (ALTER DATABASE "test_',
    );
    expect(message).toContain(`GRANT CREATE ON SCHEMA public TO "${role}"`);
    expect(message).not.toContain('secret-of-it');
    expect(message).not.toContain('\n');
  });
});

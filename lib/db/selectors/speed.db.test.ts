import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { scopeOf } from '../../domain/tenants/scope';
import type { Condition } from '../../domain/selectors/selector';
import { Keyring, generateKeyFile } from '../../shared/keyring';
import { openDatabase, type Database } from '../client';
import { listConfigTexts } from '../configs/list';
import { listDeviceTexts } from '../devices/list';
import type { ListQuery } from './list';

/**
 * Times on a fleet, for a machine that does nothing else: `SELECTOR_FLEET=100000 npx vitest run --project db
 * lib/db/selectors/speed`. Left out otherwise.
 */
const FLEET = Number(process.env.SELECTOR_FLEET ?? 0);
const TENANT = '11111111-1111-4111-8111-111111111111';
const scope = scopeOf(TENANT);

let testDatabase: TestDatabase;
let db: Database;

describe.skipIf(FLEET === 0)(`selectors on ${FLEET} devices and configs`, () => {
  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    db = openDatabase({
      url: testDatabase.url,
      keyring: new Keyring(generateKeyFile()),
      statementTimeoutMs: 600_000,
    });
    await db.sql.execute(
      `INSERT INTO device (id, tenant_id, body, search, mac, ip, plugin, config, is_new)
       SELECT document->>'id', $1::uuid, document::json, document, document->>'mac', document->>'ip',
         document->>'plugin', document->>'config', true
       FROM generate_series(1, $2::int) AS n, LATERAL (SELECT jsonb_build_object(
         'id', 'd' || n, 'mac', 'mac' || n, 'ip', '10.' || n / 65536 || '.' || n / 256 % 256 || '.' || n % 256,
         'plugin', 'plugin-' || n % 20, 'config', 'c' || n, 'vendor', 'Vendor', 'model', 'Model ' || n % 50,
         'version', '1.2.3', 'description', repeat('x', 100),
         'options', jsonb_build_object('rank', n * 7919 % 1000, 'site', 'site ' || n * 7919 % 500)) AS document) AS made`,
      [TENANT, FLEET],
    );
    await db.sql.execute(
      `INSERT INTO config (id, tenant_id, body, search, parent_ids)
       SELECT document->>'id', $1::uuid, document::json, document, '{base}'
       FROM generate_series(1, $2::int) AS n, LATERAL (SELECT jsonb_build_object(
         'id', 'c' || n, 'parent_ids', '["base"]'::jsonb, 'raw_config', jsonb_build_object('protocol', 'SIP',
         'sip_lines', jsonb_build_object('1', jsonb_build_object('username', 'u' || n, 'display_name', 'User ' || n,
         'number', (1000 + n)::text, 'proxy_ip', '192.0.2.1', 'password', 'hash:' || md5(n::text))))) AS document) AS made`,
      [TENANT, FLEET],
    );
    for (const table of ['device', 'config']) await db.sql.execute(`VACUUM ANALYZE ${table}`);
  }, 600_000);
  afterAll(async () => {
    await db.close();
    await testDatabase.drop();
  });

  const equals = (path: string[], value: string | number): Condition => ({
    path,
    test: { op: 'equals', value },
  });
  const by = (...path: string[]): ListQuery => ({
    selector: [],
    sort: { path, descending: false },
    limit: 100,
  });
  const where = (...selector: Condition[]): ListQuery => ({ selector, limit: 100 });
  const line1 = ['raw_config', 'sip_lines', '1'];

  it.each([
    ['device', 'mac', where(equals(['mac'], 'mac500')), 10],
    ['device', 'plugin', where(equals(['plugin'], 'plugin-7')), 10],
    ['device', 'nested number', where(equals(['options', 'rank'], 7)), 10],
    ['device', 'a key that none has', where(equals(['nothing', 'here'], 7)), 10],
    ['config', 'user name of line 1', where(equals([...line1, 'username'], 'u500')), 10],
    ['device', 'sorted by address', by('ip'), 200],
    ['device', 'sorted by a nested number', by('options', 'rank'), 200],
    ['device', 'sorted by a nested text', by('options', 'site'), 200],
    ['device', 'compared', where({ path: ['options', 'rank'], test: { op: 'gt', value: 990 } }), 200],
    [
      'config',
      'part of a text',
      where({ path: [...line1, 'display_name'], test: { op: 'contains', value: '99999' } }),
      1_000,
    ],
    ['config', 'sorted by a nested text', by(...line1, 'number'), 1_000],
  ] as const)('%s: %s', async (kind, _what, query, limit) => {
    const list = kind === 'device' ? listDeviceTexts : listConfigTexts;
    const times: number[] = [];
    for (let i = 0; i < 9; i += 1) {
      const started = performance.now();
      await list(db, scope, query);
      times.push(performance.now() - started);
    }
    const median = times.sort((a, b) => a - b)[4] ?? Infinity;
    console.log(`${kind}: ${_what}: ${median.toFixed(1)} ms`);
    expect(median).toBeLessThanOrEqual(limit);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestConsole, type TestConsole } from '../../../test/console/test-console';
import { listDeviceEvents, listEventsSince, listUnknownEvents } from '../../db/console/events';
import { scopeOf } from '../../domain/tenants/scope';

let test: TestConsole;
beforeAll(async () => {
  test = await startTestConsole();
  // Their ids gain a digit on the way: as texts they would sort otherwise.
  for (const device of ['phone', null]) {
    await test.console.database.sql.execute(
      `INSERT INTO phone_event (id, tenant_id, device_id, first_at, last_at, protocol, path, ip, outcome)
       SELECT $3 + n, $1, $2, now(), now(), 'http', '/file-' || n, '10.0.0.1',
         CASE WHEN $2::text IS NULL THEN 'unknown' ELSE 'served' END
       FROM generate_series(1, 20) n`,
      [test.masterTenant, device, device === null ? 999_990 : 99_990],
    );
  }
}, 60_000);
afterAll(() => test.close());

const NEWEST_FIRST = Array.from({ length: 20 }, (_, i) => `/file-${20 - i}`);

it('gives events the newest first, page by page, whatever the length of their ids', async () => {
  const { sql } = test.console.database;
  const scope = scopeOf(test.masterTenant);
  const lists = [
    (before?: string) => listDeviceEvents(sql, scope, 'phone', { before, size: 7 }),
    (before?: string) => listUnknownEvents(sql, scope, { before, size: 7, q: '' }),
  ];
  for (const list of lists) {
    const paths: string[] = [];
    let before: string | undefined;
    for (let pages = 0; pages < 3; pages += 1) {
      const page = await list(before);
      paths.push(...page.rows.map(({ path }) => path));
      before = page.next ?? undefined;
    }
    expect(paths).toEqual(NEWEST_FIRST);
  }
});

it('gives what happened since a time the oldest first', async () => {
  const query = { since: new Date(0).toISOString(), device: 'phone', recurse: false, size: 100 };
  const events = await listEventsSince(test.console.database.sql, scopeOf(test.masterTenant), query);
  expect(events.map(({ path }) => path)).toEqual(NEWEST_FIRST.toReversed());
});

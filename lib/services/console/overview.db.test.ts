import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestConsole, type TestConsole } from '../../../test/console/test-console';
import { seedFleet } from '../../../test/factories/fleet';
import { insertTenant } from '../../db/tenants/tenants';
import { parseMac } from '../../shared/mac';
import { createDevice } from './device-changes';
import { readOverview } from './overview';
import type { SessionUser } from './sign-in';

const FLEET = 60;
const SUB = '22222222-2222-4222-8222-222222222222';

let test: TestConsole;
let user: SessionUser;
beforeAll(async () => {
  test = await startTestConsole();
  user = await test.person('fred', 'viewer');
  await seedFleet({
    database: test.console.database,
    registry: await test.console.plugins(),
    masterTenant: test.masterTenant,
    phones: FLEET,
  });
}, 60_000);
afterAll(() => test.close());

it('counts each device once, by its status', async () => {
  const overview = await readOverview(test.console, user);
  expect(overview.total).toBe(FLEET);
  expect(Object.values(overview.status).reduce((sum, n) => sum + n, 0)).toBe(FLEET);
  expect(overview.status).toMatchObject({ autoprov: 6, no_plugin: 3 });
  expect(overview.status.failed).toBe(overview.failures.length);
  expect(overview.failures[0]?.reason).toEqual(expect.any(String));
  expect(overview.createdDay).toBe(FLEET);
  expect(overview.vendors.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(FLEET);
});

it('counts requests by hour, the last one last, and those of nobody apart', async () => {
  const { sql } = test.console.database;
  const { requests, unknownDay, seenHour, seenDay } = await readOverview(test.console, user);
  expect(requests).toHaveLength(24);
  const hours = requests.map(({ at }) => Date.parse(at) / 3_600_000);
  expect(hours.every((hour, i) => i === 0 || hour === (hours[i - 1] ?? 0) + 1)).toBe(true);
  expect(Date.now() / 3_600_000 - (hours.at(-1) ?? 0)).toBeLessThan(1);
  const [stored] = await sql.query<{ n: number; unknown: number }>(
    `SELECT sum(count) FILTER (WHERE last_at > date_trunc('hour', now()) - interval '23 hours')::int AS n,
       sum(count) FILTER (WHERE device_id IS NULL)::int AS unknown FROM phone_event`,
  );
  expect(requests.reduce((sum, { served, failed }) => sum + served + failed, 0)).toBe(stored?.n);
  expect(unknownDay).toBe(stored?.unknown);
  expect(seenHour).toBeGreaterThan(0);
  expect(seenDay).toBeGreaterThanOrEqual(seenHour);
});

it('tells a tenant nothing of the one above it', async () => {
  const services = await test.console.services();
  await services.changes.write((store) =>
    insertTenant(store, { id: SUB, parentId: test.masterTenant, name: 'below', slug: null }),
  );
  const below: SessionUser = { ...user, role: 'operator', tenantId: SUB, tenantName: 'below' };
  expect(await readOverview(test.console, below)).toMatchObject({
    total: 0,
    failures: [],
    unknownDay: 0,
    seenDay: 0,
  });
  const mac = parseMac('00:15:65:aa:bb:cc');
  if (!mac) throw new Error('no MAC address');
  const form = { mac, vendor: '', model: '', description: '', plugin: '' };
  expect(await createDevice(test.console, below, form)).toMatchObject({ ok: true });
  expect((await readOverview(test.console, below)).total).toBe(1);
  expect((await readOverview(test.console, user)).total).toBe(FLEET + 1);
});

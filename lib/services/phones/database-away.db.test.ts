import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCluster, type Cluster } from '../../../bin/embedded-postgres/cluster';
import { PhoneServer } from '../../../test/phones/phone-server';
import { migrate } from '../../db/migrate';

const AGENT = 'Digium D40 2_8_1';
const file = (n: number): string => `/Digium/000fd3a1b${n.toString(16).padStart(3, '0')}.cfg`;
const address = (n: number): string => `10.0.${n >> 8}.${n & 255}`;
const KNOWN = 40;

let dir: string;
let cluster: Cluster;
let phones: PhoneServer;

/** A PostgreSQL of this file's own, to be stopped and started. */
async function startDatabase(port: number | null): Promise<void> {
  cluster = await startCluster({ dir, port });
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'offhook-away-'));
  await startDatabase(null);
  const admin = new pg.Client({ connectionString: cluster.url() });
  await admin.connect();
  await admin.query('CREATE DATABASE away');
  await admin.end();
  const migrated = await migrate(cluster.url('away'), 'prisma/migrations');
  if (!migrated.ok) throw new Error(migrated.error.message);
  phones = new PhoneServer(cluster.url('away'));
  await phones.setUp();
  await phones.start();
}, 60_000);

afterAll(async () => {
  await phones.stop();
  await phones.close();
  await cluster.stop();
  rmSync(dir, { recursive: true, force: true });
});

it('answers every phone whose file it has while the database is away, and loses no change', async () => {
  for (let n = 0; n < KNOWN; n += 1) expect((await phones.get(file(n), address(n), AGENT)).status).toBe(200);

  process.kill(cluster.pid, 'SIGQUIT'); // as bad as it gets: no good-bye
  const { port } = cluster;
  await expect.poll(() => phones.process.health().listening, { timeout: 5_000 }).toBe(false);

  const slowest: number[] = [];
  for (let n = 0; n < KNOWN; n += 1) {
    const started = performance.now();
    // Every other phone has got another address meanwhile, and a new firmware.
    const moved = n % 2 === 1;
    const answer = await phones.get(
      file(n),
      moved ? address(n + 1_000) : address(n),
      moved ? 'Digium D40 2_9_0' : AGENT,
    );
    slowest.push(performance.now() - started);
    expect(answer.status).toBe(200);
  }
  expect(Math.max(...slowest)).toBeLessThan(1_000);
  // What is needed for it is in memory, so even a phone that nobody knows gets its first file.
  expect((await phones.get(file(500), address(500), AGENT)).status).toBe(200);
  expect(phones.process.health()).toMatchObject({ databaseAway: true, listening: false, lostWrites: 0 });

  await startDatabase(port);
  await expect
    .poll(() => phones.process.health(), { timeout: 15_000 })
    .toMatchObject({
      databaseAway: false,
      listening: true,
      journalBytes: 0,
      lostWrites: 0,
    });
  const rows = await phones.rows<{ mac: string; ip: string }>('SELECT mac, ip FROM device ORDER BY mac');
  expect(rows).toHaveLength(KNOWN + 1);
  expect(rows.slice(0, KNOWN).map(({ ip }) => ip)).toEqual(
    Array.from({ length: KNOWN }, (_, n) => (n % 2 === 1 ? address(n + 1_000) : address(n))),
  );
  expect(rows[KNOWN]).toEqual({ mac: '00:0f:d3:a1:b1:f4', ip: address(500) });
  await phones.stop(); // events are written when the process ends in order
  const [events] = await phones.rows<{ n: number }>('SELECT sum(count)::int AS n FROM phone_event');
  expect(events?.n).toBe(2 * KNOWN + 1);
  await phones.start();
  const rendered = phones.renderer.rendered;
  expect((await phones.get(file(1), address(1_001), 'Digium D40 2_9_0')).status).toBe(200);
  expect(phones.renderer.rendered - rendered).toBeLessThanOrEqual(1);
}, 60_000);

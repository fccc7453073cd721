import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, it, onTestFailed } from 'vitest';
import { startCluster, type Cluster } from '../../bin/embedded-postgres/cluster';
import { readRegistry } from '../../lib/plugins/registry';
import { startOffhook } from '../../scripts/test/offhook-server.mjs';
import { bootPhone, type Boot, type Target } from '../fake-phones/phone';
import type { PhonePlan } from '../fake-phones/boot-plan';
import { planFleet } from '../fake-phones/fleet';
import { descendants } from './processes';

const KNOWN = 220;
const NEW = 24;
/** How often each phone starts while the database is away. */
const BOOT_EVERY_MS = 4_000;
const WORST_MS = 2_000;
const P99_MS = 500;

let dir: string;
let cluster: Cluster;
let server: Awaited<ReturnType<typeof startOffhook>>;
let target: Target;
let boots: Boot[];

beforeEach(async () => {
  boots = [];
  dir = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-away-'));
  cluster = await startCluster({ dir, port: null });
  await query('postgres', 'CREATE DATABASE away');
  server = await startOffhook({
    env: { DATABASE_URL: cluster.url('away'), OFFHOOK_LOG_LEVEL: 'error', OFFHOOK_FILE_CACHE_MB: '2' },
  });
  target = { httpUrl: new URL(server.phoneUrl), tftpPort: server.tftpPort, api: null };
});
afterEach(async () => {
  await server.stop();
  await cluster.stop();
  fs.rmSync(dir, { recursive: true, force: true });
});

async function query<Row>(database: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: cluster.url(database) });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** What went wrong for phones that did not get all they need. */
const problems = (some: readonly Boot[]): (string | null)[] =>
  some.filter(({ configured }) => !configured).map(({ problem }) => problem);

async function start(phone: PhonePlan): Promise<Boot> {
  const boot = await bootPhone(phone, target);
  boots.push(boot);
  return boot;
}

/** Every phone starts again and again, spread evenly over the time, until it is over. */
async function keepStarting(phones: readonly PhonePlan[], ms: number): Promise<Boot[]> {
  const seen: Boot[] = [];
  const end = performance.now() + ms;
  await Promise.all(
    phones.map(async (phone, i) => {
      let due = performance.now() + (i / phones.length) * BOOT_EVERY_MS;
      for (; performance.now() < end; due += BOOT_EVERY_MS) {
        await pause(due - performance.now());
        seen.push(await start(phone));
      }
    }),
  );
  return seen;
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, Math.max(0, ms)));

const identity = (phones: readonly PhonePlan[]): Map<string, string | null> =>
  new Map(phones.map(({ mac, ip }) => [mac, ip]));

const lost = {
  // As bad as it gets: no good-bye.
  killed: () => process.kill(cluster.pid, 'SIGQUIT'),
  // Connections stay, and nothing comes over them: a machine or a network that hangs.
  silent: () => databaseProcesses().forEach((pid) => process.kill(pid, 'SIGSTOP')),
};
const back = {
  killed: async () => void (cluster = await startCluster({ dir, port: cluster.port })),
  silent: async () => databaseProcesses().forEach((pid) => process.kill(pid, 'SIGCONT')),
};

function databaseProcesses(): number[] {
  return [cluster.pid, ...descendants(cluster.pid).map(({ pid }) => pid)];
}

it.each([
  ['killed', 30],
  ['silent', 12],
] as const)(
  'serves a building while the database is %s for %i s, and loses nothing',
  async (how, seconds) => {
    onTestFailed(() => void process.stderr.write(server.output()));
    const registry = await readRegistry(['plugins']);
    const mix = new Map([
      ['yealink', 4],
      ['snom', 3],
      ['cisco-sccp', 3],
      ['digium', 2],
      ['cisco-spa', 2],
    ]);
    const fleet = { mix, target, parallel: 20, rate: 0, boots: 1, ownAddresses: true };
    const known = await planFleet({ ...fleet, phones: KNOWN, seed: 1 }, 'plugins', registry);
    const strange = await planFleet({ ...fleet, phones: NEW, seed: 2 }, 'plugins', registry);
    expect(new Set(known.flatMap(({ requests }) => requests.map(({ via }) => via)))).toEqual(
      new Set(['http', 'tftp']),
    );
    for (let i = 0; i < known.length; i += 20) await Promise.all(known.slice(i, i + 20).map(start));
    expect(problems(boots)).toEqual([]);

    lost[how]();
    // Some phones get another address meanwhile; what they tell is to be written when the database is back.
    const present = known.map((phone, i) => (i % 5 === 0 ? { ...phone, ip: `127.40.0.${i + 1}` } : phone));
    const [during, newcomers] = await Promise.all([
      keepStarting(present, seconds * 1_000),
      Promise.all(
        strange.map((phone, i) => pause(3_000 + (i / NEW) * (seconds - 5) * 1_000).then(() => start(phone))),
      ),
    ]);
    expect(problems(during)).toEqual([]);
    // All that a new phone needs is in memory: it is served, and known when the database is back.
    expect(problems(newcomers)).toEqual([]);
    const times = [...during, ...newcomers].flatMap(({ files }) => files.map(({ ms }) => ms));
    times.sort((a, b) => a - b);
    expect(times.length).toBeGreaterThan((KNOWN * seconds * 1_000) / BOOT_EVERY_MS);
    expect(times[Math.floor(times.length * 0.99)]).toBeLessThan(P99_MS);
    expect(times.at(-1)).toBeLessThan(WORST_MS);

    await back[how]();
    const devices = (): Promise<{ mac: string; ip: string | null }[]> =>
      query('away', 'SELECT mac, ip FROM device WHERE config IS NOT NULL AND configured');
    await expect
      .poll(async () => new Map((await devices()).map(({ mac, ip }) => [mac, ip])), { timeout: 10_000 })
      .toEqual(new Map([...identity(present), ...identity(strange)]));

    expect(await server.stop()).toBe(0); // events are written when the process ends in order
    const asked = boots.reduce((sum, { files }) => sum + files.length, 0);
    const [counted] = await query<{ n: number; lost: number }>(
      'away',
      `SELECT sum(count)::int AS n, count(*) FILTER (WHERE outcome = 'dropped')::int AS lost FROM phone_event`,
    );
    expect(counted).toEqual({ n: asked, lost: 0 });
  },
);

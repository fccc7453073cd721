import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { restClient, type Answer } from '../../test/compat/rest-client';
import { serveCompat, type CompatServer } from '../../test/compat/serve';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';

const WRITERS = 200;
/** Writers that came too late try again, after a pause so that not all of them collide again. */
const TRIES = 4;
const PAUSE_MS = 400;

let database: TestDatabase;
let server: CompatServer;
let rest: ReturnType<typeof restClient>;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await serveCompat({ url: database.url, logLevel: 'fatal' });
  rest = restClient(server.base, server.token);
  const made = {
    device: { id: 'shared', X_n: 0 },
    config: { id: 'shared', parent_ids: [], raw_config: { X_n: 0 } },
  };
  await rest({ method: 'POST', path: '/dev_mgr/devices', body: { device: made.device } });
  await rest({ method: 'POST', path: '/cfg_mgr/configs', body: { config: made.config } });
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

/** A document that holds a number: where it is, how it is read and what is sent for another one. */
interface Counter {
  path: string;
  read(answer: unknown): number;
  body(n: number): unknown;
}

const COUNTERS: Record<string, Counter> = {
  device: {
    path: '/dev_mgr/devices/shared',
    read: (answer) => z.object({ device: z.object({ X_n: z.number() }) }).parse(answer).device.X_n,
    body: (n) => ({ device: { X_n: n } }),
  },
  config: {
    path: '/cfg_mgr/configs/shared',
    read: (answer) =>
      z.object({ config: z.object({ raw_config: z.object({ X_n: z.number() }) }) }).parse(answer).config
        .raw_config.X_n,
    body: (n) => ({ config: { parent_ids: [], raw_config: { X_n: n } } }),
  },
  'server parameter': {
    path: '/configure/plugin_server',
    read: (answer) => numberIn(answer, /n=(\d+)$/),
    body: (n) => ({ param: { value: `http://plugins.example.test/?n=${n}` } }),
  },
  "tenant's key": {
    path: '/configure/provisioning_key',
    read: (answer) => numberIn(answer, /^counter-(\d+)$/),
    body: (n) => ({ param: { value: `counter-${n}` } }),
  },
};

function numberIn(answer: unknown, pattern: RegExp): number {
  const { value } = z.object({ param: z.object({ value: z.string().nullable() }) }).parse(answer).param;
  return Number(pattern.exec(value ?? '')?.[1] ?? 0);
}

const put = (counter: Counter, n: number, tag: string): Promise<Answer> =>
  rest({ method: 'PUT', path: counter.path, body: counter.body(n), headers: { 'If-Match': tag } });

describe.each(Object.entries(COUNTERS))('200 parallel writers of one %s', (_, counter) => {
  it('with the same tag: exactly one of them writes, the others are told', async () => {
    const tag = String((await rest({ path: counter.path })).headers.etag);
    const answers = await Promise.all(
      Array.from({ length: WRITERS }, (_, i) => put(counter, 1_000 + i, tag)),
    );
    const codes = answers.map(({ status }) => status);
    expect(codes.filter((code) => code === 204)).toHaveLength(1);
    expect(codes.filter((code) => code === 412)).toHaveLength(WRITERS - 1);
    const winner = 1_000 + codes.indexOf(204);
    expect(counter.read(JSON.parse((await rest({ path: counter.path })).text))).toBe(winner);
  });

  it('that each add one: every addition that was acknowledged is there', async () => {
    const before = counter.read(JSON.parse((await rest({ path: counter.path })).text));
    const added = async (): Promise<boolean> => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const read = await rest({ path: counter.path });
        const answer = await put(counter, counter.read(JSON.parse(read.text)) + 1, String(read.headers.etag));
        if (answer.status === 204) return true;
        if (answer.status !== 412) throw new Error(`${answer.status}: ${answer.text}`);
        await delay(Math.random() * PAUSE_MS);
      }
      return false;
    };
    const outcomes = await Promise.all(Array.from({ length: WRITERS }, added));
    const acknowledged = outcomes.filter((outcome) => outcome).length;
    expect(acknowledged).toBeGreaterThan(1);
    expect(counter.read(JSON.parse((await rest({ path: counter.path })).text))).toBe(before + acknowledged);
  });
});

it('a writer without If-Match is not lost to one that has it', async () => {
  const { path, body, read } = COUNTERS['server parameter'] ?? { path: '', body: () => null, read: () => 0 };
  const tag = String((await rest({ path })).headers.etag);
  const [plain, conditional] = await Promise.all([
    rest({ method: 'PUT', path, body: body(5_001) }),
    rest({ method: 'PUT', path, body: body(5_002), headers: { 'If-Match': tag } }),
  ]);
  expect(plain.status).toBe(204);
  // Either it came first and was then overwritten, or it came second and was told.
  expect([204, 412]).toContain(conditional.status);
  expect(read(JSON.parse((await rest({ path })).text))).toBe(5_001);
  expect((await rest({ path, headers: { 'If-None-Match': tag } })).status).toBe(200);
});

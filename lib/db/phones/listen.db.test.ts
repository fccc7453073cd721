import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { generateKeyFile, Keyring } from '../../shared/keyring';
import { createChangeWriter } from '../changes';
import { openDatabase, type Database } from '../client';
import { ChangeListener } from './listen';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  const keyring = new Keyring(generateKeyFile());
  database = openDatabase({ url: test.url, keyring, max: 2, onIdleError: () => undefined });
});
afterAll(async () => {
  await database.close();
  await test.drop();
});

it('acknowledges a change when it has been taken in, not when it is heard of', async () => {
  const id = randomUUID();
  await database.sql.execute(
    `INSERT INTO process (id, kind, host, pid, started_at, heartbeat_at) VALUES ($1, 'phones', 'h', 1, now(), now())`,
    [id],
  );
  const heard: (() => void)[] = [];
  const listener = new ChangeListener({
    url: test.url,
    process: id,
    onChange: ({ ids }) => (ids?.[0] === 'slow' ? new Promise((taken) => heard.push(taken)) : null),
    onConnected: () => Promise.resolve(),
    onLost: () => undefined,
  });
  await listener.start();
  const writer = createChangeWriter(database, { origin: 'test', waitMs: 60_000 });
  const done: string[] = [];
  const announced = (name: string) =>
    writer
      .write((store) => {
        store.announce('device', [name]);
        return Promise.resolve();
      })
      .then(() => done.push(name));
  const slow = announced('slow');
  await expect.poll(() => heard.length).toBe(1);
  await announced('quick');
  expect(done).toEqual(['quick']);
  heard[0]?.();
  await slow;
  expect(done).toEqual(['quick', 'slow']);
  await writer.close();
  await listener.close();
});

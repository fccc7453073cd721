import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { patchOf } from '../../domain/phones/write';
import { generateKeyFile, Keyring } from '../../shared/keyring';
import { createLogger } from '../../shared/logger';
import { Journal } from './journal';

const keyring = new Keyring(generateKeyFile());
const logger = createLogger('test', 'silent');
let folder: string;
let file: string;

async function open(maxBytes?: number): Promise<Journal> {
  const journal = new Journal({ file, keyring, logger, maxBytes });
  await journal.open();
  return journal;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-journal-'));
  file = join(folder, 'journal');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (id: string) => patchOf(id, { force: { ip: '10.0.0.1' } });

it('gives writes back in order, to another process too, and keeps nothing in clear', async () => {
  const first = await open();
  expect(await first.append([write('a'), write('b')])).toBe(true);
  expect(await first.append([write('c')])).toBe(true);
  await first.close();
  expect(readFileSync(file).includes('10.0.0.1')).toBe(false);

  const second = await open();
  const ids: string[] = [];
  for (let next = await second.next(); next; next = await second.next()) {
    ids.push(...next.writes.map(({ id }) => id));
    await next.sent();
  }
  expect(ids).toEqual(['a', 'b', 'c']);
  expect([second.empty, readFileSync(file).length]).toEqual([true, 0]);
  await second.close();
});

it('gives again what was not known to have arrived', async () => {
  const journal = await open();
  await journal.append([write('a')]);
  expect((await journal.next())?.writes).toHaveLength(1);
  expect((await journal.next())?.writes).toHaveLength(1);
  await journal.close();
});

it('cuts off a record that a crash left incomplete', async () => {
  const journal = await open();
  await journal.append([write('a')]);
  await journal.close();
  appendFileSync(file, Buffer.from([0, 0, 1, 0, 1, 2, 3]));
  const again = await open();
  const next = await again.next();
  expect(next?.writes).toHaveLength(1);
  await next?.sent();
  expect(await again.next()).toBeNull();
  expect(await again.append([write('b')])).toBe(true);
  expect((await again.next())?.writes[0]?.id).toBe('b');
  await again.close();
});

it('says so when it is full', async () => {
  const journal = await open(10);
  expect(await journal.append([write('a')])).toBe(false);
  await journal.close();
});

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { generateKeyFile, Keyring } from '../../../shared/keyring';
import { createLogger } from '../../../shared/logger';
import { FileStore } from './store';

const KB = 1024;
let folder: string;
let store: FileStore;

function open(memory: number, disk: number): FileStore {
  const keyring = new Keyring(generateKeyFile());
  return new FileStore({
    keyring,
    logger: createLogger('test', 'silent'),
    memoryBudget: memory,
    disk: { folder, budget: disk, segmentBytes: 128 * KB },
  });
}

const onDisk = (): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-store-'));
});
afterEach(async () => {
  await store.close(false);
  rmSync(folder, { recursive: true, force: true });
});

it('keeps what does not fit into memory sealed on disk, and reads it back', async () => {
  store = open(100 * KB, 10_000 * KB);
  const contents = Array.from({ length: 60 }, (_, n) => Buffer.from(`secret ${n} `.repeat(1_000)));
  const files = contents.map((bytes) => store.put(bytes));
  await store.flush();
  for (const [n, file] of files.entries())
    expect((await store.load(file))?.equals(contents[n] ?? Buffer.alloc(0))).toBe(true);
  expect(store.stats().memoryBytes).toBeLessThanOrEqual(125 * KB);
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name)).includes('secret')).toBe(false);
});

it('keeps equal contents once, until the last user is gone', async () => {
  store = open(100 * KB, 1_000 * KB);
  const first = store.put(Buffer.from('same'));
  const second = store.put(Buffer.from('same'));
  expect(second).toBe(first);
  store.release(first);
  expect((await store.load(second))?.toString()).toBe('same');
  store.release(second);
  expect(store.stats()).toMatchObject({ files: 0, memoryBytes: 0 });
});

it('stays within its budget on disk when everything is rendered anew again and again', async () => {
  store = open(64 * KB, 1_000 * KB);
  let files = Array.from({ length: 20 }, () => store.put(randomBytes(20 * KB)));
  for (let round = 0; round < 20; round += 1) {
    const fresh = files.map(() => store.put(randomBytes(20 * KB)));
    for (const file of files) store.release(file);
    files = fresh;
    await store.flush();
  }
  await expect.poll(onDisk).toBeLessThan(1_200 * KB);
  const loaded = await Promise.all(files.map(async (file) => store.load(file)));
  expect(loaded.every((bytes) => bytes?.length === 20 * KB)).toBe(true);
});

it('forgets the oldest when what lives is more than the disk may hold: it is rendered again', async () => {
  store = open(40 * KB, 400 * KB);
  const files = [];
  for (let n = 0; n < 60; n += 1) {
    files.push(store.put(randomBytes(20 * KB)));
    await store.flush();
  }
  await expect.poll(onDisk).toBeLessThan(600 * KB);
  const loaded = await Promise.all(files.map(async (file) => store.load(file)));
  expect(loaded[0]).toBeNull();
  expect(loaded.at(-1)?.length).toBe(20 * KB);
});

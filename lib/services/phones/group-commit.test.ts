import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { patchOf, type PhoneWrite, type WriteResult } from '../../domain/phones/write';
import { generateKeyFile, Keyring } from '../../shared/keyring';
import { createLogger } from '../../shared/logger';
import { GroupCommit } from './group-commit';
import { Journal } from './journal';

const logger = createLogger('test', 'silent');
const AWAY = new Error('away');
const patch = (id: string, ip = '10.0.0.1') => patchOf(id, { force: { ip } });

let folder: string;
let journal: Journal;
let away: boolean;
let running: number;
let mostRunning: number;
let written: string[];
let commit: GroupCommit;

async function write(writes: readonly PhoneWrite[]): Promise<WriteResult[]> {
  mostRunning = Math.max(mostRunning, ++running);
  await new Promise((done) => setTimeout(done, 5));
  running -= 1;
  if (away) throw AWAY;
  written.push(...writes.map(({ id }) => id));
  return writes.map(() => 'written');
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-commit-'));
  journal = new Journal({ file: join(folder, 'journal'), keyring: new Keyring(generateKeyFile()), logger });
  await journal.open();
  [away, running, mostRunning, written] = [true, 0, 0, []];
  commit = new GroupCommit({
    journal,
    logger,
    write,
    isAway: (error) => error === AWAY,
    onConflict: () => undefined,
  });
});
afterEach(async () => {
  await commit.close();
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes of different lengths, each a record of its own. */
async function keep(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, i) => `${'d'.repeat(i % 7)}${i}`);
  for (const id of ids) expect(await commit.add(patch(id))).toBe('kept');
  return ids;
}

it('sends each write once and in order, however often it is told that the database is back', async () => {
  const ids = await keep(40);
  away = false;
  const started = [commit.start(), commit.start()];
  await new Promise((done) => setTimeout(done, 50));
  started.push(commit.start());
  const meanwhile = commit.add(patch('meanwhile'));
  await Promise.all(started);
  expect(['kept', 'written']).toContain(await meanwhile);
  await expect.poll(() => written).toEqual([...ids, 'meanwhile']);
  expect(mostRunning).toBe(1);
  expect(commit.stats()).toMatchObject({ away: false, journalBytes: 0, lost: 0 });
});

it('says that it could not start while the database is away, and keeps everything', async () => {
  const ids = await keep(3);
  await expect(commit.start()).rejects.toThrow('away');
  expect(written).toEqual([]);
  away = false;
  await commit.start();
  expect(written).toEqual(ids);
  expect(await commit.add(patch('after'))).toBe('written');
});

it('one write that the database refuses costs no other', async () => {
  away = false;
  const refusing = new GroupCommit({
    journal,
    logger,
    isAway: () => false,
    onConflict: () => undefined,
    write: (writes) =>
      writes.some(({ id }) => id === 'bad') ? Promise.reject(new Error('refused')) : write(writes),
  });
  const outcomes = await Promise.all(['a', 'bad', 'b', 'c'].map((id) => refusing.add(patch(id))));
  expect(outcomes).toEqual(['written', 'lost', 'written', 'written']);
  expect(refusing.stats().lost).toBe(1);
});

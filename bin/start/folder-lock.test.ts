import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder, removeLock } from './folder-lock';

let dataDir: string;
let file: string;
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-folder-lock-'));
  file = path.join(dataDir, 'supervisor.json');
});
afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }));

describe('lockFolder', () => {
  it('takes the folder of a process that is gone, also when its number was given again', async () => {
    fs.writeFileSync(file, JSON.stringify({ pid: process.ppid, startedAt: 'another boot/1' }));
    const lock = await lockFolder(dataDir);
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
    if (lock.ok) lock.value.release();
    expect(fs.readdirSync(dataDir)).toEqual([]);
  });

  it('gives a lock that is being written a second before it takes it for left', async () => {
    fs.writeFileSync(file, '');
    const before = Date.now();
    const lock = await lockFolder(dataDir);
    expect(Date.now() - before).toBeGreaterThan(800);
    if (lock.ok) lock.value.release();
  });

  it('leaves alone what another starter has made since, also when it is released', async () => {
    const lock = await lockFolder(dataDir);
    fs.writeFileSync(file, 'of another');
    removeLock(file, 'left by one that is gone');
    if (lock.ok) lock.value.release();
    expect(fs.readFileSync(file, 'utf8')).toBe('of another');
  });
});

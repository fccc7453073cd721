import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withBuildLock } from '../scripts/build/lock.mjs';

let folder: string;
let lock: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-build-lock-'));
  lock = path.join(folder, 'build.lock');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

async function builds(): Promise<boolean> {
  let done = false;
  await withBuildLock(() => (done = true), lock);
  return done && fs.readdirSync(folder).length === 0;
}

describe('the lock of the build', () => {
  it('is made and removed', async () => {
    let held = false;
    await withBuildLock(() => (held = fs.existsSync(lock)), lock);
    expect(held).toBe(true);
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it.each(['', '12345'])('is taken when it names nobody: %o', async (text) => {
    fs.writeFileSync(lock, text);
    expect(await builds()).toBe(true);
  });

  it('is taken when its process is gone and another one has got the number', async () => {
    fs.writeFileSync(lock, JSON.stringify({ pid: process.ppid, startedAt: 'another boot/1' }));
    expect(await builds()).toBe(true);
  });

  it('waits while its process builds, and no longer when it is killed', async () => {
    const other = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { withBuildLock } from ${JSON.stringify(path.resolve('scripts/build/lock.mjs'))};
       await withBuildLock(() => new Promise((resolve) => setTimeout(resolve, 60_000)), ${JSON.stringify(lock)});`,
    ]);
    while (!fs.existsSync(lock)) await new Promise((resolve) => setTimeout(resolve, 20));
    let done = false;
    const waiting = withBuildLock(() => (done = true), lock);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(done).toBe(false);
    other.kill('SIGKILL');
    await once(other, 'exit');
    await waiting;
    expect(done).toBe(true);
  });

  it('is not waited for where it cannot be made', async () => {
    await expect(withBuildLock(() => undefined, path.join(folder, 'none/build.lock'))).rejects.toThrow(
      /build\.lock can't be written: ENOENT/,
    );
  });
});

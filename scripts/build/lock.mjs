import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const LOCK = '.cache/build.lock';

/** Runs `work` while no other process builds in this checkout. The lock of a process that is gone does not count. */
export async function withBuildLock(work) {
  for (let told = false; !tryLock(); told = true) {
    if (!told) console.error('offhook: waiting for another process that builds in this folder …');
    await delay(200);
  }
  const release = () => fs.rmSync(LOCK, { force: true });
  process.once('exit', release);
  try {
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function tryLock() {
  try {
    fs.writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    const holder = Number(readOr(LOCK, ''));
    if (holder > 0 && !isAlive(holder)) fs.rmSync(LOCK, { force: true });
    return false;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause.code === 'EPERM';
  }
}

function readOr(file, otherwise) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

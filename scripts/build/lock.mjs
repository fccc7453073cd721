import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const LOCK = '.cache/build.lock';
/** A lock that names nobody may be one that is being written. */
const UNREADABLE_MS = 1_000;
/** After this long the person who waits is told what for. */
const PATIENCE_MS = 10_000;

/**
 * Runs `work` while no other process builds in this checkout. What a process that is gone has left does not count: the
 * lock names the process and when it began, so that a process id that was given again is no obstacle either.
 *
 * @param {() => unknown} work
 */
export async function withBuildLock(work, lock = LOCK) {
  const own = JSON.stringify({ pid: process.pid, startedAt: startTime(process.pid) });
  const since = Date.now();
  // Twice: the first try may clear away what was left.
  for (let told = 0; !(tryLock(lock, own) || tryLock(lock, own));) {
    if (told === 0) {
      console.error('offhook: waiting for another process that builds in this folder …');
      told = 1;
    } else if (told === 1 && Date.now() - since > PATIENCE_MS) {
      const holder = readHolder(lock);
      const who = holder ? `process ${holder.pid}` : 'another process';
      console.error(`offhook: still waiting for ${who}; if it builds nothing, end it or remove ${lock}`);
      told = 2;
    }
    await delay(200);
  }
  const release = () => removeLock(lock, own);
  process.once('exit', release);
  try {
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function tryLock(lock, own) {
  try {
    fs.writeFileSync(lock, own, { flag: 'wx' });
  } catch (cause) {
    if (cause.code !== 'EEXIST') throw new Error(`${lock} can't be written: ${cause.message}`, { cause });
    const seen = readOr(lock, '');
    if (!isHeld(lock)) removeLock(lock, seen);
    return false;
  }
  return readOr(lock, '') === own; // it may have been taken for one that nobody writes
}

function isHeld(lock) {
  const holder = readHolder(lock);
  if (holder) {
    const { pid, startedAt } = holder;
    return pid !== process.pid && isAlive(pid) && startTime(pid) === startedAt;
  }
  const changed = fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Math.abs(Date.now() - changed) < UNREADABLE_MS; // clocks go back, too
}

/** Removes the lock that was seen; one that another process has made since is put back. */
function removeLock(lock, seen) {
  if (readOr(lock, '') !== seen) return;
  const aside = `${lock}.${randomBytes(4).toString('hex')}`;
  try {
    fs.renameSync(lock, aside);
    if (readOr(aside, '') !== seen) fs.linkSync(aside, lock);
  } catch (cause) {
    // Somebody else has removed it, or made the next one.
    if (cause.code !== 'ENOENT' && cause.code !== 'EEXIST') throw cause;
  } finally {
    fs.rmSync(aside, { recursive: true, force: true });
  }
}

function readHolder(lock) {
  try {
    const { pid, startedAt } = JSON.parse(fs.readFileSync(lock, 'utf8'));
    return Number.isInteger(pid) && pid > 0 && typeof startedAt === 'string' ? { pid, startedAt } : null;
  } catch {
    return null;
  }
}

/** Clock ticks since boot at which a process began, with the boot's id; empty where the system does not tell, or for a zombie. */
function startTime(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return '';
    return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`;
  } catch {
    return '';
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

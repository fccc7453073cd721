import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface LocalFolder {
  path: string;
  release(): void;
}

const MAX_PROCESSES = 64;

/**
 * A folder of this process alone below `parent`, the first that no living process holds: so a process that starts again
 * finds the journal and the files that it left.
 */
export function takeLocalFolder(parent: string): LocalFolder {
  for (let n = 0; n < MAX_PROCESSES; n += 1) {
    const path = join(parent, String(n));
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const lock = join(path, 'owner');
    if (take(lock) || (!isHeld(lock) && retake(lock))) {
      return { path, release: () => rmSync(lock, { force: true }) };
    }
  }
  throw new Error(`More than ${MAX_PROCESSES} phone processes use ${parent}.`);
}

function take(lock: string): boolean {
  try {
    const descriptor = openSync(lock, 'wx', 0o600);
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch {
    return false;
  }
}

function retake(lock: string): boolean {
  rmSync(lock, { force: true });
  return take(lock);
}

function isHeld(lock: string): boolean {
  try {
    const pid = Number(readFileSync(lock, 'utf8'));
    if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process lives as well, though it can't be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

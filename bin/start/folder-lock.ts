import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { appError } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';
import { isAlive } from '../embedded-postgres/postmaster';
import { errorCode } from './error-code';

const holder = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
type Holder = z.infer<typeof holder>;

/** How long to wait for a supervisor that is on its way out, e.g. because its terminal was closed. */
const WAIT_MS = 10_000;
/** A lock that names nobody may be one that is being written. */
const UNREADABLE_MS = 1_000;

export interface FolderLock {
  release(): void;
}

/**
 * Makes this the only supervisor on a data folder. What a killed one has left does not count: the lock names the
 * process and when it began, so that a process id that was given again is no obstacle either.
 */
export async function lockFolder(dataDir: string): Promise<Result<FolderLock>> {
  const file = path.join(dataDir, 'supervisor.json');
  const own: Holder = { pid: process.pid, startedAt: startTime(process.pid) };
  const text = JSON.stringify(own);
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    // Read again: a starter that was held up while it wrote may have been taken for one that is gone.
    if (writeNew(file, text) && readText(file) === text) return ok({ release: () => removeLock(file, text) });
    const seen = readText(file);
    const other = parse(seen);
    if (other === null ? age(file) > UNREADABLE_MS : !stillRuns(other)) removeLock(file, seen);
    else if (other !== null && Date.now() > deadline) {
      const message = `Offhook already runs on the data folder ${dataDir} (process ${other.pid}). Stop it, or set OFFHOOK_DATA_DIR to another folder.`;
      return err(appError('conflict', message));
    } else await delay(100);
  }
}

/** Removes the lock that was seen; one that another starter has made since is put back. */
export function removeLock(file: string, seen: string): void {
  if (readText(file) !== seen) return;
  const aside = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    fs.renameSync(file, aside);
    if (readText(aside) !== seen) fs.linkSync(aside, file);
  } catch (cause) {
    // Somebody else has removed it, or made the next one.
    if (!['ENOENT', 'EEXIST'].includes(errorCode(cause))) throw cause;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

function age(file: string): number {
  const changed = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return changed === undefined ? 0 : Math.abs(Date.now() - changed); // clocks go back, too
}

function stillRuns(other: Holder): boolean {
  return other.pid !== process.pid && isAlive(other.pid) && startTime(other.pid) === other.startedAt;
}

/** Clock ticks since boot at which a process began, with the boot's id; empty where the system does not tell. */
function startTime(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    return `${fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  } catch {
    return '';
  }
}

function writeNew(file: string, text: string): boolean {
  try {
    fs.writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false;
    throw cause;
  }
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function parse(text: string): Holder | null {
  try {
    return holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { appError } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';
import { isAlive } from '../embedded-postgres/postmaster';

const holder = z.object({ pid: z.number().int().positive(), startedAt: z.string() });
type Holder = z.infer<typeof holder>;

/** How long to wait for a supervisor that is on its way out, e.g. because its terminal was closed. */
const WAIT_MS = 10_000;

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
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    if (writeNew(file, JSON.stringify(own))) return ok({ release: () => fs.rmSync(file, { force: true }) });
    const other = read(file);
    if (other === null || !stillRuns(other)) fs.rmSync(file, { force: true });
    else if (Date.now() > deadline) {
      const message = `Offhook already runs on the data folder ${dataDir} (process ${other.pid}). Stop it, or set OFFHOOK_DATA_DIR to another folder.`;
      return err(appError('conflict', message));
    } else await delay(100);
  }
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
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw cause;
  }
}

function read(file: string): Holder | null {
  try {
    return holder.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

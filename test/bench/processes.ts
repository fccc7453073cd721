import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Arguments of a Node process that is to write a processor profile into a folder when it ends. */
export function profiling(folder: string | null): string[] {
  return folder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

let ticksPerSecond: number | null = null;

/** The processor time that a process has used with all its threads, in seconds. */
export function cpuSeconds(pid: number): number {
  ticksPerSecond ??= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  const fields = statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** The resident memory of a process and of all below it, in bytes. Worker threads are part of their process. */
export function residentBytes(pid: number): number {
  return withDescendants(pid).reduce((sum, each) => sum + ownResidentBytes(each), 0);
}

function ownResidentBytes(pid: number): number {
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(line?.[1] ?? 0) * 1024;
  } catch {
    return 0; // it has ended since
  }
}

/**
 * Waits until these processes, and those below them, use less than a twentieth of a core: what the last measurement has
 * left to do (writing events, collecting garbage) is not to burden the next. Given up after `limitMs`.
 */
export async function quiet(pids: readonly number[], limitMs = 15_000): Promise<void> {
  const spent = (): number =>
    pids.flatMap(withDescendants).reduce((sum, pid) => sum + (cpuOrZero(pid) ?? 0), 0);
  const end = Date.now() + limitMs;
  for (let before = spent(); Date.now() < end;) {
    await delay(500);
    const now = spent();
    if (now - before < 0.025) return;
    before = now;
  }
}

function cpuOrZero(pid: number): number {
  try {
    return cpuSeconds(pid);
  } catch {
    return 0;
  }
}

function withDescendants(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), Number(statOf(Number(name))[1]));
    } catch {
      // it has ended since
    }
  }
  const below = (pid: number): number[] => [
    pid,
    ...[...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => below(child)),
  ];
  return below(root);
}

/** The fields of /proc/<pid>/stat from the state on (proc(5) numbers it 3). */
function statOf(pid: number): string[] {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findPostmaster, isAlive } from '../../bin/embedded-postgres/postmaster';

const PREFIX = 'offhook-bench-';

/** What has to be undone at the end of a run, whatever ends it; last things first. */
export class Cleanup {
  readonly #steps: (() => Promise<void> | void)[] = [];
  #running: Promise<void> | null = null;

  add(step: () => Promise<void> | void): void {
    this.#steps.push(step);
  }

  /** Nothing that would have to be undone is begun when the end has begun. */
  assertGoesOn(): void {
    if (this.#running) throw new Error('the run is being ended');
  }

  run(): Promise<void> {
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (cause) {
        process.stderr.write(`bench: ${String(cause)}\n`);
      }
    }
  }
}

/** A folder that is gone when the run is over. Removes what runs that were killed have left. */
export function temporaryFolder(cleanup: Cleanup): string {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const owner = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('-')[0] : NaN);
    if (!Number.isInteger(owner) || isAlive(owner)) continue;
    const left = path.join(os.tmpdir(), name);
    const server = findPostmaster(path.join(left, 'postgres', 'pgdata'));
    if (server) process.kill(server.pid, 'SIGQUIT');
    fs.rmSync(left, { recursive: true, force: true });
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  cleanup.add(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

import { fork, type ChildProcess } from 'node:child_process';
import type { Logger } from '../../lib/shared/logger';
import { childMessage, DRAIN_MS, EXIT_UNUSABLE } from '../process/messages';
import { runtimeOf } from './runtime';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
/** A process that ran this long has recovered: its next fall is a new one. */
const STEADY_MS = 30_000;
/** A process that says nothing for this long is stuck. Compiling or a pause of the machine takes far less. */
const SILENCE_LIMIT_MS = 60_000;

export interface SupervisedOptions {
  name: string;
  script: string;
  environment: NodeJS.ProcessEnv;
  log: Logger;
  /** It ended in a way that starting it again would not mend. */
  onUnusable(name: string): void;
}

/** A child process that is started again, ever later up to 10 s, when it dies or falls silent. */
export class Supervised {
  readonly #options: SupervisedOptions;
  #child: ChildProcess | null = null;
  #restart: NodeJS.Timeout | null = null;
  #delay = FIRST_DELAY_MS;
  #stopping = false;
  #markReady: () => void = () => {};
  /** Resolves when the process has said for the first time that it is ready. */
  readonly ready = new Promise<void>((resolve) => (this.#markReady = resolve));

  constructor(options: SupervisedOptions) {
    this.#options = options;
    this.#start();
  }

  /** Asks the process to finish, and kills it when it takes too long. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#restart) clearTimeout(this.#restart);
    const child = this.#child;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    if (child.connected) child.send({ type: 'stop' }, () => undefined);
    else child.kill('SIGTERM');
    const limit = setTimeout(() => child.kill('SIGKILL'), DRAIN_MS + 500);
    await gone;
    clearTimeout(limit);
  }

  #start(): void {
    const { name, script, environment, log } = this.#options;
    const startedAt = Date.now();
    // A group of its own: Ctrl-C in the terminal goes to the supervisor alone, which ends the others in order.
    const { execArgv, environment: forLibrary } = runtimeOf(name);
    const child = fork(script, { env: { ...forLibrary, ...environment }, execArgv, detached: true });
    this.#child = child;
    let heardAt = Date.now();
    const watch = setInterval(() => {
      if (Date.now() - heardAt < SILENCE_LIMIT_MS) return;
      log.error({ name }, 'a process has fallen silent; ending it');
      child.kill('SIGKILL');
    }, 5_000);
    child.on('message', (message) => {
      const parsed = childMessage.safeParse(message);
      if (!parsed.success) return;
      heardAt = Date.now();
      if (parsed.data.type === 'ready') this.#markReady();
    });
    child.on('error', (cause) => log.error({ err: cause, name }, 'a process could not be started'));
    child.once('exit', (code, signal) => {
      clearInterval(watch);
      this.#child = null;
      if (this.#stopping) return;
      if (code === EXIT_UNUSABLE) return this.#options.onUnusable(name);
      if (Date.now() - startedAt > STEADY_MS) this.#delay = FIRST_DELAY_MS;
      log.warn({ name, code, signal, delayMs: this.#delay }, 'a process has ended; starting it again');
      this.#restart = setTimeout(() => this.#start(), this.#delay);
      this.#delay = Math.min(this.#delay * 2, LONGEST_DELAY_MS);
    });
  }
}

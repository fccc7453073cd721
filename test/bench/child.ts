import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import type { z } from 'zod';
import type { Cleanup } from './cleanup';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 15_000;

export interface ChildOptions {
  name: string;
  script: string;
  args?: readonly string[];
  execArgv?: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Takes standard output and error. */
  logFile: string;
  cleanup: Cleanup;
}

/** A Node process of ours that speaks over IPC. When it ends unasked, whoever waits for it is told, with its last words. */
export class Child {
  readonly #options: ChildOptions;
  readonly #process: ChildProcess;
  readonly #ended: Promise<never>;
  #stopping = false;

  private constructor(options: ChildOptions) {
    this.#options = options;
    options.cleanup.assertGoesOn();
    const log = fs.openSync(options.logFile, 'a');
    // A group of its own: Ctrl-C is for the benchmark, which ends the others in order.
    this.#process = fork(options.script, [...(options.args ?? [])], {
      env: options.env,
      execArgv: [...(options.execArgv ?? [])],
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    fs.closeSync(log);
    this.#ended = once(this.#process, 'exit').then(([code, signal]) => {
      const words = fs.readFileSync(options.logFile, 'utf8').trim().split('\n').slice(-5).join('\n');
      throw new Error(`${options.name} has ended (${String(signal ?? code)}).\n${words}`);
    });
    this.#ended.catch(() => undefined);
    options.cleanup.add(() => this.kill());
  }

  /** Resolves when the process has sent its first message, which is `{type: 'ready'}`. */
  static async start(options: ChildOptions): Promise<Child> {
    const child = new Child(options);
    await child.#message(START_LIMIT_MS);
    return child;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Sends a message and waits for the next one that is no sign of life. */
  async ask<T>(message: object, schema: z.ZodType<T>, limitMs: number): Promise<T> {
    const answer = this.#message(limitMs);
    this.#process.send(message);
    return schema.parse(await answer);
  }

  /** Asks the process to end in order. */
  async stop(): Promise<void> {
    if (this.#gone) return;
    this.#stopping = true;
    this.#process.send({ type: 'stop' }, () => undefined);
    const limit = setTimeout(() => this.#process.kill('SIGKILL'), STOP_LIMIT_MS);
    await this.#ended.catch(() => undefined);
    clearTimeout(limit);
  }

  async kill(): Promise<void> {
    if (this.#gone) return;
    this.#stopping = true;
    this.#process.kill('SIGKILL');
    await this.#ended.catch(() => undefined);
  }

  get #gone(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  async #message(limitMs: number): Promise<unknown> {
    const limit = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, failed) => {
      timer = setTimeout(() => failed(new Error(`${this.#options.name} says nothing.`)), limitMs);
    });
    try {
      return await Promise.race([this.#next(limit.signal), this.#ended, late]);
    } finally {
      clearTimeout(timer);
      limit.abort();
    }
  }

  async #next(signal: AbortSignal): Promise<unknown> {
    for (;;) {
      const [message] = await once(this.#process, 'message', { signal });
      if (!isSignOfLife(message)) return message;
    }
  }
}

function isSignOfLife(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'alive';
}

/** Runs a program to its end. Standard output, or an error with what it said. */
export async function runProgram(
  file: string,
  args: readonly string[],
  cleanup: Cleanup,
  limitMs: number,
): Promise<string> {
  cleanup.assertGoesOn();
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  cleanup.add(() => void child.kill('SIGKILL'));
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const [code] = await once(child, 'close');
  clearTimeout(timer);
  if (code !== 0)
    throw new Error(`${file}: ${errors.trim() || output.trim() || `exit status ${String(code)}`}`);
  return output;
}

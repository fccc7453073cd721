import { Worker } from 'node:worker_threads';
import type { RenderFailure } from '../types';
import type { Job } from './job';
import { lineKeyOf, type AnyOutcome, type WorkerReply, type WorkerRequest } from './protocol';

export interface WorkerSettings {
  url: URL;
  timeoutMs: number;
  memoryMb: number;
}

export interface WorkerEvents {
  /** A job is answered; the worker has room again. `tookMs` is the time inside the worker. */
  finished(job: Job, outcome: AnyOutcome, tookMs: number): void;
  /** The worker is gone. `culprit` is the job it was running, `waiting` the jobs behind it. */
  gone(worker: PoolWorker, culprit: Job | undefined, failure: RenderFailure, waiting: Job[]): void;
}

/** Jobs given to a worker at once: the second one hides the way between the threads. */
const DEPTH = 2;

/** One thread with what it was sent and what it is running. */
export class PoolWorker {
  readonly #thread: Worker;
  readonly #jobs: Job[] = [];
  readonly #sent = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #gone = false;
  #ready = false;

  constructor(
    readonly settings: WorkerSettings,
    readonly events: WorkerEvents,
  ) {
    this.#thread = new Worker(settings.url, {
      env: {},
      execArgv: [],
      stdin: false,
      resourceLimits: {
        maxOldGenerationSizeMb: settings.memoryMb,
        maxYoungGenerationSizeMb: 8,
        stackSizeMb: 4,
      },
    });
    this.#thread.unref();
    this.#thread.on('message', (reply: WorkerReply) => this.#answered(reply));
    this.#thread.on('error', (error) => this.#died(failureOf(error)));
    this.#thread.on('exit', () => this.#died(STOPPED));
    this.#timer = setTimeout(() => this.#died(NOT_STARTED), START_MS);
    this.#timer.unref();
  }

  get load(): number {
    return this.#jobs.length;
  }

  get hasRoom(): boolean {
    return !this.#gone && this.#jobs.length < DEPTH;
  }

  /** Keeps the process alive only while a job runs. */
  run(job: Job, resend = false): void {
    const [lineKey, customKey] = [lineKeyOf(job.line), job.customKey];
    // The text is made when it is sent: one that waited with its job would outlive the young generation of the heap.
    const work = JSON.stringify(job.work);
    const request: WorkerRequest = { id: job.id, lineKey, customKey, work, encoded: job.encoded };
    if (resend || !this.#sent.has(`line ${lineKey}`)) request.line = job.line;
    if (customKey !== null && (resend || !this.#sent.has(`custom ${customKey}`))) request.custom = job.custom;
    this.#sent.add(`line ${lineKey}`);
    if (customKey !== null) this.#sent.add(`custom ${customKey}`);
    this.#jobs.push(job);
    if (this.#jobs.length === 1 && this.#ready) this.#start();
    this.#thread.ref();
    this.#thread.postMessage(request);
  }

  /** Ends the thread; answers with the jobs that it leaves undone. */
  async close(): Promise<Job[]> {
    this.#gone = true;
    this.#stopTimer();
    const left = this.#jobs.splice(0);
    await this.#thread.terminate();
    return left;
  }

  #start(): void {
    this.#stopTimer();
    this.#timer = setTimeout(() => this.#died(tooSlow(this.settings.timeoutMs)), this.settings.timeoutMs);
  }

  #answered(reply: WorkerReply): void {
    if ('ready' in reply) {
      this.#stopTimer();
      this.#ready = true;
      if (this.#jobs.length > 0) this.#start();
      return;
    }
    const at = this.#jobs.findIndex((job) => job.id === reply.id);
    const [job] = at < 0 ? [] : this.#jobs.splice(at, 1);
    if (!job || this.#gone) return;
    if (this.#jobs.length > 0) this.#start();
    else {
      this.#stopTimer();
      this.#thread.unref();
    }
    if ('missing' in reply) this.run(job, true);
    else this.events.finished(job, reply.outcome, reply.ms);
  }

  #died(failure: RenderFailure): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#stopTimer();
    void this.#thread.terminate();
    const [culprit, ...waiting] = this.#jobs.splice(0);
    this.events.gone(this, culprit, failure, waiting);
  }

  #stopTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** Loading the code takes 50 ms; on a machine under full load it may take much longer. */
const START_MS = 20_000;
const NOT_STARTED: RenderFailure = { code: 'limit', message: 'The rendering worker does not start.' };
const STOPPED: RenderFailure = { code: 'limit', message: 'The rendering was stopped.' };

function tooSlow(timeoutMs: number): RenderFailure {
  return { code: 'timeout', message: `The rendering took longer than ${timeoutMs} ms and was stopped.` };
}

function failureOf(error: unknown): RenderFailure {
  const memory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return {
    code: 'limit',
    message: memory ? 'The rendering needs too much memory.' : 'The rendering stopped its worker.',
  };
}

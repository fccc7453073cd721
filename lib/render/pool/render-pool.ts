import type { PluginLine } from '../../domain/plugins/plugin';
import { err } from '../../shared/result';
import type { CustomTemplates } from '../custom-templates';
import type { RenderFailure } from '../types';
import { CustomTrust } from './custom-trust';
import { JobQueue, type Job, type Priority } from './job';
import { PoolWorker } from './pool-worker';
import type { AnyOutcome, EncodedOutcome, RenderOutcome, RenderWork } from './protocol';

export interface PoolOptions {
  /** The bundled worker, `dist/render-worker.mjs` (built from `bin/render-worker.ts`). */
  url: URL;
  /** Workers for everybody. Beside them, once they are needed, are one for unproven custom templates and one spare. Default 2. */
  size?: number;
  /** Wall clock of one rendering, in milliseconds, after which its worker is replaced. Default 3000. */
  timeoutMs?: number;
  /** Heap of a worker. Default 160. */
  memoryMb?: number;
  /** Jobs that may wait; more are refused. Default 10,000 of phones and 50,000 of warming. */
  maxWaiting?: Record<Priority, number>;
}

export interface RenderRequest {
  line: PluginLine;
  work: RenderWork;
  custom?: CustomTemplates;
  priority?: Priority;
}

export interface PoolStats {
  waiting: Record<Priority, number>;
  running: number;
  rendered: number;
  /** Time spent inside workers, in milliseconds. */
  workerMs: number;
  failed: number;
  refused: number;
  /** Workers that had to be stopped or died. */
  replaced: number;
}

const BUSY: RenderFailure = { code: 'limit', message: 'Too many renderings are waiting.' };
const CLOSED: RenderFailure = { code: 'limit', message: 'The server is stopping.' };
/** A start that fails at once is not tried again at once. */
const RESTART_DELAY_MS = 250;
/** Workers lost in a row, without a job of theirs being the cause, after which waiting jobs are told. */
const HOPELESS = 6;
const NO_WORKER: RenderFailure = { code: 'limit', message: 'The rendering workers do not start.' };

/**
 * Renders in worker threads. Phones come before warming; unproven custom templates have a worker of their own
 * (`CustomTrust`); a worker that does not answer in time is stopped, its job fails, the jobs behind it go to another,
 * and the spare takes its place at once. There is a spare from the first time on that one was needed: an idle worker takes
 * 10 MB and more.
 */
export class RenderPool {
  readonly #main: PoolWorker[] = [];
  #lane: PoolWorker | null = null;
  #spare: PoolWorker | null = null;
  readonly #queue = new JobQueue();
  readonly #unproven = new JobQueue();
  readonly #trust = new CustomTrust();
  readonly #settings: { url: URL; timeoutMs: number; memoryMb: number };
  readonly #size: number;
  readonly #maxWaiting: Record<Priority, number>;
  #closed = false;
  #nextId = 1;
  #lastReplacement = 0;
  #lostIdle = 0;
  #counts = { rendered: 0, workerMs: 0, failed: 0, refused: 0, replaced: 0 };

  constructor(options: PoolOptions) {
    this.#size = Math.max(1, options.size ?? 2);
    this.#settings = {
      url: options.url,
      timeoutMs: options.timeoutMs ?? 3000,
      memoryMb: options.memoryMb ?? 160,
    };
    this.#maxWaiting = options.maxWaiting ?? { phone: 10_000, warm: 50_000 };
    for (let i = 0; i < this.#size; i++) this.#main.push(this.#worker());
  }

  /** Files as text. Never rejects; the failure says why there is no file. */
  render(request: RenderRequest): Promise<RenderOutcome> {
    return new Promise((done) => this.#ask(request, false, (outcome) => done(asText(outcome))));
  }

  /** Files as the bytes that phones get. Never rejects. */
  encode(request: RenderRequest): Promise<EncodedOutcome> {
    return new Promise((done) => this.#ask(request, true, (outcome) => done(asBytes(outcome))));
  }

  #ask(
    { line, work, custom, priority = 'phone' }: RenderRequest,
    encoded: boolean,
    done: (outcome: AnyOutcome) => void,
  ): void {
    const customKey = custom ? `${line.id}\0${custom.revision}` : null;
    const refusal = this.#closed ? CLOSED : customKey === null ? null : this.#trust.refusal(customKey);
    if (refusal) return done(err(refusal));
    const queue = customKey === null || this.#trust.isProven(customKey) ? this.#queue : this.#unproven;
    if (queue.sizeOf(priority) >= this.#maxWaiting[priority]) {
      this.#counts.refused += 1;
      return done(err(BUSY));
    }
    queue.push({ id: this.#nextId++, line, custom, customKey, work, encoded, priority, done });
    this.#dispatch();
  }

  stats(): PoolStats {
    const waiting = (priority: Priority) => this.#queue.sizeOf(priority) + this.#unproven.sizeOf(priority);
    const running = [...this.#main, this.#lane].reduce((sum, worker) => sum + (worker?.load ?? 0), 0);
    return { waiting: { phone: waiting('phone'), warm: waiting('warm') }, running, ...this.#counts };
  }

  /** What is running or waiting fails. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#drain(CLOSED);
    const workers = [...this.#main, this.#lane, this.#spare].filter((worker) => worker !== null);
    const left = await Promise.all(workers.map((worker) => worker.close()));
    for (const job of left.flat()) job.done(err(CLOSED));
  }

  #worker(): PoolWorker {
    return new PoolWorker(this.#settings, {
      finished: (job, outcome, took) => this.#finished(job, outcome, took),
      gone: (worker, culprit, failure, waiting) => this.#gone(worker, culprit, failure, waiting),
    });
  }

  #dispatch(): void {
    if (this.#closed) return;
    // breadth first: a second job waits behind the first only when every worker has one
    for (const load of [0, 1]) {
      for (const worker of this.#main) {
        while (worker.hasRoom && worker.load <= load) {
          const job = this.#queue.next();
          if (!job) break;
          worker.run(job);
        }
      }
    }
    if (this.#unproven.size > 0) this.#dispatchUnproven();
  }

  /** One at a time, so that the failure is known to be its own; a set that was refused meanwhile is not tried. */
  #dispatchUnproven(): void {
    if (!this.#lane) {
      this.#lane = this.#spare ?? this.#worker();
      this.#spare = this.#closed ? null : this.#worker();
    }
    while (this.#lane.load === 0) {
      const job = this.#unproven.next();
      if (!job) return;
      const refusal = job.customKey === null ? null : this.#trust.refusal(job.customKey);
      if (refusal) job.done(err(refusal));
      else if (job.customKey !== null && this.#trust.isProven(job.customKey)) this.#toMain(job);
      else this.#lane.run(job);
    }
  }

  #toMain(job: Job): void {
    this.#queue.push(job);
    const free = this.#main.find((worker) => worker.load === 0);
    const next = free && this.#queue.next();
    if (free && next) free.run(next);
  }

  #finished(job: Job, outcome: AnyOutcome, took: number): void {
    this.#lostIdle = 0;
    this.#counts.workerMs += took;
    this.#counts[outcome.ok ? 'rendered' : 'failed'] += 1;
    if (job.customKey !== null) {
      const stopped = !outcome.ok && (outcome.error.code === 'timeout' || outcome.error.code === 'limit');
      if (stopped) this.#trust.stopped(job.customKey, outcome.error);
      else this.#trust.rendered(job.customKey, took);
    }
    job.done(outcome);
    this.#dispatch();
  }

  #gone(worker: PoolWorker, culprit: Job | undefined, failure: RenderFailure, waiting: Job[]): void {
    if (this.#closed) {
      for (const job of [culprit, ...waiting]) job?.done(err(CLOSED));
      return;
    }
    this.#counts.replaced += 1;
    for (const job of waiting.reverse()) (worker === this.#lane ? this.#unproven : this.#queue).putBack(job);
    if (culprit) {
      this.#counts.failed += 1;
      if (culprit.customKey !== null) this.#trust.stopped(culprit.customKey, failure);
      culprit.done(err(failure));
    }
    this.#lostIdle = culprit ? 0 : this.#lostIdle + 1;
    if (this.#lostIdle >= HOPELESS) this.#drain(NO_WORKER);
    this.#replace(worker);
  }

  #drain(failure: RenderFailure): void {
    for (const queue of [this.#queue, this.#unproven]) {
      for (let job = queue.next(); job; job = queue.next()) job.done(err(failure));
    }
  }

  /** The spare steps in; a new one starts, later when the last start was a moment ago. */
  #replace(worker: PoolWorker): void {
    const now = performance.now();
    const wait = Math.max(0, this.#lastReplacement + RESTART_DELAY_MS - now);
    this.#lastReplacement = now + wait;
    const successor = worker === this.#spare ? null : this.#spare;
    this.#spare = null;
    const at = this.#main.indexOf(worker);
    if (worker === this.#lane) this.#lane = successor;
    else if (at >= 0 && successor) this.#main[at] = successor;
    else if (at >= 0) this.#main.splice(at, 1);
    this.#dispatch();
    setTimeout(() => this.#refill(), wait).unref();
  }

  #refill(): void {
    if (this.#closed) return;
    while (this.#main.length < this.#size) this.#main.push(this.#worker());
    this.#spare ??= this.#worker();
    this.#dispatch();
  }
}

function asText(outcome: AnyOutcome): RenderOutcome {
  // a worker answers in the form that it was asked for
  return outcome as RenderOutcome;
}

function asBytes(outcome: AnyOutcome): EncodedOutcome {
  // a worker answers in the form that it was asked for
  return outcome as EncodedOutcome;
}

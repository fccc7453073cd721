import fs from 'node:fs';
import { z } from 'zod';
import { ClosedWhileIdle, Connection } from './connection';

/** What the load process is told. */
const start = z.object({
  type: z.literal('start'),
  port: z.number(),
  /** A JSON file: the requests as text. */
  requests: z.string(),
  perSecond: z.number(),
  /** What follows this text in a file, up to the end of the line, is what the answer is known by. */
  marker: z.string(),
});
const finish = z.object({ type: z.literal('finish'), file: z.string() });

/** One answer. Times are milliseconds of the monotonic clock that all processes of the machine share. */
export const steadyAnswer = z.object({
  /** When it was to be asked: latency counts from here, so a server that stalls is not spared the requests meant for then. */
  intended: z.number(),
  sent: z.number(),
  done: z.number(),
  /** What followed the marker; null: no file, or one without it. */
  value: z.string().nullable(),
  /** Of no file: what came instead. */
  why: z.string().optional(),
});
export type SteadyAnswer = z.infer<typeof steadyAnswer>;

export const steadyAnswers = z.array(steadyAnswer);

const MAX_CONNECTIONS = 1_000;
/** What counts for a request that was never answered. */
const NEVER_MS = 60_000;

/** Milliseconds of a clock that is the same in every process of this machine. */
export function sharedNow(): number {
  return Number(process.hrtime.bigint() / 1_000n) / 1_000;
}

/** Phones that ask at a steady rate whether the server keeps up or not, over connections that stay open. */
export function runSteadyLoad(): void {
  process.on('disconnect', () => process.exit(0));
  let load: SteadyLoad | null = null;
  process.on('message', (message) => {
    const begun = start.safeParse(message);
    const ended = finish.safeParse(message);
    if (begun.success) {
      load = new SteadyLoad(begun.data);
      process.send?.({ type: 'started' });
    } else if (ended.success && load) {
      void load.finish().then((answers) => {
        fs.writeFileSync(ended.data.file, JSON.stringify(answers));
        process.send?.({ type: 'finished' });
      });
    } else process.exit(0);
  });
  process.send?.({ type: 'ready' });
}

class SteadyLoad {
  readonly #answers: SteadyAnswer[] = [];
  readonly #requests: string[];
  readonly #marker: Buffer;
  readonly #idle: Connection[] = [];
  readonly #late: number[] = [];
  #connections = 0;
  #underWay = 0;
  #next = sharedNow();
  #stopped = false;

  constructor(private readonly options: z.infer<typeof start>) {
    this.#requests = z.array(z.string()).parse(JSON.parse(fs.readFileSync(options.requests, 'utf8')));
    this.#marker = Buffer.from(options.marker);
    this.#tick();
  }

  /** Stops asking and waits for what is under way, at most 10 s; what is not answered then counts as never answered. */
  async finish(): Promise<SteadyAnswer[]> {
    this.#stopped = true;
    for (let waited = 0; (this.#underWay > 0 || this.#late.length > 0) && waited < 10_000; waited += 20) {
      await new Promise((done) => setTimeout(done, 20));
    }
    for (const intended of this.#late) {
      this.#answers.push({ intended, sent: intended + NEVER_MS, done: intended + NEVER_MS, value: null });
    }
    return this.#answers;
  }

  #tick(): void {
    if (this.#stopped) return;
    for (const now = sharedNow(); this.#next <= now; this.#next += 1_000 / this.options.perSecond)
      this.#ask(this.#next);
    setTimeout(() => this.#tick(), 1);
  }

  #ask(intended: number): void {
    const connection = this.#takeIdle() ?? (this.#connections < MAX_CONNECTIONS ? this.#open() : null);
    if (!connection) this.#late.push(intended);
    else void this.#askOn(connection, intended);
  }

  /** One that is still open: as phones do, it looks before it asks. */
  #takeIdle(): Connection | null {
    for (let connection = this.#idle.pop(); connection; connection = this.#idle.pop()) {
      if (!connection.closed) return connection;
      this.#connections -= 1;
    }
    return null;
  }

  #open(): Connection {
    this.#connections += 1;
    return new Connection(this.options.port);
  }

  async #askOn(connection: Connection, intended: number, sent = sharedNow()): Promise<void> {
    const request = this.#requests[Math.floor(Math.random() * this.#requests.length)] ?? '';
    this.#underWay += 1;
    try {
      const { status, body } = await connection.ask(request);
      this.#answers.push({
        intended,
        sent,
        done: sharedNow(),
        value: status === 200 ? this.#valueIn(body) : null,
        ...(status === 200 ? {} : { why: `status ${status}` }),
      });
      const waiting = this.#late.shift();
      if (waiting !== undefined) void this.#askOn(connection, waiting);
      else this.#idle.push(connection);
    } catch (error) {
      this.#connections -= 1;
      // The wait goes on: both the plan and the first try count.
      if (error instanceof ClosedWhileIdle) void this.#askOn(this.#open(), intended, sent);
      else this.#answers.push({ intended, sent, done: sharedNow(), value: null, why: String(error) });
    } finally {
      this.#underWay -= 1;
    }
  }

  #valueIn(body: Buffer): string | null {
    const at = body.indexOf(this.#marker);
    if (at < 0) return null;
    const from = at + this.#marker.length;
    const end = body.indexOf(10, from);
    return body.toString('latin1', from, end < 0 ? body.length : end).trim();
  }
}

import { randomUUID } from 'node:crypto';
import pg from 'pg';
import {
  ACK_CHANNEL,
  ACK_WAIT_MS,
  CHANGE_CHANNEL,
  HEARTBEAT_LIMIT_MS,
  ack,
  type Change,
} from '../domain/changes/change';
import type { Keyring } from '../shared/keyring';
import type { Database } from './client';
import type { Sql } from './pool';

/** Repositories read with this: the pool or a transaction, and the keys of sealed values. */
export interface Store {
  readonly sql: Sql;
  readonly keyring: Keyring;
}

/** Repositories write with this. Everything written in one transaction has one revision. */
export interface WriteStore extends Store {
  /** A decimal number from the sequence `offhook_revision`. */
  readonly revision: string;
  /** Tells phone processes, when the transaction commits. `null`: everything of the kind. */
  announce(kind: Change['kind'], ids: readonly string[] | null, action?: Change['action']): void;
}

export interface ChangeWriter {
  /**
   * Runs `work` in a transaction and, when it has committed, waits until every live phone process has taken the
   * announced changes in, at most 100 ms. `work` may run again after a deadlock, so it must act on the store alone.
   */
  write<T>(work: (store: WriteStore) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface ChangeWriterOptions {
  /** Id of this process, so that it can tell its own changes. */
  origin: string;
  /** Default 100. */
  waitMs?: number;
  /** The connection that listens for acknowledgements broke; writes go on and wait in vain until it is back. */
  onListenError?: (error: Error) => void;
}

interface Announcement {
  kind: Change['kind'];
  ids: readonly string[] | null;
  action: Change['action'];
}

/** PostgreSQL refuses payloads of 8,000 bytes. */
const IDS_PER_CHANGE = 7_000;
/** Beyond this many notifications a change is sent as "everything of the kind". */
const MAX_CHANGES = 64;
const LISTEN_RETRY_MS = 500;
const SHARE_OF_CONNECTIONS = 0.6;

export function createChangeWriter(database: Database, options: ChangeWriterOptions): ChangeWriter {
  const waitMs = options.waitMs ?? ACK_WAIT_MS;
  const acks = new AckListener(database, options.onListenError ?? (() => {}));
  // Writers that wait for each other's rows must not keep all connections from readers.
  const turns = new Turns(Math.max(1, Math.floor((database.pool.options.max ?? 10) * SHARE_OF_CONNECTIONS)));
  return {
    async write(work) {
      const live = await acks.start();
      let expected: string[] = [];
      const value = await turns
        .take(() =>
          database.transaction(async (sql) => {
            const announcements: Announcement[] = [];
            const store: WriteStore = {
              sql,
              keyring: database.keyring,
              revision: await nextRevision(sql),
              announce: (kind, ids, action = 'saved') => announcements.push({ kind, ids, action }),
            };
            const result = await work(store);
            const changes = announcements.flatMap((a) => changesOf(a, store.revision, options.origin));
            acks.forget(expected);
            expected = changes.map(({ seq }) => seq);
            acks.expect(expected);
            for (const item of changes)
              await sql.query('SELECT pg_notify($1, $2)', [CHANGE_CHANNEL, JSON.stringify(item)]);
            return result;
          }),
        )
        .catch((error: unknown) => {
          acks.forget(expected);
          throw error;
        });
      if (live && expected.length > 0) await acks.settled(expected, await livePhones(database.sql), waitMs);
      acks.forget(expected);
      return value;
    },
    close: () => acks.close(),
  };
}

async function nextRevision(sql: Sql): Promise<string> {
  const [row] = await sql.query<{ revision: string }>(`SELECT nextval('offhook_revision')::text AS revision`);
  if (!row) throw new Error('the sequence offhook_revision gave nothing');
  return row.revision;
}

async function livePhones(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(
    `SELECT id FROM process WHERE kind = 'phones' AND heartbeat_at > now() - $1 * interval '1 millisecond'`,
    [HEARTBEAT_LIMIT_MS],
  );
  return rows.map((row) => row.id);
}

function changesOf({ kind, ids, action }: Announcement, revision: string, origin: string): Change[] {
  const one = (some: string[] | null): Change => ({
    seq: randomUUID(),
    kind,
    ids: some,
    action,
    revision,
    origin,
  });
  if (ids === null) return [one(null)];
  const groups: string[][] = [];
  let size = Infinity;
  for (const id of new Set(ids)) {
    const length = Buffer.byteLength(JSON.stringify(id)) + 1;
    if (size + length > IDS_PER_CHANGE) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(id);
    size += length;
  }
  return groups.length > MAX_CHANGES ? [one(null)] : groups.map(one);
}

/** Lets so many at a time do something; the others wait in the order in which they came. */
class Turns {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(places: number) {
    this.#free = places;
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}

/** Listens for acknowledgements on a connection of its own and counts those that somebody waits for. */
class AckListener {
  readonly #got = new Map<string, Set<string>>();
  readonly #waiting = new Set<() => void>();
  #client: pg.Client | null = null;
  #starting: Promise<boolean> | null = null;
  #retryAt = 0;
  #closed = false;

  constructor(
    private readonly database: Database,
    private readonly onError: (error: Error) => void,
  ) {}

  /** True when acknowledgements can be heard. */
  start(): Promise<boolean> {
    if (this.#client) return Promise.resolve(true);
    if (this.#closed || Date.now() < this.#retryAt) return Promise.resolve(false);
    this.#starting ??= this.#connect().finally(() => (this.#starting = null));
    return this.#starting;
  }

  async #connect(): Promise<boolean> {
    const client = new pg.Client({
      ...this.database.pool.options,
      application_name: 'offhook acknowledgements',
    });
    const lost = (error: Error): void => {
      if (this.#client === client) this.#client = null;
      this.#retryAt = Date.now() + LISTEN_RETRY_MS;
      if (!this.#closed) this.onError(error);
    };
    client.on('error', lost);
    client.on(
      'end',
      () => this.#client === client && lost(new Error('The connection for acknowledgements ended.')),
    );
    client.on('notification', ({ payload }) => this.#heard(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${ACK_CHANNEL}`);
    } catch (error) {
      lost(error instanceof Error ? error : new Error(String(error)));
      client.end().catch(() => {});
      return false;
    }
    this.#client = client;
    if (this.#closed) await this.close();
    return true;
  }

  #heard(payload: string): void {
    const message = ack.safeParse(safeJson(payload));
    if (!message.success) return;
    const got = this.#got.get(message.data.seq);
    if (!got) return;
    got.add(message.data.process);
    for (const check of this.#waiting) check();
  }

  expect(seqs: readonly string[]): void {
    for (const seq of seqs) this.#got.set(seq, new Set());
  }

  forget(seqs: readonly string[]): void {
    for (const seq of seqs) this.#got.delete(seq);
  }

  async settled(seqs: readonly string[], processes: readonly string[], waitMs: number): Promise<void> {
    const done = (): boolean =>
      processes.every((id) => seqs.every((seq) => this.#got.get(seq)?.has(id) ?? true));
    if (done()) return;
    await new Promise<void>((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve();
      };
      const check = (): void => {
        if (done()) finish();
      };
      const timer = setTimeout(finish, waitMs);
      this.#waiting.add(check);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => {});
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

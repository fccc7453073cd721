import pg from 'pg';
import { ACK_CHANNEL, CHANGE_CHANNEL, change, type Change } from '../../domain/changes/change';

export interface ListenOptions {
  url: string;
  /** Id of this process, in acknowledgements. */
  process: string;
  /** Called for each change in their order; it is acknowledged when this returns, or when what it returns resolves. */
  onChange: (change: Change) => Promise<void> | null;
  /** Listening from now on: what changed before has to be read again. Called at the start and after each break. */
  onConnected: () => Promise<void>;
  onLost: (error: Error) => void;
}

const RETRY_MS = [100, 250, 500, 1_000];
/** A connection on which the server says nothing for so long is dead: it is asked in between. */
const PROBE_MS = 5_000;

/** The connection that hears of changes. It comes back by itself. */
export class ChangeListener {
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #starting: Promise<void> | null = null;
  #tries = 0;
  #closed = false;
  #acks: string[] = [];
  #acking = false;

  constructor(private readonly options: ListenOptions) {}

  get connected(): boolean {
    return this.#client !== null;
  }

  /** Resolves with the first connection. */
  start(): Promise<void> {
    this.#starting ??= this.#tryUntilConnected().finally(() => (this.#starting = null));
    return this.#starting;
  }

  async #tryUntilConnected(): Promise<void> {
    while (!this.#closed && !this.#client && !(await this.#connect())) await this.#pause();
  }

  /** Resolves when all changes that were committed before have been heard of. Rejects while not connected. */
  async settle(): Promise<void> {
    if (!this.#client) throw new Error('Changes are not heard of.');
    await this.#client.query('SELECT 1');
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer) clearTimeout(this.#timer);
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.options.url,
      application_name: 'offhook phones listener',
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
      query_timeout: 5_000,
    });
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, new Error('The connection that listens for changes ended.')));
    client.on('notification', ({ payload }) => this.#heard(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANGE_CHANNEL}`);
      this.#client = client;
      await this.options.onConnected();
    } catch (error) {
      this.#lost(client, error instanceof Error ? error : new Error(String(error)));
      client.end().catch(() => undefined);
      return false;
    }
    if (this.#client !== client) return false;
    this.#tries = 0;
    this.#probeLater(client);
    return true;
  }

  #heard(payload: string): void {
    const message = change.safeParse(jsonOf(payload));
    if (!message.success) return;
    const taking = this.options.onChange(message.data);
    const taken = (): void => {
      this.#acks.push(JSON.stringify({ seq: message.data.seq, process: this.options.process }));
      void this.#acknowledge();
    };
    if (taking) void taking.then(taken);
    else taken();
  }

  /** Acknowledgements that gather while one statement is under way go together in the next. */
  async #acknowledge(): Promise<void> {
    if (this.#acking) return;
    this.#acking = true;
    try {
      while (this.#acks.length > 0 && this.#client) {
        const batch = this.#acks.splice(0, 200);
        await this.#client.query({
          name: 'offhook-ack',
          text: 'SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload',
          values: [ACK_CHANNEL, batch],
        });
      }
    } catch {
      this.#acks = []; // the connection broke: who waits gives up after a while
    } finally {
      this.#acking = false;
    }
  }

  #lost(client: pg.Client, error: Error): void {
    if (this.#client !== client || this.#closed) return;
    this.#client = null;
    if (this.#timer) clearTimeout(this.#timer);
    this.options.onLost(error);
    this.#timer = setTimeout(() => void this.start(), RETRY_MS[0]);
  }

  #probeLater(client: pg.Client): void {
    this.#timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => this.#client === client && this.#probeLater(client),
        (error: unknown) => {
          this.#lost(client, error instanceof Error ? error : new Error(String(error)));
          client.end().catch(() => undefined);
        },
      );
    }, PROBE_MS);
  }

  #pause(): Promise<void> {
    const ms = RETRY_MS[Math.min(this.#tries++, RETRY_MS.length - 1)] ?? 1_000;
    if (this.#timer) clearTimeout(this.#timer);
    return new Promise((done) => (this.#timer = setTimeout(done, ms)));
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

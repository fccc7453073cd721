import pg from 'pg';
import { CHANGE_CHANNEL, change, type Change } from '../../domain/changes/change';
import type { Database } from '../client';

export interface WatchOptions {
  onChange: (kind: Change['kind']) => void;
  /** Something may have been missed: whatever is shown has to be read again. */
  onGap: () => void;
}

const RETRY_MS = 1_000;

/** Hears of changes on a connection of its own, which comes back by itself. Acknowledges nothing. */
export class ChangeWatch {
  #client: pg.Client | null = null;
  #retry: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(
    private readonly database: Database,
    private readonly options: WatchOptions,
  ) {
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      ...this.database.pool.options,
      application_name: 'offhook console listener',
    });
    let ended = false;
    const lost = (): void => {
      if (ended) return;
      ended = true;
      if (this.#client === client) this.#client = null;
      client.end().catch(() => undefined); // it is broken already
      if (this.#closed) return;
      this.#retry = setTimeout(() => void this.#connect(), RETRY_MS);
      this.#retry.unref();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => {
      const message = change.safeParse(parse(payload ?? ''));
      if (message.success) this.options.onChange(message.data.kind);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANGE_CHANNEL}`);
    } catch {
      lost();
      return;
    }
    if (this.#closed) return void client.end().catch(() => undefined);
    this.#client = client;
    this.options.onGap();
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#retry) clearTimeout(this.#retry);
    await this.#client?.end().catch(() => undefined);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import pg from 'pg';
import { surviving } from '../pool';

/** A database that says nothing for so long counts as away. */
const ANSWER_MS = 5_000;

/**
 * Connections of the phone process, apart by use: a burst of events or of readings ahead of demand takes none from the
 * writes that phones wait for.
 */
export interface PhonePools {
  write: pg.Pool;
  read: pg.Pool;
  events: pg.Pool;
  close(): Promise<void>;
}

export function openPhonePools(url: string, onError: (error: Error) => void): PhonePools {
  const open = (use: string, max: number): pg.Pool => {
    const options: pg.PoolConfig = {
      connectionString: url,
      max,
      application_name: `offhook phones ${use}`,
      connectionTimeoutMillis: 2_000,
      statement_timeout: ANSWER_MS,
      query_timeout: ANSWER_MS,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
    };
    return surviving(new pg.Pool(options), onError);
  };
  const pools = { write: open('writes', 2), read: open('reads', 4), events: open('events', 1) };
  return {
    ...pools,
    async close() {
      await Promise.allSettled(Object.values(pools).map((pool) => pool.end()));
    },
  };
}

import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import type { Keyring } from '../shared/keyring';
import { PrismaClient } from './generated/client';
import { createPool, inTransaction, sqlOf, type PoolOptions, type Sql } from './pool';

export type { PrismaClient } from './generated/client';

/** Everything that repositories work on. One per process. */
export interface Database {
  readonly pool: pg.Pool;
  readonly sql: Sql;
  /** For plain tables; devices, configs and settings go through `sql`. It shares the pool. */
  readonly prisma: PrismaClient;
  /** Seals and hashes the secret values of documents and settings. */
  readonly keyring: Keyring;
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function createPrismaClient(pool: pg.Pool): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: false }) });
}

/** Opens nothing yet: the first query connects. */
export function openDatabase(options: PoolOptions & { keyring: Keyring }): Database {
  const pool = createPool(options);
  const prisma = createPrismaClient(pool);
  return {
    pool,
    sql: sqlOf(pool),
    prisma,
    keyring: options.keyring,
    transaction: (work) => inTransaction(pool, work),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

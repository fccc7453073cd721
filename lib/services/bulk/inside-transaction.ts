import type { WriteStore } from '../../db/changes';
import type { ServiceContext } from '../context';

/** The same use cases within a transaction that is under way: what they write is kept or lost with it. */
export function insideTransaction(context: ServiceContext, store: WriteStore): ServiceContext {
  return {
    ...context,
    database: { ...context.database, sql: store.sql, transaction: (work) => work(store.sql) },
    changes: { write: (work) => work(store), close: async () => undefined },
  };
}

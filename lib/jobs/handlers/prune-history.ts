import { pruneHistory } from '../../services/retention/prune-history';

type Database = Parameters<typeof pruneHistory>[0];

export async function handlePruneHistory(database: Database): Promise<void> {
  await pruneHistory(database);
}

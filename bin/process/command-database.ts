import path from 'node:path';
import type { Env } from '../../lib/env';
import { openDatabase, type Database } from '../../lib/db/client';
import { probeDatabase } from '../../lib/db/probe';
import { openKeyring } from '../../lib/services/keys/key-file';
import { appError } from '../../lib/shared/errors';
import { err, type Result } from '../../lib/shared/result';
import { startCluster } from '../embedded-postgres/cluster';
import fs from 'node:fs';

/**
 * Runs a command's work on the installation's database: that of DATABASE_URL, else the embedded one, which is
 * started for the while if Offhook does not run.
 */
export async function withCommandDatabase<T>(
  env: Env,
  work: (database: Database) => Promise<Result<T>>,
): Promise<Result<T>> {
  const keyring = openKeyring(env.keyFile);
  if (!keyring.ok) return keyring;
  const dir = path.join(env.dataDir, 'postgres');
  if (env.databaseUrl === null && !fs.existsSync(path.join(dir, 'pgdata/PG_VERSION'))) {
    return err(
      appError(
        'not_found',
        `There is no database in ${env.dataDir}. Start Offhook once, or correct OFFHOOK_DATA_DIR.`,
      ),
    );
  }
  const cluster =
    env.databaseUrl === null ? await startCluster({ dir, port: env.embeddedDatabasePort }) : null;
  try {
    const url = env.databaseUrl ?? cluster?.url('offhook') ?? '';
    const usable = await probeDatabase(url);
    if (!usable.ok) return usable;
    const database = openDatabase({ url, keyring: keyring.value, name: 'offhook command', max: 2 });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    if (cluster && !cluster.adopted) await cluster.stop();
  }
}

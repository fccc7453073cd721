import type { Database } from '../../db/client';
import { resealDocuments, resealValues, type ResealStep } from '../../db/reseal';
import { resealUploads } from '../../db/uploads';
import type { KeyFile } from '../../shared/keyring';
import { writeKeyFile } from './key-file';

const BATCH = 200;
/** They may be large. */
const UPLOADS_AT_ONCE = 10;

/**
 * Seals every secret of the database with the current key, in batches; may be broken off and run again. Running
 * processes read both forms meanwhile. Returns how many rows were sealed again.
 */
export async function resealEverything(database: Database): Promise<number> {
  let resealed = 0;
  for (const kind of ['config', 'device'] as const) {
    for (let after: string | null = ''; after !== null;) {
      const from: string = after;
      const step = await database.transaction((sql) =>
        resealDocuments(sql, database.keyring, kind, from, BATCH),
      );
      resealed += step.resealed;
      after = step.last;
    }
  }
  let after: string | null = null;
  do {
    const from: string | null = after;
    const step: ResealStep = await database.transaction((sql) =>
      resealUploads(sql, database.keyring, from, UPLOADS_AT_ONCE),
    );
    resealed += step.resealed;
    after = step.last;
  } while (after !== null);
  return resealed + (await database.transaction((sql) => resealValues(sql, database.keyring)));
}

/** Removes every key but the current one. What is still sealed with another one can't be read after that. */
export function dropOldKeys(file: string, keys: KeyFile): KeyFile {
  const kept: KeyFile = { ...keys, keys: keys.keys.slice(0, 1) };
  writeKeyFile(file, kept);
  return kept;
}

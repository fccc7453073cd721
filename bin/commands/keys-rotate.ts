import type { Command } from 'commander';
import { readEnv } from '../../lib/env';
import { countLiveProcesses } from '../../lib/db/processes';
import { readKeyFile, writeKeyFile } from '../../lib/services/keys/key-file';
import { dropOldKeys, resealEverything } from '../../lib/services/keys/rotate-keys';
import { appError } from '../../lib/shared/errors';
import { generateKeyFile } from '../../lib/shared/keyring';
import { err, ok, type Result } from '../../lib/shared/result';
import { withCommandDatabase } from '../process/command-database';
import { commandGroup, refuse } from './command-group';

export function register(program: Command): void {
  const keys = commandGroup(program, 'keys', 'keys that seal secrets at rest');
  keys
    .command('rotate')
    .description(
      'add a new key and seal every secret with it; the old keys stay readable. Offhook may run meanwhile',
    )
    .action(async () => report(await rotate()));
  keys
    .command('forget-old')
    .description('seal what is left with the current key and remove the old ones. Stop Offhook first')
    .action(async () => report(await forgetOld()));
}

async function rotate(): Promise<Result<string>> {
  const env = readEnv();
  if (!env.ok) return env;
  const before = readKeyFile(env.value.keyFile);
  if (!before.ok) return before;
  writeKeyFile(env.value.keyFile, generateKeyFile(before.value));
  const resealed = await withCommandDatabase(env.value, async (database) =>
    ok(await resealEverything(database)),
  );
  if (!resealed.ok) return resealed;
  return ok(
    `A new key seals secrets from now on; ${resealed.value} rows were sealed with it. ` +
      'Restart Offhook, so that it seals with the new key too, then run: offhook keys forget-old',
  );
}

async function forgetOld(): Promise<Result<string>> {
  const env = readEnv();
  if (!env.ok) return env;
  const keys = readKeyFile(env.value.keyFile);
  if (!keys.ok) return keys;
  const resealed = await withCommandDatabase(env.value, async (database) => {
    const live = await countLiveProcesses(database.sql);
    if (live === 0) return ok(await resealEverything(database));
    const message = `${live} processes of Offhook run. Stop it, so that nothing is sealed with an old key, and try again.`;
    return err(appError('conflict', message));
  });
  if (!resealed.ok) return resealed;
  dropOldKeys(env.value.keyFile, keys.value);
  return ok(
    `${keys.value.keys.length - 1} old keys were removed; ${resealed.value} rows were sealed again before.`,
  );
}

function report(result: Result<string>): void {
  if (!result.ok) return refuse(result.error);
  console.log(result.value);
}

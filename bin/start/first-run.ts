import type { Env } from '../../lib/env';
import { openDatabase } from '../../lib/db/client';
import { permissionRefusal } from '../../lib/db/permission';
import { prepareQueue } from '../../lib/jobs/queue';
import { setUp, type SetUpOutcome } from '../../lib/services/setup/set-up';
import type { Keyring } from '../../lib/shared/keyring';
import { err, type Result } from '../../lib/shared/result';
import type { OwnAddress } from './own-address';

type Wanted = Pick<Env, 'masterTenant' | 'adminPassword' | 'bootstrapToken' | 'publicUrl'>;

/** Makes what a database that has every migration still lacks: the queue, the tenant, the administrator, the configs. */
export async function firstRun(
  env: Wanted,
  own: OwnAddress,
  databaseUrl: string,
  keyring: Keyring,
): Promise<Result<SetUpOutcome>> {
  const database = openDatabase({ url: databaseUrl, keyring, name: 'offhook start', max: 4 });
  try {
    await prepareQueue(database);
    return await setUp(database, {
      masterTenant: env.masterTenant,
      adminPassword: env.adminPassword,
      bootstrapToken: env.bootstrapToken,
      publicUrl: env.publicUrl ?? own.url,
      serverAddress: own.address,
    });
  } catch (cause) {
    const refusal = permissionRefusal(cause, databaseUrl);
    if (refusal === null) throw cause;
    return err(refusal);
  } finally {
    await database.close();
  }
}

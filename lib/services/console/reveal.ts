import { writeAudit } from '../../db/audit/audit';
import type { Revealed } from '../../domain/console/revealed';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { may } from '../access/access';
import { actorName } from '../actor';
import { actorOf } from './caller';
import type { ConsoleContext } from './context';
import { readConfig } from './device-config';
import { readFiles } from './device-files';
import type { SessionUser } from './sign-in';

/** A device's configuration and files with their secrets. It is written down first: who looked is always known. */
export async function revealSecrets(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
  ip: string | null,
): Promise<Result<Revealed>> {
  const actor = actorOf(user);
  if (!may(actor, 'offhook.secrets.reveal.read'))
    return err(appError('forbidden', 'Your account may not see secrets.'));
  const config = await readConfig(context, user, deviceId, true);
  if (!config.ok) return config;
  const files = await readFiles(context, user, deviceId, true);
  if (!files.ok) return files;
  await writeAudit(context.database.sql, {
    tenantId: user.tenantId,
    actor: actorName(actor),
    action: 'config.secret.reveal',
    target: `device/${deviceId}`,
    detail: { config: config.value.configId, ip },
  });
  return ok({ config: config.value, files: files.value });
}

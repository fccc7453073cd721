import { writeAudit } from '../../db/audit/audit';
import { deleteUpload, findUpload, listUploads } from '../../db/uploads';
import type { UploadView } from '../../domain/console/uploads';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { actorName } from '../actor';
import { isUuid } from '../access/access';
import { actorOf } from './caller';
import type { ConsoleContext } from './context';
import { userScope } from './scope';
import type { SessionUser } from './sign-in';

/** The files that a phone of the user's has sent, the newest first. */
export async function listDeviceUploads(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
): Promise<UploadView[]> {
  return listUploads(context.database.sql, await userScope(context, user), deviceId);
}

/** One file as it came. It may hold passwords and what people said to whom: who took it is written down first. */
export async function readDeviceUpload(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
  id: string,
): Promise<Result<{ name: string; contents: Buffer }>> {
  const { database } = context;
  const found = isUuid(id) ? await findUpload(database, await userScope(context, user), deviceId, id) : null;
  if (!found) return noUpload();
  if (!found.contents.ok) return found.contents;
  await writeAudit(database.sql, entry(user, 'device.upload.read', deviceId, found.name));
  return ok({ name: found.name, contents: found.contents.value });
}

export async function removeDeviceUpload(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
  id: string,
): Promise<Result<void>> {
  if (!isUuid(id)) return noUpload();
  const scope = await userScope(context, user);
  return context.database.transaction(async (sql) => {
    const name = await deleteUpload(sql, scope, deviceId, id);
    if (name === null) return noUpload();
    await writeAudit(sql, entry(user, 'device.upload.delete', deviceId, name));
    return ok(undefined);
  });
}

function entry(user: SessionUser, action: string, deviceId: string, name: string) {
  const actor = actorName(actorOf(user));
  return { tenantId: user.tenantId, actor, action, target: `device/${deviceId}`, detail: { name } };
}

function noUpload(): { ok: false; error: ReturnType<typeof appError> } {
  return err(appError('not_found', 'The device has sent no such file.'));
}

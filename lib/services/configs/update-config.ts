import { writeAudit } from '../../db/audit/audit';
import { findConfig } from '../../db/configs/find';
import { configDocument } from '../../db/configs/record';
import { updateConfig as write } from '../../db/configs/write';
import { appError } from '../../shared/errors';
import { sameNode, type ObjectNode } from '../../shared/json-text';
import { err, ok, type Result } from '../../shared/result';
import { authorize, ownScope } from '../access/access';
import { rightPart } from '../access/acl';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';
import { applyConfigEffects } from './apply-effects';
import { NO_SUCH_RESOURCE } from './get-config';
import { readConfigDocument } from './read-document';

export interface UpdateOptions {
  /** Revision that the document must still have (If-Match). */
  revision?: string;
}

export const CHANGED_MEANWHILE = appError(
  'precondition_failed',
  'The document was changed meanwhile; read it again.',
);

/**
 * Replaces the document. An unknown id is told before the content is looked at: clients fall back to creating it.
 * `document` null: what was sent holds none. A document that is the same already is left alone.
 */
export async function updateConfig(
  context: ServiceContext,
  caller: Caller,
  id: string,
  document: ObjectNode | null,
  options: UpdateOptions = {},
): Promise<Result<void>> {
  const allowed = authorize(caller, `provd.cfg_mgr.configs.${rightPart(id)}.update`);
  if (!allowed.ok) return allowed;
  const scope = await ownScope(context, caller);
  // One line for each config that is sent, changed or not: confd's tests count them.
  context.logger.info(`Updating config ${id}`);
  return context.changes.write(async (store): Promise<Result<void>> => {
    const config = await findConfig(store, scope, id, { lock: true });
    if (!config) return err(NO_SUCH_RESOURCE);
    if (options.revision !== undefined && options.revision !== config.revision) return err(CHANGED_MEANWHILE);
    if (!document) return err(appError('invalid', 'missing "config" object'));
    const read = readConfigDocument(document, id);
    if (!read.ok) return read;
    const next = read.value;
    if (sameNode(next, configDocument(config))) return ok(undefined);
    await write(store, scope, id, config.tenantId, next);
    await applyConfigEffects(context, store, id);
    const entry = { tenantId: config.tenantId, actor: actorName(caller.actor), action: 'config.update' };
    await writeAudit(store.sql, { ...entry, target: `config/${id}` });
    return ok(undefined);
  });
}

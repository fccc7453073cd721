import { writeAudit } from '../../db/audit/audit';
import { insertConfig } from '../../db/configs/write';
import { documentIdProblem, newDocumentId } from '../../domain/ids';
import { appError } from '../../shared/errors';
import { valueOf, type ObjectNode } from '../../shared/json-text';
import { err, ok, type Result } from '../../shared/result';
import { authorize } from '../access/access';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';
import { applyConfigEffects } from './apply-effects';
import { readConfigDocument } from './read-document';

/** Gives the id: the document's own, or a new one. */
export async function createConfig(
  context: ServiceContext,
  caller: Caller,
  document: ObjectNode,
): Promise<Result<{ id: string }>> {
  const allowed = authorize(caller, 'provd.cfg_mgr.configs.create');
  if (!allowed.ok) return allowed;
  const given = document.members.get('id');
  const wanted = given === undefined ? newDocumentId() : valueOf(given);
  const problem = documentIdProblem(wanted);
  if (problem !== null || typeof wanted !== 'string')
    return err(appError('invalid', `"id" ${problem ?? 'must be a text'}`));
  const read = readConfigDocument(document, wanted);
  if (!read.ok) return read;
  const created = await context.changes.write(async (store) => {
    if (!(await insertConfig(store, wanted, caller.tenant, read.value))) return false;
    await applyConfigEffects(context, store, wanted);
    const entry = { tenantId: caller.tenant, actor: actorName(caller.actor), action: 'config.create' };
    await writeAudit(store.sql, { ...entry, target: `config/${wanted}` });
    return true;
  });
  return created ? ok({ id: wanted }) : err(appError('invalid', wanted));
}

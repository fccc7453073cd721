import { writeAudit } from '../../db/audit/audit';
import type { WriteStore } from '../../db/changes';
import { putTemplate } from '../../db/moving/templates';
import {
  addVersion,
  findTemplate,
  listVersions,
  removeTemplate,
  type TemplateRecord,
} from '../../db/templates/edit';
import type { PluginLine } from '../../domain/plugins/plugin';
import { scopeOf, type TenantScope } from '../../domain/tenants/scope';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { authorize } from '../access/access';
import { actorName, type Caller } from '../actor';
import { CHANGED_MEANWHILE } from '../configs/update-config';
import type { ServiceContext } from '../context';
import { sourceProblem } from './check-source';

export interface TemplateChange {
  line: PluginLine;
  name: string;
  /** Null: it is deleted, and the plugin's own holds again. */
  source: string | null;
  /** That the caller has seen; null: there was none. */
  revision: string | null;
}

/**
 * Writes or deletes a template of the caller's tenant. Phones get their new files from the moment it answers. A text that
 * is no template is refused with its line: nobody's phone is to find out.
 */
export async function changeTemplate(
  context: ServiceContext,
  caller: Caller,
  { line, name, source, revision }: TemplateChange,
): Promise<Result<void>> {
  const allowed = authorize(caller, `offhook.templates.${source === null ? 'delete' : 'update'}`);
  if (!allowed.ok) return allowed;
  const problem = source === null ? null : sourceProblem(line, name, source);
  if (problem) {
    const at = problem.line === null ? '' : `line ${problem.line}: `;
    return err(
      appError('invalid', `${at}${problem.message}`, [
        { path: 'source', message: `${at}${problem.message}` },
      ]),
    );
  }
  const scope = scopeOf(caller.tenant);
  return context.changes.write(async (store): Promise<Result<void>> => {
    const before = await findTemplate(store, scope, [line.id, ...line.aliases], name, { lock: true });
    if ((before?.revision ?? null) !== revision) return err(CHANGED_MEANWHILE);
    if (before && before.source === source) return ok(undefined);
    await keepImported(store, scope, line, before);
    if (source === null) await removeTemplate(store, scope, before?.pluginId ?? line.id, name);
    else await putTemplate(store, scope, { pluginId: before?.pluginId ?? line.id, name, source });
    const actor = actorName(caller.actor);
    await addVersion(store, scope, { lineId: line.id, name, source, actor });
    const action = source === null ? 'template.delete' : before ? 'template.update' : 'template.create';
    await writeAudit(store.sql, {
      tenantId: scope.home,
      actor,
      action,
      target: `template/${line.id}/${name}`,
    });
    return ok(undefined);
  });
}

/** A template that came in another way has no history: its text begins it. */
async function keepImported(
  store: WriteStore,
  scope: TenantScope,
  line: PluginLine,
  before: TemplateRecord | null,
): Promise<void> {
  if (!before || (await listVersions(store.sql, scope, line.id, before.name)).length > 0) return;
  await addVersion(store, scope, {
    lineId: line.id,
    name: before.name,
    source: before.source,
    actor: 'system',
  });
}

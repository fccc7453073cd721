import type { WriteStore } from '../../db/changes';
import { configDocument, type ConfigRecord } from '../../db/configs/record';
import { insertConfig, updateConfig } from '../../db/configs/write';
import { findConfigIds, findConfigs } from '../../db/moving/find-many';
import { placePrivateConfigs } from '../../db/moving/place-configs';
import { checkConfig } from '../../domain/configs/config';
import { normalizeConfig } from '../../domain/configs/null-members';
import { checkDocument } from '../../domain/documents';
import type { MoveOutcome } from '../../domain/moving/report';
import { everywhere } from '../../domain/tenants/scope';
import { plainObject, sameNode } from '../../shared/json-text';
import { defaultConfigs } from '../setup/default-configs';
import { readBatches, writePlanned, type ImportRun, type Incoming, type Planned } from './import-run';
import { missingIds } from './missing-ids';
import { readFiles } from './storage-folder';

/** Configs that a new installation starts with; as long as nobody has touched them, those of the folder replace them. */
const DEFAULT_IDS: ReadonlySet<string> = new Set(defaultConfigs('').map(({ id }) => id));
/** Both columns are written in one statement, with another precision. */
const UNTOUCHED_MS = 2;

export async function importConfigs(run: ImportRun): Promise<void> {
  const all = everywhere(run.masterTenant);
  for await (const batch of readBatches(run, 'config', readFiles(run.folder.configs))) {
    const incoming = batch.flatMap((one) => acceptConfig(run, one));
    const known = await findConfigs(
      run.database,
      all,
      incoming.map(({ id }) => id),
    );
    await tellUnknownParents(run, incoming);
    const planned = incoming.map((item) => ({ item, outcome: decide(run, item, known.get(item.id)) }));
    await writePlanned(run, 'config', planned, (store, items) => write(run, store, items, known));
  }
}

/** What can be stored, with nulls taken out of device templates. None: it is told why not. */
function acceptConfig(run: ImportRun, { id, document }: Incoming): Incoming[] {
  const normal = normalizeConfig(document);
  const bounded = checkDocument(plainObject(normal), 'config');
  if (!bounded.ok) {
    run.ledger.refuse('config', id, bounded.error.code, bounded.error.message);
    return [];
  }
  const checked = checkConfig(bounded.value);
  if (checked.ok) return [{ id, document: normal }];
  // Parameters that are refused over the API were let in by older servers. Phones are served without them.
  const inside = checked.error.problems ?? [];
  if (inside.length === 0 || !inside.every(({ path }) => path.startsWith('raw_config.'))) {
    run.ledger.refuse('config', id, 'invalid', checked.error.message);
    return [];
  }
  for (const { path, message } of inside) {
    run.ledger.note({
      kind: 'config',
      id,
      reason: 'parameter',
      message: `${path} ${message}; it has no effect`,
    });
  }
  return [{ id, document: normal }];
}

function decide(run: ImportRun, { id, document }: Incoming, known: ConfigRecord | undefined): MoveOutcome {
  if (!known) return 'created';
  if (sameNode(configDocument(known), document)) return 'unchanged';
  if (run.overwrite) return 'updated';
  const age = Math.abs(known.updatedAt.getTime() - known.createdAt.getTime());
  if (DEFAULT_IDS.has(id) && age <= UNTOUCHED_MS) return 'updated';
  const message =
    'a config of this id with other contents is here already; it is kept (--overwrite replaces it)';
  run.ledger.note({ kind: 'config', id, reason: 'differs', message });
  return 'kept';
}

async function write(
  run: ImportRun,
  store: WriteStore,
  items: readonly Planned<Incoming>[],
  known: ReadonlyMap<string, ConfigRecord>,
): Promise<ReadonlySet<string>> {
  const all = everywhere(run.masterTenant);
  const written = new Set<string>();
  for (const { item, outcome } of items) {
    const tenant = known.get(item.id)?.tenantId ?? run.masterTenant;
    const done =
      outcome === 'created'
        ? await insertConfig(store, item.id, tenant, item.document)
        : await updateConfig(store, all, item.id, tenant, item.document);
    if (done) written.add(item.id);
  }
  await placePrivateConfigs(store, [...written]);
  return written;
}

async function tellUnknownParents(run: ImportRun, incoming: readonly Incoming[]): Promise<void> {
  const parents = incoming.map(({ document }) => parentIds(document));
  const missing = await missingIds(run.folder.configs, new Set(parents.flat()), (ids) =>
    findConfigIds(run.database, everywhere(run.masterTenant), ids),
  );
  incoming.forEach(({ id }, index) => {
    for (const parent of parents[index] ?? []) {
      if (!missing.has(parent)) continue;
      const message = `its parent "${parent.slice(0, 255)}" is not there; nothing is inherited from it`;
      run.ledger.note({ kind: 'config', id, reason: 'unknown_parent', message });
    }
  });
}

function parentIds(document: Incoming['document']): string[] {
  const node = document.members.get('parent_ids');
  if (node?.kind !== 'array') return [];
  return node.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
}

import { insertTenant, listTenants } from '../../db/tenants/tenants';
import { parseJsonText, type ObjectNode } from '../../shared/json-text';
import type { ImportRun } from './import-run';
import { readFiles, type StorageFolder } from './storage-folder';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Tenants that one import may make; more is a damaged folder. */
const MAX_NEW_TENANTS = 10_000;

/** The tenants that are there, and those that the folder brings. */
export class TenantBook {
  #made = 0;
  private constructor(
    private readonly run: ImportRun,
    private readonly known: Set<string>,
  ) {}

  static async open(run: ImportRun): Promise<TenantBook> {
    const tenants = await listTenants(run.database.sql);
    return new TenantBook(run, new Set(tenants.map(({ id }) => id)));
  }

  /** Makes the tenant, right below the master tenant, when there is none of the id. False: too many. */
  async ensure(id: string): Promise<boolean> {
    if (this.known.has(id)) return true;
    if (this.#made >= MAX_NEW_TENANTS) return false;
    this.#made += 1;
    this.known.add(id);
    const { run } = this;
    if (!run.dryRun) {
      const tenant = { id, parentId: run.masterTenant, name: id, slug: null };
      await run.changes.write((store) => insertTenant(store, tenant));
    }
    run.ledger.count('tenant', 'created');
    const message = 'made below the master tenant, with its id as name: the folder does not tell names';
    run.ledger.note({ kind: 'tenant', id, reason: 'named_by_id', message });
    return true;
  }
}

/** The tenant of a device; none: the master tenant, as the reference gives to devices from before its first token. */
export function readTenant(
  run: Pick<ImportRun, 'masterTenant' | 'folderMaster'>,
  document: ObjectNode,
): string | null {
  const node = document.members.get('tenant_uuid');
  if (node === undefined || (node.kind === 'literal' && node.text === 'null')) return run.masterTenant;
  return node.kind === 'string' ? tenantHere(run, node.value) : null;
}

/** A tenant of the folder as it is called here; null: no UUID. */
export function tenantHere(run: Pick<ImportRun, 'masterTenant' | 'folderMaster'>, id: string): string | null {
  if (!UUID.test(id)) return null;
  const tenant = id.toLowerCase();
  return tenant === run.folderMaster ? run.masterTenant : tenant;
}

/**
 * The master tenant of the folder: that of the first device found that nobody has claimed. Null: all are claimed, and
 * then none of them is the master tenant's.
 */
export async function findFolderMaster(folder: StorageFolder): Promise<string | null> {
  for await (const { content } of readFiles(folder.devices)) {
    // Most are told by their text, without taking the JSON apart.
    if (!content.ok || !/"is_new"\s*:\s*true/.test(content.value)) continue;
    const parsed = parseJsonText(content.value);
    if (!parsed.ok || parsed.value.kind !== 'object') continue;
    const isNew = parsed.value.members.get('is_new');
    const tenant = parsed.value.members.get('tenant_uuid');
    if (isNew?.kind !== 'literal' || isNew.text !== 'true' || tenant?.kind !== 'string') continue;
    if (UUID.test(tenant.value)) return tenant.value.toLowerCase();
  }
  return null;
}

import { randomUUID } from 'node:crypto';
import { writeAudit } from '../../db/audit/audit';
import { createChangeWriter } from '../../db/changes';
import type { Database } from '../../db/client';
import { listTenants } from '../../db/tenants/tenants';
import { MoveLedger, type MoveNote, type MoveReport, type MovedKind } from '../../domain/moving/report';
import type { PluginRegistry } from '../../plugins/registry';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { importConfigs } from './import-configs';
import { importDevices } from './import-devices';
import { importParameters } from './import-parameters';
import type { ImportRun } from './import-run';
import { importTemplates } from './import-templates';
import { TenantBook, findFolderMaster } from './import-tenants';
import { checkStorageFolder, storageFolder } from './storage-folder';

export interface ImportOptions {
  path: string;
  /** Folder of the documents below `path`; default `jsondb`. */
  jsonDb?: string;
  dryRun?: boolean;
  overwrite?: boolean;
  /** Devices of the folder's master tenant become this installation's master tenant's, when the two differ. */
  adoptMaster?: boolean;
  registry: PluginRegistry;
  onNote?: (note: MoveNote) => void;
  onProgress?: (kind: MovedKind, done: number) => void;
}

/**
 * Takes over a storage folder of wazo-provd: tenants, server parameters, templates, configs, devices, in this order.
 * Ids are kept. What is here already and the same is left alone, so it can be ended at any time and run again. Phone
 * processes hear of what changes. Throws when the database goes away.
 */
export async function importStorage(database: Database, options: ImportOptions): Promise<Result<MoveReport>> {
  const started = performance.now();
  const folder = storageFolder(options.path, options.jsonDb);
  const there = await checkStorageFolder(folder);
  if (!there.ok) return there;
  const master = (await listTenants(database.sql)).find((tenant) => tenant.parentId === null);
  if (!master)
    return err(appError('not_found', 'The database has no master tenant yet. Start Offhook once.'));
  const dryRun = options.dryRun ?? false;
  const ledger = new MoveLedger(options.onNote);
  const folderMaster = await findFolderMaster(folder);
  const other = folderMaster !== null && folderMaster !== master.id ? folderMaster : null;
  if (other !== null) {
    const message =
      `The master tenant of the folder is ${other}, that of this installation ${master.id}. ` +
      `To keep it, begin with an empty data folder and OFFHOOK_MASTER_TENANT=${other}; ` +
      `to move its devices to the master tenant of this installation, add --adopt-master.`;
    if (!dryRun && !options.adoptMaster) return err(appError('conflict', message));
    if (!options.adoptMaster) ledger.note({ kind: 'tenant', id: other, reason: 'other_master', message });
  }
  const changes = createChangeWriter(database, { origin: randomUUID() });
  try {
    const run: ImportRun = {
      database,
      changes,
      registry: options.registry,
      masterTenant: master.id,
      folder,
      ledger,
      dryRun,
      overwrite: options.overwrite ?? false,
      folderMaster: other,
      onProgress: options.onProgress ?? (() => {}),
    };
    const tenants = await TenantBook.open(run);
    await importParameters(run, tenants);
    await importTemplates(run);
    await importConfigs(run);
    await importDevices(run, tenants);
    if (!dryRun) {
      const entry = { tenantId: master.id, actor: 'system', action: 'storage.import', target: 'storage' };
      const { config, device } = ledger.counts;
      await writeAudit(database.sql, { ...entry, detail: { config: { ...config }, device: { ...device } } });
    }
  } finally {
    await changes.close();
  }
  return ok(
    ledger.report({ path: options.path, dryRun, milliseconds: Math.round(performance.now() - started) }),
  );
}

import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { configDocument } from '../../db/configs/record';
import type { Store } from '../../db/changes';
import type { Database } from '../../db/client';
import { deviceDocument } from '../../db/devices/record';
import { listConfigsAfter, listDevicesAfter } from '../../db/moving/find-many';
import { listTemplatesAfter } from '../../db/moving/templates';
import { listSettings } from '../../db/settings/settings';
import { findProvisioningKey, listTenants } from '../../db/tenants/tenants';
import { isDocumentId } from '../../domain/ids';
import { SERVER_PARAMETERS } from '../../domain/settings/parameters';
import { everywhere, scopeOf, type TenantScope } from '../../domain/tenants/scope';
import { findLine, type PluginRegistry } from '../../plugins/registry';
import { appError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { asciiJson, jsonText, type ObjectNode } from '../../shared/json-text';
import { err, ok, type Result } from '../../shared/result';
import { storageFolder } from './storage-folder';

export interface ExportOptions {
  /** A folder that is empty or not there yet. */
  path: string;
  registry: PluginRegistry;
  onProgress?: (kind: 'config' | 'device', done: number) => void;
}

export interface ExportCounts {
  devices: number;
  configs: number;
  parameters: number;
  templates: number;
}

const PAGE = 500;
/** Files that are written at a time. */
const WRITERS = 16;
const TEMPLATE_NAME = /^(?!.*\.\.)[^/\0]+(\/[^/\0]+)*$/;

/**
 * Writes the storage folder of wazo-provd, with secrets in clear: readable by its owner only. All of it is as of one
 * moment. What the server computes and that server does not know (`configure_error`) is left out.
 */
export async function exportStorage(
  database: Database,
  options: ExportOptions,
): Promise<Result<ExportCounts>> {
  const folder = storageFolder(options.path);
  const present = await readdir(options.path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (present.length > 0) {
    return err(appError('conflict', `${options.path} is not empty. Name a folder that is empty or new.`));
  }
  for (const path of [options.path, folder.devices, folder.configs, folder.plugins]) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  }
  return database.transaction(async (sql) => {
    await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const store: Store = { sql, keyring: database.keyring };
    const tenants = await listTenants(sql);
    const master = tenants.find((tenant) => tenant.parentId === null);
    if (!master)
      return err(appError('not_found', 'The database has no master tenant yet. Start Offhook once.'));
    const all = everywhere(master.id);
    const configs = await walk(
      listConfigsAfter,
      store,
      all,
      async (records) => {
        await writeDocuments(
          folder.configs,
          records.map((record) => [record.id, configDocument(record)]),
        );
      },
      (done) => options.onProgress?.('config', done),
    );
    const devices = await walk(
      listDevicesAfter,
      store,
      all,
      async (records) => {
        await writeDocuments(
          folder.devices,
          records.map((record) => [record.id, deviceDocument({ ...record, configError: null })]),
        );
      },
      (done) => options.onProgress?.('device', done),
    );
    const values = await parameters(
      store,
      master.id,
      tenants.map(({ id }) => id),
    );
    await writePrivate(folder.parameters, asciiJson(JSON.stringify(values)));
    const templates = await exportTemplates(store, scopeOf(master.id), options.registry, folder.plugins);
    return ok({ devices, configs, parameters: Object.keys(values).length, templates });
  });
}

/** Page after page, so that a fleet of any size is never in memory. Gives how many there were. */
async function walk<Row extends { id: string }>(
  page: (store: Store, scope: TenantScope, after: string, limit: number) => Promise<Row[]>,
  store: Store,
  scope: TenantScope,
  take: (rows: Row[]) => Promise<void>,
  onProgress: (done: number) => void,
): Promise<number> {
  let done = 0;
  for (let after = ''; ;) {
    const rows = await page(store, scope, after, PAGE);
    await take(rows);
    done += rows.length;
    onProgress(done);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return done;
    after = last.id;
  }
}

async function writeDocuments(folder: string, documents: readonly [string, ObjectNode][]): Promise<void> {
  for (let at = 0; at < documents.length; at += WRITERS) {
    await Promise.all(
      documents.slice(at, at + WRITERS).map(async ([id, document]) => {
        // Ids are checked when they are written; a file must never land outside of the folder all the same.
        if (!isDocumentId(id))
          throw new Error(`a document has an id that is no file name: ${JSON.stringify(id)}`);
        await writePrivate(join(folder, id), jsonText(document, 'ascii'));
      }),
    );
  }
}

/** What was set, as `app.json` holds it: the provisioning keys below `tenants`. */
async function parameters(store: Store, master: string, tenants: readonly string[]): Promise<JsonObject> {
  const stored = await listSettings(store, scopeOf(master));
  const known = new Set(SERVER_PARAMETERS.map(({ name }) => name));
  const values: JsonObject = {};
  for (const { key, value } of stored) if (known.has(key)) values[key] = value;
  const keys: JsonObject = {};
  for (const tenant of tenants) {
    const key = await findProvisioningKey(store, tenant);
    if (key !== null && key !== '') keys[tenant] = { provisioning_key: key };
  }
  return Object.keys(keys).length > 0 ? { ...values, tenants: keys } : values;
}

/** The master tenant's templates, below the name that the old server has for their plugin. */
async function exportTemplates(
  store: Store,
  scope: TenantScope,
  registry: PluginRegistry,
  folder: string,
): Promise<number> {
  let count = 0;
  for (let after = { pluginId: '', name: '' }; ;) {
    const page = await listTemplatesAfter(store, scope, after, PAGE);
    for (const { pluginId, name, source } of page) {
      const plugin = oldName(registry, pluginId);
      if (!TEMPLATE_NAME.test(name) || !isDocumentId(plugin)) continue;
      const path = join(folder, plugin, 'var/templates', name);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writePrivate(path, source);
      count += 1;
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) return count;
    after = { pluginId: last.pluginId, name: last.name };
  }
}

function oldName(registry: PluginRegistry, pluginId: string): string {
  const aliases = findLine(registry, pluginId)?.aliases ?? [];
  return aliases.find((alias) => alias.startsWith('wazo-')) ?? aliases[0] ?? pluginId;
}

async function writePrivate(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flag: 'wx' });
}

import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { findTemplateSource, putTemplate } from '../../db/moving/templates';
import type { PluginMapping } from '../../domain/moving/report';
import type { PluginLine } from '../../domain/plugins/plugin';
import { everywhere } from '../../domain/tenants/scope';
import { findLine } from '../../plugins/registry';
import { TemplateEngine } from '../../render/engine/template-engine';
import type { ImportRun } from './import-run';
import { readText } from './storage-folder';

const MAX_BYTES = 1024 * 1024;
const MAX_PLUGINS = 1_000;
const MAX_FILES = 5_000;
const MAX_DEPTH = 4;

/** The installed plugins of the folder: which line here each of them is, its own templates, and its packages. */
export async function importTemplates(run: ImportRun): Promise<void> {
  const taken = new Set<string>();
  for (const id of await names(run.folder.plugins, 'folder', MAX_PLUGINS)) {
    const line = findLine(run.registry, id);
    const row = run.ledger.plugin(id, line?.id ?? null);
    if (row) row.installed = true;
    if (!line) {
      const message = 'no plugin here has this name; see what its devices need';
      run.ledger.note({ kind: 'plugin', id: id.slice(0, 200), reason: 'unknown_plugin', message });
    }
    await tellPackages(run, join(run.folder.plugins, id, 'var/installed'), row);
    const templates = join(run.folder.plugins, id, 'var/templates');
    for (const name of await templateNames(templates, '', 0)) {
      if (row) row.templates += 1;
      await importTemplate(run, { id, line, name, path: join(templates, name) }, taken);
    }
  }
}

async function importTemplate(
  run: ImportRun,
  { id, line, name, path }: { id: string; line: PluginLine | null; name: string; path: string },
  taken: Set<string>,
): Promise<void> {
  const { ledger } = run;
  const what = `${id}/${name}`.slice(0, 300);
  if (!line) return ledger.refuse('template', what, 'unknown_plugin', `no plugin here is named "${id}"`);
  const place = `${line.id}/${name}`;
  if (taken.has(place)) {
    const message = `${line.id} has a template of this name from another plugin of the folder already`;
    return ledger.refuse('template', what, 'twice', message);
  }
  const text = await readText(path, MAX_BYTES);
  if (!text?.ok) return ledger.refuse('template', what, 'unreadable', text?.error.message ?? 'is gone');
  if (text.value.includes('\u0000')) return ledger.refuse('template', what, 'unreadable', 'is not a text');
  const failure = new TemplateEngine([{ [name]: text.value }, line.templates]).check(name);
  if (failure?.code === 'no_template') {
    return ledger.refuse('template', what, 'bad_name', 'its name is not one that a template can have');
  }
  taken.add(place);
  if (failure) {
    const message = `line ${failure.line ?? '?'}: ${failure.message}; correct it, its phones get no file until then`;
    ledger.note({ kind: 'template', id: what, reason: 'error', message });
  }
  const scope = everywhere(run.masterTenant);
  const stored = await findTemplateSource(run.database, scope, [line.id, ...line.aliases], name);
  if (stored === text.value) return ledger.count('template', 'unchanged');
  if (stored !== null && !run.overwrite) {
    ledger.count('template', 'kept');
    const message = 'another text of this name is here already; it is kept (--overwrite replaces it)';
    return ledger.note({ kind: 'template', id: what, reason: 'differs', message });
  }
  if (!run.dryRun) {
    const template = { pluginId: line.id, name, source: text.value };
    await run.changes.write((store) => putTemplate(store, scope, template));
  }
  ledger.count('template', stored === null ? 'created' : 'updated');
}

async function tellPackages(run: ImportRun, folder: string, row: PluginMapping | null): Promise<void> {
  for (const name of await names(folder, 'file', MAX_FILES)) {
    run.ledger.addPackage(row, name.slice(0, 200));
    const message = `a package of ${row?.id ?? 'a plugin'}; its files are not moved, install it again`;
    run.ledger.note({ kind: 'package', id: name.slice(0, 200), reason: 'install_again', message });
  }
}

/** Names of templates, in folders too, joined by slashes. */
async function templateNames(folder: string, prefix: string, depth: number): Promise<string[]> {
  if (depth > MAX_DEPTH) return [];
  const found = (await names(folder, 'file', MAX_FILES))
    .filter((name) => name.endsWith('.tpl'))
    .map((name) => `${prefix}${name}`);
  for (const name of await names(folder, 'folder', MAX_FILES)) {
    found.push(...(await templateNames(join(folder, name), `${prefix}${name}/`, depth + 1)));
  }
  return found.slice(0, MAX_FILES);
}

/** Names in a folder in their order, hidden ones left out; none when there is no such folder. */
async function names(folder: string, kind: 'file' | 'folder', limit: number): Promise<string[]> {
  const dir = await opendir(folder).catch(() => null);
  const found: string[] = [];
  if (!dir) return found;
  for await (const entry of dir) {
    if (entry.name.startsWith('.') || !(kind === 'file' ? entry.isFile() : entry.isDirectory())) continue;
    if (found.push(entry.name) >= limit) break;
  }
  return found.sort();
}

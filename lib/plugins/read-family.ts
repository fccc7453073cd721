import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { z } from 'zod';
import { dhcpFile, type DhcpFile } from '../domain/plugins/dhcp';
import {
  identifyFile,
  identifyFixtures,
  type IdentifyFile,
  type IdentifyFixtures,
} from '../domain/plugins/identify';
import {
  filesFile,
  modelsFile,
  pluginFile,
  valuesFile,
  type FilesFile,
  type ModelsFile,
  type PluginFile,
  type ValuesFile,
} from '../domain/plugins/schema';
import { hasErrors, type PluginProblem } from './problem';
import { readJson5, type Json5File } from './read-json5';

/** A family folder as it was read: each file parsed and checked on its own, nothing put together yet. */
export interface FamilySource {
  folder: string;
  plugin: Json5File<PluginFile>;
  models: Json5File<ModelsFile>;
  files: Json5File<FilesFile>;
  values: Json5File<ValuesFile>;
  /** Null: the family's phones are recognised by nothing; its lines are chosen by hand. */
  identify: Json5File<IdentifyFile> | null;
  /** Requests with what is to be learned from each, which the rules are held against. */
  fixtures: Json5File<IdentifyFixtures> | null;
  dhcp: Json5File<DhcpFile> | null;
  /** By name below `templates/`, e.g. `base.tpl`. */
  templates: Record<string, string>;
}

const MAX_FILE_BYTES = 2 * 1024 * 1024;
const MAX_TEMPLATES = 2_000;
const MAX_DEPTH = 6;

/** Reads a family folder. The source is null when anything in it is wrong; the problems say what. */
export async function readFamily(
  folder: string,
): Promise<{ source: FamilySource | null; problems: PluginProblem[] }> {
  const problems: PluginProblem[] = [];
  const read = async <T>(file: string, schema: z.ZodType<T>) => {
    const text = await readText(folder, file, problems);
    return text === null ? null : readJson5(file, text, schema, problems);
  };
  const plugin = await read('plugin.json5', pluginFile);
  const models = await read('models.json5', modelsFile);
  const files = await read('files.json5', filesFile);
  const values = await read('values.json5', valuesFile);
  const identify = await readOptional(folder, 'identify.json5', identifyFile, problems);
  const fixtures = await readOptional(folder, 'fixtures/identify.json5', identifyFixtures, problems);
  const dhcp = await readOptional(folder, 'dhcp.json5', dhcpFile, problems);
  const templates = await readTemplates(folder, problems);

  const name = basename(resolve(folder));
  if (plugin && plugin.value.family !== name) {
    problems.push({
      severity: 'error',
      file: 'plugin.json5',
      line: plugin.lineOf(['family']),
      message: `family is "${plugin.value.family}" but the folder is "${name}"`,
      remedy: 'Give both the same name.',
    });
  }
  if (!plugin || !models || !files || !values || hasErrors(problems)) return { source: null, problems };
  return { source: { folder, plugin, models, files, values, identify, fixtures, dhcp, templates }, problems };
}

/** A JSON5 file that a family may do without. Null when it is absent or has problems. */
export async function readOptional<T>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
  problems: PluginProblem[],
): Promise<Json5File<T> | null> {
  const text = await readText(folder, file, problems, true);
  return text === null ? null : readJson5(file, text, schema, problems);
}

/** Null when the file is absent (an error unless `optional`), too large, or not a plain file. */
async function readText(
  folder: string,
  file: string,
  problems: PluginProblem[],
  optional = false,
): Promise<string | null> {
  const fail = (message: string, remedy: string) => {
    problems.push({ severity: 'error', file, line: null, message, remedy });
    return null;
  };
  const stat = await lstat(join(folder, file)).catch(() => null);
  if (!stat)
    return optional
      ? null
      : fail('the file is missing', 'Add it; docs/writing-a-plugin.md tells what it holds.');
  // A link could lead out of the folder, to a file that the templates would then show.
  if (!stat.isFile()) return fail('not a plain file', 'Replace the link or folder by a file.');
  if (stat.size > MAX_FILE_BYTES) return fail('larger than 2 MiB', 'Make it smaller or split it.');
  const bytes = await readFile(join(folder, file));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail('not UTF-8', 'Save the file as UTF-8; `encoding` in files.json5 chooses what phones get.');
  }
}

async function readTemplates(folder: string, problems: PluginProblem[]): Promise<Record<string, string>> {
  const templates: Record<string, string> = {};
  const walk = async (path: string, depth: number): Promise<void> => {
    const entries = await readdir(join(folder, 'templates', path), { withFileTypes: true }).catch(() => []);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = path ? `${path}/${entry.name}` : entry.name;
      if (entry.name.startsWith('.')) continue;
      if (entry.isDirectory() && depth < MAX_DEPTH) await walk(name, depth + 1);
      else if (Object.keys(templates).length >= MAX_TEMPLATES) return;
      else if (!entry.isDirectory()) {
        const text = await readText(folder, `templates/${name}`, problems);
        if (text !== null) templates[name] = text;
      }
    }
  };
  await walk('', 0);
  if (Object.keys(templates).length >= MAX_TEMPLATES) {
    problems.push({
      severity: 'error',
      file: 'templates',
      line: null,
      message: `more than ${MAX_TEMPLATES} templates`,
      remedy: 'Models are data: share one template.',
    });
  }
  return templates;
}

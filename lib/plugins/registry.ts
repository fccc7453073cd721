import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginLine } from '../domain/plugins/plugin';
import { compileFamily } from './compile';
import type { Family } from './family';
import { hasErrors, type PluginProblem } from './problem';
import { readFamily } from './read-family';

/** What is wrong with one family folder. */
export interface FamilyProblems {
  family: string;
  folder: string;
  problems: PluginProblem[];
}

/** All families of one or several folders, at one moment. Never changed after it is made. */
export interface PluginRegistry {
  families: ReadonlyMap<string, Family>;
  lines: ReadonlyMap<string, PluginLine>;
  /** Folder of the family that each line comes from, by line id. */
  folders: ReadonlyMap<string, string>;
  /** Folders with problems; those with an error are not among the families. */
  problems: readonly FamilyProblems[];
  /** By every accepted spelling, lower case. */
  readonly names: ReadonlyMap<string, PluginLine>;
  /** By vendor and model, lower case, as `vendorModelKey` writes them. */
  readonly byModel: ReadonlyMap<string, PluginLine>;
}

/** Family folders by name. An earlier folder wins where two hold a family of one name; a missing one holds none. */
export async function findFamilies(folders: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.name.startsWith('.') || !(entry.isDirectory() || entry.isSymbolicLink())) continue;
      if (!found.has(entry.name)) found.set(entry.name, join(folder, entry.name));
    }
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Reads every family below the folders; optional ones only when they are asked for. */
export async function readRegistry(
  folders: readonly string[],
  options: { optional: boolean } = { optional: false },
): Promise<PluginRegistry> {
  const problems: FamilyProblems[] = [];
  const families: Family[] = [];
  for (const [name, folder] of await findFamilies(folders)) {
    const loaded = await loadFamily(folder);
    if (loaded.problems.length > 0) problems.push({ family: name, folder, problems: loaded.problems });
    if (loaded.family && (options.optional || !loaded.family.optional)) families.push(loaded.family);
  }
  return buildRegistry(families, problems);
}

/** One family, read and put together. Null when it has errors. */
export async function loadFamily(
  folder: string,
): Promise<{ family: Family | null; problems: PluginProblem[] }> {
  const { source, problems } = await readFamily(folder);
  if (!source) return { family: null, problems };
  const compiled = compileFamily(source);
  return { family: compiled.family, problems: [...problems, ...compiled.problems] };
}

/** Indexes families. One that claims a name that an earlier one has is refused, and so reported. */
export function buildRegistry(
  candidates: readonly Family[],
  problems: readonly FamilyProblems[] = [],
): PluginRegistry {
  const families = new Map<string, Family>();
  const lines = new Map<string, PluginLine>();
  const folders = new Map<string, string>();
  const names = new Map<string, PluginLine>();
  const byModel = new Map<string, PluginLine>();
  const refused: FamilyProblems[] = [];
  for (const family of candidates) {
    const clashes = nameClashes(family, names);
    if (clashes.length > 0) {
      refused.push({ family: family.id, folder: family.folder, problems: clashes });
      continue;
    }
    families.set(family.id, family);
    for (const line of family.lines) {
      lines.set(line.id, line);
      folders.set(line.id, family.lineFolders?.[line.id] ?? family.folder);
      for (const name of [line.id, ...line.aliases]) names.set(name.toLowerCase(), line);
    }
    const anyModel = vendorModelKey(family.vendor, '');
    const [first] = family.lines;
    if (first && !byModel.has(anyModel)) byModel.set(anyModel, first);
    for (const [model, lineId] of Object.entries(family.preferredLine)) {
      // The preferred line may not be installed; then it is the next one that knows the model.
      const line =
        lines.get(lineId) ?? family.lines.find(({ modelNames }) => Object.hasOwn(modelNames, model));
      const key = vendorModelKey(family.vendor, model);
      if (line && !byModel.has(key)) byModel.set(key, line);
    }
  }
  return { families, lines, folders, names, byModel, problems: [...problems, ...refused] };
}

/** By id or alias, the letters' case set aside; `wazo-` and `xivo-` spellings are aliases. */
export function findLine(registry: PluginRegistry, name: string): PluginLine | null {
  return registry.names.get(name.toLowerCase()) ?? null;
}

/** The preferred line for a model; for a model that nobody knows, the first line of the vendor's first family. */
export function findLineForModel(
  registry: PluginRegistry,
  vendor: string,
  model: string | null,
): PluginLine | null {
  const exact = model === null ? undefined : registry.byModel.get(vendorModelKey(vendor, model));
  return exact ?? registry.byModel.get(vendorModelKey(vendor, '')) ?? null;
}

export function registryHasErrors(registry: PluginRegistry): boolean {
  return registry.problems.some((entry) => hasErrors(entry.problems));
}

function vendorModelKey(vendor: string, model: string): string {
  return `${vendor}\u0000${model}`.toLowerCase();
}

function nameClashes(family: Family, names: ReadonlyMap<string, PluginLine>): PluginProblem[] {
  const problems: PluginProblem[] = [];
  family.lines.forEach((line, index) => {
    for (const name of [line.id, ...line.aliases]) {
      const owner = names.get(name.toLowerCase());
      if (!owner) continue;
      problems.push({
        severity: 'error',
        file: 'plugin.json5',
        line: family.source.plugin.lineOf(['lines', index]),
        message: `"${name}" is already a name of ${owner.id} in the family ${owner.family}`,
        remedy: 'Keep the name for one line only.',
      });
      break;
    }
  });
  return problems;
}

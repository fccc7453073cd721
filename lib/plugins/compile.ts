import { createHash } from 'node:crypto';
import type { PluginLine, PluginModel } from '../domain/plugins/plugin';
import type { FileSpec } from '../domain/plugins/schema';
import { CHECK_SYNC } from '../domain/plugins/sync';
import { canonicalJson, type JsonObject, type JsonValue } from '../shared/json';
import { crossCheck } from './cross-check';
import type { Family } from './family';
import { hasErrors, type PluginProblem } from './problem';
import type { FamilySource } from './read-family';

/**
 * Puts the files of a family together into its lines: `extends` resolved, variables merged, filters by line and
 * series turned into lists of models. Null when the files do not fit together.
 */
export function compileFamily(source: FamilySource): { family: Family | null; problems: PluginProblem[] } {
  const problems = crossCheck(source);
  if (hasErrors(problems)) return { family: null, problems };
  const { plugin, models } = source;
  const preferredLine: Record<string, string> = {};
  for (const [name, model] of Object.entries(models.value.models)) {
    for (const spelling of [name, ...model.aliases])
      preferredLine[spelling.toLowerCase()] = model.lines[0] ?? '';
  }
  const family: Family = {
    id: plugin.value.family,
    vendor: plugin.value.vendor,
    description: localized(plugin.value.description),
    url: plugin.value.url ?? null,
    sources: plugin.value.sources,
    folder: source.folder,
    optional: plugin.value.optional,
    lines: plugin.value.lines.map((line) => compileLine(source, line.id)),
    preferredLine,
    identify: source.identify?.value ?? null,
    dhcp: source.dhcp?.value ?? null,
    source,
  };
  return { family, problems };
}

/** A line and those it extends, itself first. Assumes that `crossCheck` found no cycle. */
function ancestry(source: FamilySource, id: string): string[] {
  const byId = new Map(source.plugin.value.lines.map((line) => [line.id, line]));
  const chain: string[] = [];
  for (let at: string | undefined = id; at !== undefined; at = byId.get(at)?.extends) chain.push(at);
  return chain;
}

function compileLine(source: FamilySource, id: string): PluginLine {
  const { plugin, files, values, templates } = source;
  const chain = ancestry(source, id);
  const lines = chain.flatMap((ancestor) => plugin.value.lines.filter((line) => line.id === ancestor));
  const own = lines[0];
  if (!own) throw new Error(`no line ${id}`);
  const vars = merge(plugin.value.vars, ...lines.map((line) => line.vars).reverse());
  const firmware = lines.find((line) => line.firmware !== undefined)?.firmware ?? null;
  const models = compileModels(source, chain, vars, firmware);
  const line: Omit<PluginLine, 'revision'> = {
    id,
    family: plugin.value.family,
    vendor: plugin.value.vendor,
    version: own.version,
    firmware,
    description: localized(own.description),
    aliases: allNames(id, own.aliases),
    root: plugin.value.root ?? null,
    http: own.http,
    tftp: own.tftp,
    vars,
    models,
    modelNames: namesOf(source, models),
    deviceFiles: nearest(files.value.device, chain, (file) => fileIdentity(file)).map((file) =>
      withModelNames(source, file),
    ),
    commonFiles: nearest(files.value.common, chain, (file) => fileIdentity(file)).map((file) =>
      withModelNames(source, file),
    ),
    expectedMissing: files.value.expectedMissing,
    uploads: files.value.uploads.filter(({ lines: of }) => !of || of.some((one) => chain.includes(one))),
    maps: mapsOf(source, chain),
    derive: nearest(values.value.derive, chain, (step) => step.name),
    phonebook: values.value.phonebook ?? null,
    sync: lines.find((line) => line.sync !== undefined)?.sync ?? plugin.value.sync ?? CHECK_SYNC,
    templates,
  };
  return { ...line, revision: hashOf(line) };
}

function compileModels(
  source: FamilySource,
  chain: string[],
  lineVars: JsonObject,
  lineFirmware: string | null,
): Record<string, PluginModel> {
  const { series, models } = source.models.value;
  const result: Record<string, PluginModel> = {};
  for (const [name, model] of Object.entries(models)) {
    if (!model.lines.some((line) => chain.includes(line))) continue;
    const base = model.series === undefined ? undefined : series[model.series];
    const byLine = chain.map((line) => model.varsByLine[line] ?? {}).reverse();
    const firmware = chain.map((line) => model.firmware[line]).find((release) => release !== undefined);
    result[name] = {
      name,
      series: model.series ?? null,
      capabilities: { ...base?.capabilities, ...model.capabilities },
      firmware: firmware ?? lineFirmware,
      vars: merge(lineVars, base?.vars ?? {}, model.vars, ...byLine),
    };
  }
  return result;
}

function namesOf(source: FamilySource, models: Record<string, PluginModel>): Record<string, string> {
  const names: Record<string, string> = {};
  for (const name of Object.keys(models)) {
    for (const spelling of [name, ...(source.models.value.models[name]?.aliases ?? [])]) {
      names[spelling.toLowerCase()] = name;
    }
  }
  return names;
}

/** Entries for this line; of those with one identity, only the ones that name the nearest line of the chain. */
function nearest<T extends { lines?: string[] }>(
  entries: readonly T[],
  chain: string[],
  identity: (entry: T) => string,
): T[] {
  const distance = (entry: T) =>
    entry.lines ? chain.findIndex((line) => entry.lines?.includes(line)) : chain.length;
  const best = new Map<string, number>();
  const ours = entries.filter((entry) => distance(entry) >= 0);
  for (const entry of ours) {
    const key = identity(entry);
    best.set(key, Math.min(best.get(key) ?? Infinity, distance(entry)));
  }
  return ours
    .filter((entry) => distance(entry) === best.get(identity(entry)))
    .map((entry) => {
      // Decided here, the ancestry of the line considered: nothing that is left to filter at rendering.
      const decided = { ...entry };
      delete decided.lines;
      return decided;
    });
}

function fileIdentity(file: Pick<FileSpec, 'path' | 'models'> & { protocol?: string }): string {
  return JSON.stringify([file.path, file.models ?? null, file.protocol ?? null]);
}

/** Series in a filter become the models of the series. */
function withModelNames<T extends { models?: string[] }>(source: FamilySource, file: T): T {
  if (!file.models) return file;
  const all = Object.entries(source.models.value.models);
  const named = new Set(file.models);
  return {
    ...file,
    models: all.filter(([name, m]) => named.has(name) || named.has(m.series ?? '')).map(([n]) => n),
  };
}

function mapsOf(source: FamilySource, chain: string[]): PluginLine['maps'] {
  const { maps, mapsByLine } = source.values.value;
  const result: PluginLine['maps'] = { ...maps };
  for (const line of [...chain].reverse()) {
    for (const [name, entries] of Object.entries(mapsByLine[line] ?? {})) {
      result[name] = { ...result[name], ...entries };
    }
  }
  return result;
}

/** Stock plugins are named `wazo-…` and, on older platforms, `xivo-…`: every name is accepted with both. */
function allNames(id: string, aliases: string[]): string[] {
  const names = [id, ...aliases].flatMap((name) => {
    const bare = name.replace(/^(wazo|xivo)-/, '');
    return [name, bare, `wazo-${bare}`, `xivo-${bare}`];
  });
  return [...new Set(names)].filter((name) => name !== id);
}

function merge(...objects: Record<string, JsonValue>[]): JsonObject {
  return Object.assign({}, ...objects);
}

function localized(text: string | Record<string, string>): Record<string, string> {
  return typeof text === 'string' ? { en: text } : text;
}

function hashOf(line: Omit<PluginLine, 'revision'>): string {
  // Through text: members that are undefined are left out, as they will be when a line travels.
  const plain: JsonValue = JSON.parse(JSON.stringify(line));
  return createHash('sha256').update(canonicalJson(plain)).digest('hex').slice(0, 32);
}

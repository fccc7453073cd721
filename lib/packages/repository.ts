import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkFamily } from '../plugins/check';
import type { Family } from '../plugins/family';
import { formatProblem } from '../plugins/problem';
import { findFamilies } from '../plugins/registry';
import { buildPackage, type BuiltPackage } from './build-package';
import { readDefinitions } from './definitions';
import { replaceFile } from './folders';
import { readIndex, writeIndex, type IndexEntry } from './index-entries';
import { Refusal, refusals } from './refusal';

/** What each channel offers; `stable` is what most take, `testing` has new lines too, `archive` everything. */
export const CHANNELS = ['stable', 'testing', 'archive'] as const;
type Channel = (typeof CHANNELS)[number];

export interface RepositoryReport {
  /** Lines in each channel. */
  lines: Record<Channel, number>;
  /** Archives that are there under the same version with other contents: their version should be raised. */
  changed: string[];
}

/**
 * Builds a plugin repository in provd's layout: `<out>/<channel>/plugins.db` and an archive for each line. The same
 * families give the same bytes. Refuses families with errors.
 */
export async function buildRepository(folders: readonly string[], out: string): Promise<RepositoryReport> {
  const packages: { built: BuiltPackage; channel: Channel }[] = [];
  for (const [name, folder] of await findFamilies(folders)) {
    const family = await readFamilyForPackages(name, folder);
    for (const line of family.lines) {
      const channel = family.source.plugin.value.lines.find(({ id }) => id === line.id)?.channel ?? 'stable';
      packages.push({ built: await buildPackage(family, line), channel });
    }
  }
  const report: RepositoryReport = { lines: { stable: 0, testing: 0, archive: 0 }, changed: [] };
  for (const channel of CHANNELS) {
    const offered = packages.filter((one) => isOffered(one.channel, channel)).map(({ built }) => built);
    report.lines[channel] = offered.length;
    report.changed.push(...(await writeChannel(join(out, channel), offered)));
  }
  report.changed = [...new Set(report.changed)].sort();
  return report;
}

function isOffered(own: Channel, channel: Channel): boolean {
  return channel === 'archive' || own === 'stable' || own === channel;
}

async function readFamilyForPackages(name: string, folder: string): Promise<Family> {
  const { family, problems } = await checkFamily(folder);
  const problem = problems.find(({ severity }) => severity === 'error');
  if (!family || problem)
    throw new Refusal(problem ? formatProblem(name, problem) : `the family ${name} can't be read`);
  for (const line of family.lines) {
    const definitions = await refusals(() => readDefinitions(folder, line.id));
    if (!definitions.ok) throw new Refusal(`${name}: ${definitions.error.message}`);
  }
  return family;
}

async function writeChannel(folder: string, packages: readonly BuiltPackage[]): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const before = await readFile(join(folder, 'plugins.db'), 'utf8')
    .then(readIndex)
    .catch(() => new Map<string, IndexEntry>());
  const changed: string[] = [];
  for (const { id, entry, archive } of packages) {
    const old = before.get(id);
    if (old?.filename === entry.filename && old.sha1sum !== entry.sha1sum) changed.push(id);
    const path = join(folder, entry.filename);
    await writeFile(`${path}.new`, archive, { mode: 0o644 });
    await rename(`${path}.new`, path);
  }
  const index = new Map(packages.map(({ id, entry }) => [id, entry]));
  await replaceFile(join(folder, 'plugins.db'), writeIndex(index));
  const names = new Set(packages.map(({ entry }) => entry.filename));
  for (const { filename } of before.values()) {
    if (!names.has(filename) && (await stat(join(folder, filename)).catch(() => null)))
      await rm(join(folder, filename));
  }
  return changed;
}

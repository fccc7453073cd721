import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firmwareFile, type FirmwareFile, type PackageDefinition } from '../domain/plugins/firmware';
import { formatProblem, type PluginProblem } from '../plugins/problem';
import { readOptional } from '../plugins/read-family';
import { readPkgsDb } from './pkgs-db';
import { Refusal } from './refusal';
import { orderSteps } from './run-steps';

const MAX_DB_FILES = 100;

/**
 * The packages that a line offers: those of `firmware.json5` in its family's folder and of provd's `pkgs/*.db`, in the
 * order of their ids. `familyFolder`: with the family as its name. Refuses definitions that make no sense.
 */
export async function readDefinitions(familyFolder: string, line: string): Promise<PackageDefinition[]> {
  const problems: PluginProblem[] = [];
  const own = await readOptional(familyFolder, 'firmware.json5', firmwareFile, problems);
  const [problem] = problems;
  if (problem) throw new Refusal(formatProblem('', problem));
  const found = new Map<string, PackageDefinition>();
  const texts = await readDbFiles(join(familyFolder, 'pkgs'));
  for (const definition of [...(own ? ofLine(own.value, line) : []), ...readPkgsDb(texts)]) {
    if (found.has(definition.id)) throw new Refusal(`the package ${definition.id} is defined twice`);
    found.set(definition.id, definition);
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function ofLine(file: FirmwareFile, line: string): PackageDefinition[] {
  return file.packages
    .filter(({ lines }) => lines === undefined || lines.includes(line))
    .map((one) => {
      const steps = one.install.map(([from, to, operator, ...args]) => ({ from, to, operator, args }));
      orderSteps(steps);
      const files = one.files.map((id) => {
        const source = Object.hasOwn(file.files, id) ? file.files[id] : undefined;
        if (!source) throw new Refusal(`firmware.json5: the package ${one.id} names the unknown file ${id}`);
        const { url, size, sha1 } = source;
        return { name: source.name ?? nameOf(url, id), url, size, sha1 };
      });
      const description = typeof one.description === 'string' ? { en: one.description } : one.description;
      return { id: one.id, version: one.version, description, files, depends: one.depends, steps };
    });
}

function nameOf(url: string, id: string): string {
  if (url === '') return id;
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  return last === '' ? id : last;
}

async function readDbFiles(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder).catch(() => [])).filter(
    (name) => name.endsWith('.db') && !name.startsWith('.'),
  );
  const texts = new Map<string, string>();
  for (const name of names.sort().slice(0, MAX_DB_FILES)) {
    const path = join(folder, name);
    if ((await lstat(path)).isFile()) texts.set(`pkgs/${name}`, await readFile(path, 'utf8'));
  }
  return texts;
}

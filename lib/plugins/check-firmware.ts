import type { FirmwareFile } from '../domain/plugins/firmware';
import type { PluginProblem } from './problem';
import type { FamilySource } from './read-family';
import type { Json5File } from './read-json5';

/** Packages that name lines, files or packages which do not exist, and packages that are there twice. */
export function checkFirmware({ plugin }: FamilySource, firmware: Json5File<FirmwareFile>): PluginProblem[] {
  const problems: PluginProblem[] = [];
  const { files, packages } = firmware.value;
  const report = (path: PropertyKey[], message: string, remedy: string) =>
    problems.push({ severity: 'error', file: firmware.file, line: firmware.lineOf(path), message, remedy });
  const lines = new Set(plugin.value.lines.map(({ id }) => id));
  const seen = new Set<string>();
  packages.forEach((one, index) => {
    const at = ['packages', index];
    for (const line of (one.lines ?? []).filter((id) => !lines.has(id)))
      report(
        [...at, 'lines'],
        `the package ${one.id} is for the unknown line ${line}`,
        'Name a line of plugin.json5.',
      );
    for (const file of one.files.filter((id) => !Object.hasOwn(files, id)))
      report([...at, 'files'], `the package ${one.id} names the unknown file ${file}`, 'Add it to "files".');
    for (const line of one.lines ?? lines) {
      const key = `${line} ${one.id}`;
      if (seen.has(key))
        report(at, `the package ${one.id} is there twice for ${line}`, 'Keep one of the two.');
      seen.add(key);
    }
  });
  for (const [index, one] of packages.entries()) {
    for (const id of one.depends.filter((needed) => !packages.some((other) => other.id === needed)))
      report(
        ['packages', index, 'depends'],
        `the package ${one.id} needs the unknown package ${id}`,
        'Add it, or need it no more.',
      );
  }
  return problems;
}

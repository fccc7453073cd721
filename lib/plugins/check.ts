import { bootFile } from '../domain/plugins/boot';
import { firmwareFile } from '../domain/plugins/firmware';
import { createIdentifier } from '../identify/identifier';
import { compilePattern } from '../identify/pattern';
import { checkFilePaths } from './check-file-paths';
import { checkFirmware } from './check-firmware';
import { checkTemplates } from './check-templates';
import { compileFamily } from './compile';
import type { Family } from './family';
import type { PluginProblem } from './problem';
import { readFamily, readOptional, type FamilySource } from './read-family';

/**
 * Everything that can be found wrong with a family folder without a phone: what loading it finds, and beyond that
 * its templates, expressions, file names, patterns and boot description. The family is null when it cannot be loaded.
 */
export async function checkFamily(
  folder: string,
): Promise<{ family: Family | null; problems: PluginProblem[] }> {
  const { source, problems } = await readFamily(folder);
  await readOptional(folder, 'boot.json5', bootFile, problems);
  const firmware = await readOptional(folder, 'firmware.json5', firmwareFile, problems);
  if (!source) return { family: null, problems: sorted(problems) };
  const compiled = compileFamily(source);
  problems.push(...compiled.problems, ...checkTemplates(source), ...checkPatterns(source));
  if (firmware) problems.push(...checkFirmware(source, firmware));
  if (compiled.family) problems.push(...checkFilePaths(compiled.family));
  return { family: compiled.family, problems: sorted(problems) };
}

function checkPatterns({ plugin, files, identify }: FamilySource): PluginProblem[] {
  const problems: PluginProblem[] = [];
  const report = (file: string, line: number, message: string) =>
    problems.push({
      severity: 'error',
      file,
      line,
      message,
      remedy:
        'Write it in the syntax of RE2, which matches in linear time: no look-around, no back-references.',
    });
  files.value.expectedMissing.forEach((pattern, index) => {
    try {
      compilePattern(pattern);
    } catch (error) {
      const line = files.lineOf(['expectedMissing', index]);
      report(files.file, line, `the pattern ${pattern} cannot be used: ${messageOf(error)}`);
    }
  });
  if (!identify) return problems;
  const { family } = plugin.value;
  for (const { path, message } of createIdentifier([{ family, file: identify.value }], { memo: 0 })
    .problems) {
    const id = path.slice(family.length + 1);
    const index = identify.value.rules.findLastIndex((rule) => rule.id === id);
    report(identify.file, identify.lineOf(['rules', index]), `the rule ${id} cannot be used: ${message}`);
  }
  return problems;
}

function sorted(problems: PluginProblem[]): PluginProblem[] {
  const key = (problem: PluginProblem) => `${problem.file}\0${String(problem.line ?? 0).padStart(7, '0')}`;
  return problems.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

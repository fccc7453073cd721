import type { FamilySource } from './read-family';
import type { PluginProblem } from './problem';

/** What the schemas cannot see: whether the files of a family name only what exists, and each name once. */
export function crossCheck(source: FamilySource): PluginProblem[] {
  const problems: PluginProblem[] = [];
  checkLines(source, problems);
  checkModels(source, problems);
  checkFiles(source, problems);
  checkValues(source, problems);
  return problems;
}

type File = { file: string; lineOf: (path: PropertyKey[]) => number };

function report(
  problems: PluginProblem[],
  at: File,
  path: PropertyKey[],
  message: string,
  remedy: string,
): void {
  problems.push({ severity: 'error', file: at.file, line: at.lineOf(path), message, remedy });
}

function checkLines({ plugin }: FamilySource, problems: PluginProblem[]): void {
  const { family, lines } = plugin.value;
  // The maker is enough: the adapters of cisco-spa keep their stock names (cisco-pap2t-5.1.6).
  const maker = family.split('-', 1)[0] ?? family;
  const ids = new Set(lines.map((line) => line.id));
  const taken = new Map<string, string>();
  lines.forEach((line, index) => {
    const at = ['lines', index];
    if (!line.id.startsWith(`${maker}-`)) {
      report(
        problems,
        plugin,
        [...at, 'id'],
        `the line "${line.id}" does not begin with "${maker}-"`,
        `Name it "${family}-<line>".`,
      );
    }
    for (const name of [line.id, ...line.aliases]) {
      const bare = name.replace(/^(wazo|xivo)-/, '');
      const owner = taken.get(bare);
      if (owner !== undefined) {
        report(
          problems,
          plugin,
          at,
          `"${name}" names both ${owner} and ${line.id}`,
          'Keep the name for one line only.',
        );
      }
      taken.set(bare, line.id);
    }
    const seen = new Set<string>([line.id]);
    for (
      let next = line.extends;
      next !== undefined;
      next = lines.find((other) => other.id === next)?.extends
    ) {
      if (!ids.has(next)) {
        report(
          problems,
          plugin,
          [...at, 'extends'],
          `${line.id} extends "${next}", which is no line`,
          'Name a line of this family.',
        );
        break;
      }
      if (seen.has(next)) {
        report(
          problems,
          plugin,
          [...at, 'extends'],
          `${line.id} extends itself through ${next}`,
          'Break the circle.',
        );
        break;
      }
      seen.add(next);
    }
  });
}

function checkModels({ plugin, models }: FamilySource, problems: PluginProblem[]): void {
  const spellings = new Map<string, string>();
  for (const [name, model] of Object.entries(models.value.models)) {
    const at = ['models', name];
    if (model.series !== undefined && !Object.hasOwn(models.value.series, model.series)) {
      report(
        problems,
        models,
        [...at, 'series'],
        `${name}: there is no series "${model.series}"`,
        'Add it below `series` or name another.',
      );
    }
    checkLineIds(plugin.value.lines, model.lines, models, [...at, 'lines'], problems);
    checkLineIds(plugin.value.lines, Object.keys(model.firmware), models, [...at, 'firmware'], problems);
    checkLineIds(plugin.value.lines, Object.keys(model.varsByLine), models, [...at, 'varsByLine'], problems);
    for (const spelling of [name, ...model.aliases]) {
      const owner = spellings.get(spelling.toLowerCase());
      if (owner !== undefined) {
        report(
          problems,
          models,
          at,
          `"${spelling}" names both ${owner} and ${name}`,
          'Keep the spelling for one model only.',
        );
      }
      spellings.set(spelling.toLowerCase(), name);
    }
  }
}

function checkFiles(source: FamilySource, problems: PluginProblem[]): void {
  const { plugin, models, files, templates } = source;
  const known = new Set([...Object.keys(models.value.models), ...Object.keys(models.value.series)]);
  for (const kind of ['device', 'common'] as const) {
    files.value[kind].forEach((file, index) => {
      const at = [kind, index];
      if (!Object.hasOwn(templates, file.template)) {
        report(
          problems,
          files,
          [...at, 'template'],
          `there is no templates/${file.template}`,
          'Add the template or correct its name.',
        );
      }
      checkLineIds(plugin.value.lines, file.lines ?? [], files, [...at, 'lines'], problems);
      (file.models ?? []).forEach((name, position) => {
        if (known.has(name)) return;
        report(
          problems,
          files,
          [...at, 'models', position],
          `"${name}" is neither a model nor a series`,
          'Name one of models.json5.',
        );
      });
    });
  }
  files.value.uploads.forEach(({ lines = [] }, index) => {
    checkLineIds(plugin.value.lines, lines, files, ['uploads', index, 'lines'], problems);
  });
}

function checkValues({ plugin, values, templates }: FamilySource, problems: PluginProblem[]): void {
  checkLineIds(plugin.value.lines, Object.keys(values.value.mapsByLine), values, ['mapsByLine'], problems);
  values.value.derive.forEach((step, index) => {
    const at = ['derive', index];
    checkLineIds(plugin.value.lines, step.lines ?? [], values, [...at, 'lines'], problems);
    if ('template' in step && !Object.hasOwn(templates, step.template)) {
      report(
        problems,
        values,
        [...at, 'template'],
        `there is no templates/${step.template}`,
        'Add the template or correct its name.',
      );
    }
  });
}

function checkLineIds(
  lines: { id: string }[],
  named: string[],
  file: File,
  path: PropertyKey[],
  problems: PluginProblem[],
): void {
  for (const id of named) {
    if (lines.some((line) => line.id === id)) continue;
    report(problems, file, path, `"${id}" is no line of this family`, 'Name a line of plugin.json5.');
  }
}

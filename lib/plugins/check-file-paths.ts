import type { PluginLine, PluginModel } from '../domain/plugins/plugin';
import type { CommonFileSpec, FileSpec } from '../domain/plugins/schema';
import type { Family } from './family';
import type { PluginProblem } from './problem';

/** Placeholders of which no two devices have the same. */
const UNIQUE = ['mac', 'MAC', 'MAC_tail', 'mac_', 'mac-', 'MAC-', 'sn', 'uuid', 'id'];

/** Names of files that cannot be filled, lead out of the root, or are the same for two devices. */
export function checkFilePaths(family: Family): PluginProblem[] {
  const found = new Map<string, PluginProblem>();
  const allModels = family.lines.flatMap((line) => Object.values(line.models));
  for (const line of family.lines) {
    const report = (path: string, message: string, remedy: string) => {
      // Lines share most of their files: one problem is told once.
      const problem: PluginProblem = {
        severity: 'error',
        file: 'files.json5',
        line: lineOf(family, path),
        message,
        remedy,
      };
      found.set(`${problem.line} ${message}`, problem);
    };
    for (const spec of line.deviceFiles) {
      checkPattern(spec, line, allModels, report);
      if (!placeholders(spec.path).some((name) => UNIQUE.includes(name))) {
        report(
          spec.path,
          `every device would have the same file ${spec.path}`,
          'Name it after {mac}, {MAC}, {sn}, {uuid} or {id}, or make it a common file.',
        );
      }
    }
    for (const spec of line.commonFiles) {
      checkPattern(spec, line, allModels, report);
      const own = placeholders(spec.path).find((name) => UNIQUE.includes(name));
      if (own !== undefined) {
        report(
          spec.path,
          `the common file ${spec.path} is named after {${own}} of a device`,
          'Make it a file of the device.',
        );
      }
    }
    checkModels(line, report);
  }
  return [...found.values()];
}

type Report = (path: string, message: string, remedy: string) => void;

function checkPattern(
  spec: FileSpec | CommonFileSpec,
  line: PluginLine,
  allModels: readonly PluginModel[],
  report: Report,
): void {
  const known = ['model', ...UNIQUE];
  const own = Object.values(line.models).filter((model) => !spec.models || spec.models.includes(model.name));
  for (const path of [spec.path, ...spec.alsoServedAs]) {
    if (
      path.startsWith('/') ||
      path.includes('\\') ||
      path.split('/').some((part) => part === '' || part === '.' || part === '..')
    ) {
      report(
        spec.path,
        `${path} is no path below the root`,
        'Write it without a leading slash, "." and "..".',
      );
    }
    // Names that cannot be filled are left out, but for that of a file which has to be there.
    const models = path === spec.path && spec.required && own.length > 0 ? own : allModels;
    for (const name of placeholders(path)) {
      const variable = name.startsWith('vars.') ? name.slice(5) : null;
      const hasVariable = variable !== null && models.some((model) => Object.hasOwn(model.vars, variable));
      if (known.includes(name) || hasVariable) continue;
      report(
        spec.path,
        `nothing fills {${name}} in ${path}`,
        'Use mac, MAC, model, sn, uuid, id or vars.<name> of a variable that a model has.',
      );
    }
  }
}

/** Two files of one name, or two main files, for one model. */
function checkModels(line: PluginLine, report: Report): void {
  for (const model of Object.keys(line.models)) {
    for (const protocol of ['SIP', 'SCCP']) {
      const mine = line.deviceFiles.filter(
        (spec) =>
          (!spec.models || spec.models.includes(model)) && (!spec.protocol || spec.protocol === protocol),
      );
      const names = new Map<string, FileSpec>();
      for (const spec of mine) {
        for (const path of [spec.path, ...spec.alsoServedAs]) {
          if (names.has(path) && names.get(path) !== spec) {
            report(
              spec.path,
              `${model} has two files named ${path} in ${line.id}`,
              'Keep one, or tell them apart by `models`, `lines` or `protocol`.',
            );
          }
          names.set(path, spec);
        }
      }
      const [, second] = mine.filter((spec) => spec.main);
      if (second)
        report(second.path, `${model} has two main files in ${line.id}`, 'Keep `main` for one of them.');
    }
  }
}

function placeholders(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '');
}

function lineOf(family: Family, path: string): number {
  const { files } = family.source;
  for (const kind of ['device', 'common'] as const) {
    const index = files.value[kind].findIndex((spec) => spec.path === path);
    if (index >= 0) return files.lineOf([kind, index]);
  }
  return 1;
}

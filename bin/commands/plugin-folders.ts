import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Option } from 'commander';
import { formatProblem } from '../../lib/plugins/problem';
import { readRegistry, type PluginRegistry } from '../../lib/plugins/registry';

/** The families that come with Offhook: `plugins/` beside `package.json`, wherever this file was bundled to. */
export function bundledPlugins(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return join(at, 'plugins');
  }
  return 'plugins';
}

export function pluginsOption(): Option {
  return new Option('--plugins <folder...>', 'folders that hold plugin families (default: the bundled ones)');
}

/** Reads the families; what is wrong with any is told on standard error, the others are used. */
export async function openRegistry(folders: string[] | undefined): Promise<PluginRegistry> {
  const registry = await readRegistry(folders ?? [bundledPlugins()]);
  for (const { family, problems } of registry.problems) {
    for (const problem of problems) {
      if (problem.severity === 'error') process.stderr.write(`${formatProblem(family, problem)}\n`);
    }
  }
  return registry;
}

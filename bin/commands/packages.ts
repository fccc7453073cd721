import type { Command } from 'commander';
import { installCommands } from '../cli/install';
import { commandGroup } from './command-group';

export function register(program: Command): void {
  const packages = commandGroup(program, 'packages', 'firmware and language files of an installed plugin');
  installCommands(packages, {
    what: 'package',
    place: ['<plugin>'],
    path: (plugin) => `/0.2/pg_mgr/plugins/${encodeURIComponent(plugin)}/install`,
    missing: (plugin) => `The plugin ${plugin} is not installed.`,
  });
}

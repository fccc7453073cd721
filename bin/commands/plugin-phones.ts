import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { phonesDocument } from '../../lib/plugins/phones-document';
import { registryHasErrors } from '../../lib/plugins/registry';
import { commandGroup } from './command-group';
import { openRegistry, pluginsOption } from './plugin-folders';

export function register(program: Command): void {
  commandGroup(program, 'plugin', 'Work on plugin families')
    .command('phones')
    .description('write the table of vendors, models and features (Markdown)')
    .argument('[file]', 'where to; standard output when absent')
    .addOption(pluginsOption())
    .action(async (file: string | undefined, options: { plugins?: string[] }) => {
      const registry = await openRegistry(options.plugins);
      // A table that silently lacks a family would be taken for the truth.
      if (registryHasErrors(registry)) return void (process.exitCode = 1);
      const text = phonesDocument(registry);
      if (file === undefined) process.stdout.write(text);
      else await writeFile(file, text);
    });
}

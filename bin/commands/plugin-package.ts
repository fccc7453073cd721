import type { Command } from 'commander';
import { CHANNELS, buildRepository } from '../../lib/packages/repository';
import { refusals } from '../../lib/packages/refusal';
import { commandGroup, refuse } from './command-group';
import { bundledPlugins, pluginsOption } from './plugin-folders';

export function register(program: Command): void {
  commandGroup(program, 'plugin', 'Work on plugin families')
    .command('package')
    .description(
      'build a repository of installable plugins: an archive for each line and an index, by channel',
    )
    .argument('[folder]', 'where the repository is written', 'plugin-repository')
    .addOption(pluginsOption())
    .action(async (folder: string, options: { plugins?: string[] }) => {
      const built = await refusals(() => buildRepository(options.plugins ?? [bundledPlugins()], folder));
      if (!built.ok) return refuse(built.error);
      for (const channel of CHANNELS)
        console.log(`${folder}/${channel}: ${built.value.lines[channel]} plugins`);
      for (const id of built.value.changed)
        console.error(`offhook: ${id} has other contents under the same version: raise its version.`);
    });
}

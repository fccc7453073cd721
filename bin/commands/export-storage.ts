import path from 'node:path';
import type { Command } from 'commander';
import { readEnv } from '../../lib/env';
import { exportStorage } from '../../lib/services/moving/export-storage';
import { withCommandDatabase } from '../process/command-database';
import { refuse } from './command-group';
import { bundledPlugins, openRegistry } from './plugin-folders';
import { showProgress } from './progress-line';

export function register(program: Command): void {
  program
    .command('export')
    .argument('<folder>', 'a folder that is empty or not there yet')
    .description(
      'write devices, configs, parameters and templates as a storage folder of wazo-provd, secrets in clear',
    )
    .option('--json', 'print the numbers as JSON')
    .action(run);
}

async function run(folder: string, options: { json?: true }): Promise<void> {
  const env = readEnv();
  if (!env.ok) return refuse(env.error);
  const registry = await openRegistry([path.join(env.value.dataDir, 'plugins'), bundledPlugins()]);
  const progress = showProgress();
  const written = await withCommandDatabase(env.value, (database) =>
    exportStorage(database, {
      path: path.resolve(folder),
      registry,
      onProgress: (kind, done) => progress.tell(`${done} ${kind}s`),
    }),
  );
  progress.clear();
  if (!written.ok) return refuse(written.error);
  const { devices, configs, parameters, templates } = written.value;
  if (options.json) console.log(JSON.stringify(written.value));
  else {
    console.log(
      `${devices} devices, ${configs} configs, ${parameters} parameters and ${templates} templates.`,
    );
    console.log('The files hold passwords in clear: keep them as you keep those.');
  }
}

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { jsonSchemas } from '../../lib/plugins/json-schemas';
import { commandGroup } from './command-group';

export function register(program: Command): void {
  commandGroup(program, 'plugin', 'Work on plugin families')
    .command('schemas')
    .description('write the JSON Schema of each file of a family, for editors')
    .argument('[folder]', 'where to', 'docs/schemas')
    .action(async (folder: string) => {
      await mkdir(folder, { recursive: true });
      for (const [name, text] of Object.entries(jsonSchemas())) await writeFile(join(folder, name), text);
    });
}

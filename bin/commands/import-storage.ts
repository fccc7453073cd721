import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import type { Command } from 'commander';
import type { MoveNote, MoveReport } from '../../lib/domain/moving/report';
import { readEnv } from '../../lib/env';
import { importStorage } from '../../lib/services/moving/import-storage';
import { withCommandDatabase } from '../process/command-database';
import { refuse } from './command-group';
import { printMoveReport } from './move-report';
import { bundledPlugins, openRegistry } from './plugin-folders';
import { showProgress } from './progress-line';

interface Options {
  dryRun?: true;
  overwrite?: true;
  adoptMaster?: true;
  jsondb: string;
  json?: true;
  notes?: string;
}

/** Everything went well, but some documents were not taken. */
const EXIT_REFUSED = 2;

export function register(program: Command): void {
  program
    .command('import')
    .argument('<folder>', 'storage folder of wazo-provd, usually /var/lib/wazo-provd or a copy of it')
    .description(
      'take over devices, configs, parameters and templates of wazo-provd. Offhook may run meanwhile; run it again to go on',
    )
    .option('--dry-run', 'only tell what would be taken, what not, and why')
    .option('--overwrite', 'replace documents that are here already with other contents')
    .option(
      '--adopt-master',
      "give the devices of the folder's master tenant to the one of this installation",
    )
    .option('--jsondb <folder>', 'where the documents are, below the storage folder', 'jsondb')
    .option('--json', 'print the report as JSON')
    .option('--notes <file>', 'write every note into a file, one JSON object a line')
    .action(run);
}

async function run(folder: string, options: Options): Promise<void> {
  const env = readEnv();
  if (!env.ok) return refuse(env.error);
  const registry = await openRegistry([path.join(env.value.dataDir, 'plugins'), bundledPlugins()]);
  const notes = options.notes === undefined ? null : openNotes(options.notes);
  const progress = showProgress();
  const report = await withCommandDatabase(env.value, (database) =>
    importStorage(database, {
      path: path.resolve(folder),
      jsonDb: options.jsondb,
      dryRun: options.dryRun,
      overwrite: options.overwrite,
      adoptMaster: options.adoptMaster,
      registry,
      onNote: (note: MoveNote) => notes?.write(`${JSON.stringify(note)}\n`),
      onProgress: (kind, done) => progress.tell(`${done} ${kind}s`),
    }),
  );
  progress.clear();
  if (notes) {
    notes.end();
    await once(notes, 'close');
  }
  if (!report.ok) return refuse(report.error);
  if (options.json) console.log(JSON.stringify(report.value, null, 2));
  else printMoveReport(report.value);
  if (refused(report.value) > 0) process.exitCode = EXIT_REFUSED;
}

function openNotes(file: string): WriteStream {
  const stream = createWriteStream(file, { mode: 0o600 });
  stream.on('error', (error) => {
    console.error(`offhook: ${file} can't be written: ${error.message}`);
    process.exit(1);
  });
  return stream;
}

function refused(report: MoveReport): number {
  return Object.values(report.counts).reduce((sum, counts) => sum + counts.refused, 0);
}

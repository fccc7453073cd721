import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { openDatabase, type Database } from '../../lib/db/client';
import { ensureDatabase, probeDatabase } from '../../lib/db/probe';
import { readEnv, type Env } from '../../lib/env';
import { restoreBackup } from '../../lib/services/backup/restore-backup';
import { writeBackup } from '../../lib/services/backup/write-backup';
import { readKeyFile } from '../../lib/services/keys/key-file';
import { appError } from '../../lib/shared/errors';
import { generateKeyFile, Keyring } from '../../lib/shared/keyring';
import { err, ok, type Result } from '../../lib/shared/result';
import { finish, jsonCommand, type Report } from '../cli/command';
import { createProgress } from '../cli/progress';
import { startCluster } from '../embedded-postgres/cluster';
import { withCommandDatabase } from '../process/command-database';
import { openDataFolder } from '../start/data-folder';
import { lockFolder } from '../start/folder-lock';

const common = { json: z.boolean().default(false), passphraseFile: z.string().optional() };
const backupSchema = z.object({ ...common, withKeys: z.boolean().default(false), files: z.boolean() });
const restoreSchema = z.object({ ...common, replace: z.boolean().default(false) });

export function register(program: Command): void {
  jsonCommand(
    program,
    'backup <file>',
    'write everything of this installation to one file; Offhook may run meanwhile',
  )
    .option(
      '--with-keys',
      'the keys too, sealed with a passphrase; without them the key file is needed to restore',
    )
    .option('--passphrase-file <file>', 'file with the passphrase of the keys, - for standard input')
    .option('--no-files', 'leave installed plugins, packages and firmware out')
    .action(async (file: string, _options, command: Command) => {
      const options = backupSchema.parse(command.opts());
      finish(await backup(file, options), options.json);
    });
  jsonCommand(program, 'restore <file>', 'put a backup in the place of what is here; stop Offhook first')
    .option(
      '--passphrase-file <file>',
      'open the keys in the backup with this passphrase and use them from now on',
    )
    .option('--replace', 'also when the installation here is in use: what is there is lost')
    .action(async (file: string, _options, command: Command) => {
      const options = restoreSchema.parse(command.opts());
      finish(await restore(file, options), options.json);
    });
}

async function backup(file: string, options: z.infer<typeof backupSchema>): Promise<Result<Report>> {
  const env = readEnv();
  if (!env.ok) return env;
  const passphrase = readPassphrase(options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  if (options.withKeys !== (passphrase.value !== null))
    return err(appError('invalid', '--with-keys and --passphrase-file go together.'));
  const keyFile = readKeyFile(env.value.keyFile);
  if (!keyFile.ok) return keyFile;
  const progress = createProgress('Backing up');
  const written = await withCommandDatabase(env.value, (database) =>
    writeBackup(database, {
      file: path.resolve(file),
      dataDir: options.files ? env.value.dataDir : null,
      keys: passphrase.value === null ? null : { file: keyFile.value, passphrase: passphrase.value },
      now: new Date(),
      onProgress: progress.at,
    }),
  );
  progress.clear();
  if (!written.ok) return written;
  const { bytes, rows, files, keys } = written.value;
  const total = Object.values(rows).reduce((sum, n) => sum + n, 0);
  const lines = [
    `${written.value.file}: ${total} rows, ${files} files, ${(bytes / 1_048_576).toFixed(1)} MB`,
    keys
      ? 'It holds the keys, sealed with the passphrase.'
      : `It holds no keys: keep ${env.value.keyFile} too, elsewhere.`,
  ];
  return ok({ data: written.value, lines });
}

async function restore(file: string, options: z.infer<typeof restoreSchema>): Promise<Result<Report>> {
  const env = readEnv();
  if (!env.ok) return env;
  const passphrase = readPassphrase(options.passphraseFile);
  if (!passphrase.ok) return passphrase;
  const { dataDir, keyFile } = env.value;
  const folder = openDataFolder(dataDir);
  if (!folder.ok) return folder;
  const lock = await lockFolder(dataDir);
  if (!lock.ok) return lock;
  const progress = createProgress('Restoring', 'bytes');
  try {
    const keys = fs.existsSync(keyFile) ? readKeyFile(keyFile) : ok(null);
    if (!keys.ok) return keys;
    // What is in the archive is sealed; this keyring opens nothing, it only has to be there.
    const keyring = new Keyring(keys.value ?? generateKeyFile());
    const restored = await withAnyDatabase(env.value, keyring, (database) =>
      restoreBackup(database, {
        file: path.resolve(file),
        dataDir,
        migrationsDir: path.resolve('prisma/migrations'),
        keyFile,
        keys: keys.value,
        passphrase: passphrase.value,
        replace: options.replace,
        onProgress: progress.at,
      }),
    );
    progress.clear();
    if (!restored.ok) return restored;
    const { created, rows, files } = restored.value;
    const what = `The backup of ${created} is in place: ${rows} rows, ${files} files.`;
    return ok({ data: restored.value, lines: [what, 'Start Offhook now.'] });
  } finally {
    progress.clear();
    lock.value.release();
  }
}

/** The installation's database; an embedded one is made when there is none yet. */
async function withAnyDatabase<T>(
  env: Env,
  keyring: Keyring,
  work: (database: Database) => Promise<Result<T>>,
): Promise<Result<T>> {
  const dir = path.join(env.dataDir, 'postgres');
  const cluster =
    env.databaseUrl === null ? await startCluster({ dir, port: env.embeddedDatabasePort }) : null;
  try {
    if (cluster) await ensureDatabase(cluster.url(), 'offhook');
    const url = env.databaseUrl ?? cluster?.url('offhook') ?? '';
    const usable = await probeDatabase(url);
    if (!usable.ok) return usable;
    const database = openDatabase({ url, keyring, name: 'offhook restore', max: 2 });
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    if (cluster && !cluster.adopted) await cluster.stop();
  }
}

function readPassphrase(file: string | undefined): Result<string | null> {
  if (file === undefined) return ok(null);
  try {
    const [line = ''] = fs.readFileSync(file === '-' ? 0 : file, 'utf8').split(/\r?\n/, 1);
    return line === '' ? err(appError('invalid', `${file} holds no passphrase.`)) : ok(line);
  } catch {
    return err(appError('invalid', `${file} can't be read.`));
  }
}

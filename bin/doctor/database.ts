import path from 'node:path';
import fs from 'node:fs';
import { openDatabase, type Database } from '../../lib/db/client';
import { migrationsBelow } from '../../lib/db/migrate';
import { listMigrations } from '../../lib/db/backup/schema';
import { probeDatabase } from '../../lib/db/probe';
import { findSetting } from '../../lib/db/settings/settings';
import { findMasterTenant } from '../../lib/db/tenants/manage';
import { SETTING_KEYS } from '../../lib/domain/settings/keys';
import { everywhere } from '../../lib/domain/tenants/scope';
import type { Env } from '../../lib/env';
import { openKeyring } from '../../lib/services/keys/key-file';
import { startCluster } from '../embedded-postgres/cluster';
import { findPostmaster } from '../embedded-postgres/postmaster';
import { failure, good, skipped, warning, type Finding } from './finding';
import { judgeClock, systemClockIsSynchronized } from './clock';

/** What the other checks need to know from the database. */
export interface Known {
  /** Null: there is none; undefined: only the database knows. */
  publicUrl: string | null | undefined;
  /** When a DHCP server last reported a lease. */
  lastLease: Date | null;
}

const SLOW_MS = 100;

/** Never starts anything: a database that does not run is a finding. */
export async function checkDatabase(env: Env): Promise<{ findings: Finding[]; known: Known }> {
  const nothing: Known = { publicUrl: env.publicUrl ?? undefined, lastLease: null };
  const url = await databaseUrl(env);
  const clock = judgeClock(null, systemClockIsSynchronized());
  if (url === null) {
    const message = 'The embedded database does not run.';
    const findings = [failure('database', message, 'Start Offhook: npm start, or its service.'), clock];
    return { findings, known: nothing };
  }
  const usable = await probeDatabase(url);
  if (!usable.ok)
    return {
      findings: [failure('database', usable.error.message, 'Then run this again.'), clock],
      known: nothing,
    };
  const keyring = openKeyring(env.keyFile);
  if (!keyring.ok)
    return { findings: [skipped('database', 'Not looked into: there are no keys.'), clock], known: nothing };
  const database = openDatabase({ url, keyring: keyring.value, name: 'offhook doctor', max: 2 });
  try {
    return await look(database, env);
  } finally {
    await database.close();
  }
}

async function databaseUrl(env: Env): Promise<string | null> {
  if (env.databaseUrl !== null) return env.databaseUrl;
  const dir = path.join(env.dataDir, 'postgres');
  if (!fs.existsSync(path.join(dir, 'pgdata')) || !findPostmaster(path.join(dir, 'pgdata'))) return null;
  return (await startCluster({ dir, port: env.embeddedDatabasePort })).url('offhook'); // adopts the one that runs
}

async function look(database: Database, env: Env): Promise<{ findings: Finding[]; known: Known }> {
  const { sql, keyring } = database;
  const { took, now } = await answerTime(database);
  const clock = judgeClock(
    env.databaseUrl === null ? null : now.getTime() - Date.now(),
    systemClockIsSynchronized(),
  );
  const had = new Set((await listMigrations(sql).catch(() => [])).map(({ name }) => name));
  const missing = (await migrationsBelow(path.resolve('prisma/migrations'))).filter(
    ({ name }) => !had.has(name),
  );
  if (missing.length > 0) {
    const message = `The database lacks ${missing.length} migrations of this version.`;
    const findings = [
      failure('database', message, 'Restart Offhook: its start brings the database up to date.'),
      clock,
    ];
    return { findings, known: { publicUrl: env.publicUrl ?? undefined, lastLease: null } };
  }
  const master = (await findMasterTenant(sql)) ?? '';
  const scope = everywhere(master);
  const check = await findSetting({ sql, keyring }, scope, SETTING_KEYS.keyCheck);
  const stored = await findSetting({ sql, keyring }, scope, SETTING_KEYS.publicUrl);
  const [lease] = await sql.query<{ at: Date | null }>(
    `SELECT max(last_at) AS at FROM phone_event WHERE protocol = 'dhcp'`,
  );
  const keysFit = check === undefined || check === keyring.hash('key-check', master);
  const findings = [
    took > SLOW_MS
      ? warning(
          'database',
          `It answers after ${Math.round(took)} ms.`,
          'Bring it nearer, or give it more memory and a faster disk.',
        )
      : good('database', `It answers, and has every migration.`),
    ...(keysFit
      ? []
      : [
          failure(
            'keys',
            'The key file belongs to another database.',
            'Restore the right key file, or set OFFHOOK_KEY_FILE.',
          ),
        ]),
    await checkProcesses(database),
    clock,
  ];
  const publicUrl = env.publicUrl ?? (typeof stored === 'string' ? stored : null);
  return { findings, known: { publicUrl, lastLease: lease?.at ?? null } };
}

/** The quickest of a few questions, in ms: the first one opens the connection. `now`: its time at the last one. */
async function answerTime({ sql }: Database): Promise<{ took: number; now: Date }> {
  let took = Infinity;
  let now = new Date();
  for (let i = 0; i < 4; i += 1) {
    const started = performance.now();
    const [row] = await sql.query<{ now: Date }>('SELECT clock_timestamp() AS now');
    took = Math.min(took, performance.now() - started);
    now = row?.now ?? now;
  }
  return { took, now };
}

async function checkProcesses({ sql }: Database): Promise<Finding> {
  const rows = await sql.query<{ kind: string }>(
    `SELECT DISTINCT kind FROM process WHERE heartbeat_at > now() - interval '10 seconds'`,
  );
  const missing = ['console', 'phones', 'worker'].filter((kind) => !rows.some((row) => row.kind === kind));
  if (missing.length === 0) return good('processes', 'Console, phone servers and worker are running.');
  const message = `Not running: ${missing.join(', ')}.`;
  return failure('processes', message, 'Start Offhook, and look into its log if it does not stay up.');
}

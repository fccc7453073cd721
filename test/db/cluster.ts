import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startCluster, type Cluster } from '../../bin/embedded-postgres/cluster';
import { findPostmaster, isAlive } from '../../bin/embedded-postgres/postmaster';
import { migrate } from '../../lib/db/migrate';

const PREFIX = 'offhook-test-db-';
/** A migrated, empty database that every test database is copied from. */
export const TEMPLATE_DATABASE = 'offhook_template';

export interface TestCluster {
  /** URL of the administrative database `postgres`. */
  adminUrl: string;
  stop(): Promise<void>;
}

/** A PostgreSQL of our own in a temporary folder, tuned for speed: nothing in it outlives the run. */
export async function startTestCluster(): Promise<TestCluster> {
  removeLeftovers();
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `${PREFIX}${process.pid}-`));
  const cluster = await startCluster({
    dir,
    port: null,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  await createTemplate(cluster);
  return {
    adminUrl: cluster.url(),
    async stop() {
      await cluster.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function createTemplate(cluster: Cluster): Promise<void> {
  const admin = new pg.Client({ connectionString: cluster.url() });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  await admin.end();
  const migrated = await migrate(cluster.url(TEMPLATE_DATABASE), path.resolve('prisma/migrations'));
  if (!migrated.ok) throw new Error(migrated.error.message);
}

/** Databases of runs that were killed: their name tells the process that owned them. */
function removeLeftovers(): void {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const owner = Number(name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('-')[0] : NaN);
    if (!Number.isInteger(owner) || isAlive(owner)) continue;
    const dir = path.join(os.tmpdir(), name);
    const left = findPostmaster(path.join(dir, 'pgdata'));
    if (left) process.kill(left.pid, 'SIGQUIT');
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

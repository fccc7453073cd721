import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findBinaries } from './binaries';
import { databaseIdentity, type Identity } from './identity';
import { findPostmaster, isAlive } from './postmaster';

const USER = 'offhook';
const START_LIMIT_MS = 60_000;
const START_TRIES = 4;
const RETRY_MS = 500;
const STOP_LIMIT_MS = 2_000;
const LOG_LIMIT_BYTES = 5_000_000;

export interface ClusterOptions {
  /** Folder that holds the cluster (`pgdata`), its password and its log. Made when missing. */
  dir: string;
  /** TCP port on 127.0.0.1; null: a free one. */
  port: number | null;
  /** Extra server settings, e.g. `{ fsync: 'off' }` for a cluster that may be lost. */
  settings?: Record<string, string>;
}

export interface Cluster {
  /** Connection URL of a database in the cluster, made by `CREATE DATABASE` elsewhere; default `postgres`. */
  url(database?: string): string;
  /** True: the server was already running (its supervisor was killed). */
  adopted: boolean;
  pid: number;
  port: number;
  /** Ends connections, writes a checkpoint and stops; cut short after 2 s, repaired at the next start. */
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL, or adopts the one that still runs on `dir`. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  fs.mkdirSync(options.dir, { recursive: true });
  const clusterDir = path.join(options.dir, 'pgdata');
  const password = readPassword(options.dir);
  const running = findPostmaster(clusterDir);
  if (running) return describe(await becomesReady(clusterDir, options.dir), password, true);

  const identity = databaseIdentity(clusterDir);
  const binaries = await findBinaries(identity);
  fs.mkdirSync(clusterDir, { recursive: true, mode: 0o700 });
  if (identity) fs.chownSync(clusterDir, identity.uid, identity.gid);
  if (!fs.existsSync(path.join(clusterDir, 'PG_VERSION')))
    initialise(binaries, clusterDir, identity, password);
  fs.rmSync(path.join(clusterDir, 'postmaster.pid'), { force: true });

  // A port found free may be taken before the server binds it, and a killed server's last processes take a moment.
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    try {
      launch(binaries, clusterDir, identity, options, port);
      return describe(await becomesReady(clusterDir, options.dir), password, false);
    } catch (cause) {
      if (attempt === START_TRIES) throw cause;
      await delay(RETRY_MS);
    }
  }
}

function describe(server: { pid: number; port: number }, password: string, adopted: boolean): Cluster {
  return {
    adopted,
    pid: server.pid,
    port: server.port,
    url: (database = 'postgres') => `postgresql://${USER}:${password}@127.0.0.1:${server.port}/${database}`,
    async stop() {
      // SIGINT: fast shutdown. SIGQUIT: at once, with recovery at the next start.
      for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
        if (!isAlive(server.pid)) return;
        process.kill(server.pid, signal);
        for (let waited = 0; waited < STOP_LIMIT_MS && isAlive(server.pid); waited += 20) await delay(20);
      }
    },
  };
}

/** The password that only this installation knows; the server listens on the loopback interface alone. */
function readPassword(dir: string): string {
  const file = path.join(dir, 'password');
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return fs.readFileSync(file, 'utf8').trim();
}

function initialise(binaries: string, clusterDir: string, identity: Identity | null, password: string): void {
  // What a start that was killed half way has left; no cluster is complete without PG_VERSION.
  for (const name of fs.readdirSync(clusterDir)) fs.rmSync(path.join(clusterDir, name), { recursive: true });
  const passwordFile = path.join(path.dirname(clusterDir), 'initial-password');
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (identity) fs.chownSync(passwordFile, identity.uid, identity.gid);
  const args = ['-U', USER, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C.UTF-8'];
  const result = withPaths([clusterDir, passwordFile], ([folder, file], descriptors) =>
    spawnSync(path.join(binaries, 'bin', 'initdb'), ['-D', `${folder}`, `--pwfile=${file}`, ...args], {
      ...identity,
      env: serverEnvironment(),
      cwd: '/',
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe', ...descriptors],
    }),
  );
  fs.rmSync(passwordFile);
  if (result.status !== 0) throw new Error(`initdb: ${result.stderr || String(result.error)}`);
}

function launch(
  binaries: string,
  clusterDir: string,
  identity: Identity | null,
  { dir, settings = {} }: ClusterOptions,
  port: number,
): void {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    log_checkpoints: 'off',
    ...settings,
  };
  const logFile = path.join(dir, 'postgres.log');
  const logSize = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  const log = fs.openSync(logFile, logSize > LOG_LIMIT_BYTES ? 'w' : 'a');
  withPaths([clusterDir], ([folder], descriptors) => {
    const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // Detached: a Ctrl-C in the terminal is for the supervisor, which stops the database last.
    spawn(path.join(binaries, 'bin', 'postgres'), ['-D', `${folder}`, '-p', String(port), ...flags], {
      ...identity,
      env: serverEnvironment(),
      cwd: '/',
      stdio: ['ignore', log, log, ...descriptors],
      detached: true,
    })
      .on('error', (cause) => fs.appendFileSync(logFile, `${String(cause)}\n`))
      .unref();
  });
  fs.closeSync(log);
}

/**
 * Gives a child its files as open descriptors on Linux, named by `/proc/self/fd`: its user may have no right to walk
 * there by name, for example below /root. The descriptors go into the child's stdio from number 3 on.
 */
function withPaths<T>(paths: string[], run: (names: string[], descriptors: number[]) => T): T {
  if (process.platform !== 'linux') return run(paths, []);
  const descriptors = paths.map((name) => fs.openSync(name, fs.constants.O_RDONLY));
  try {
    return run(
      paths.map((_, index) => `/proc/self/fd/${index + 3}`),
      descriptors,
    );
  } finally {
    for (const descriptor of descriptors) fs.closeSync(descriptor);
  }
}

function serverEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_MESSAGES: 'C' };
}

async function becomesReady(clusterDir: string, dir: string): Promise<{ pid: number; port: number }> {
  const deadline = Date.now() + START_LIMIT_MS;
  let seen = false;
  for (let waited = 0; Date.now() < deadline; waited += 20) {
    const server = findPostmaster(clusterDir);
    if (server?.ready) return server;
    // It writes its pid file within moments; one that does not, or took it away again, has given up.
    seen ||= server !== null;
    if (server === null && (seen || waited > 3_000)) break;
    await delay(20);
  }
  throw new Error(`The embedded database did not start: ${lastLogLine(path.join(dir, 'postgres.log'))}`);
}

function lastLogLine(logFile: string): string {
  if (!fs.existsSync(logFile)) return 'it wrote no log';
  const lines = fs.readFileSync(logFile, 'utf8').trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC|Error/.test(line)) ?? lines.at(-1) ?? 'its log is empty';
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

import dgram from 'node:dgram';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { startCluster, type Cluster } from '../../bin/embedded-postgres/cluster';
import { runtimeOf } from '../../bin/start/runtime';
import { openDatabase, type Database } from '../../lib/db/client';
import { migrate } from '../../lib/db/migrate';
import { ensureDatabase } from '../../lib/db/probe';
import { prepareQueue } from '../../lib/jobs/queue';
import { ensureKeyFile } from '../../lib/services/keys/key-file';
import { setUp } from '../../lib/services/setup/set-up';
import { Keyring } from '../../lib/shared/keyring';
import type { Result } from '../../lib/shared/result';
import { Child } from './child';
import type { Cleanup } from './cleanup';
import { profiling } from './processes';

export interface RunningPhones {
  child: Child;
  httpPort: number;
  tftpPort: number;
}

export interface RunningConsole {
  child: Child;
  port: number;
}

/** A PostgreSQL and the folders of installations of Offhook on it, as `npm start` sets them up. */
export class Installations {
  private constructor(
    private readonly folder: string,
    private readonly cluster: Cluster,
    private readonly cleanup: Cleanup,
    /** See `Bench`. */
    private readonly profiles: string | null,
  ) {}

  static async start(folder: string, cleanup: Cleanup, profiles: string | null): Promise<Installations> {
    fs.chmodSync(folder, 0o755); // the database's own user has to get to its folder
    const starting = startCluster({ dir: path.join(folder, 'postgres'), port: null });
    // Before it runs: the end may come while it starts.
    cleanup.add(async () => (await starting.catch(() => null))?.stop());
    return new Installations(folder, await starting, cleanup, profiles);
  }

  get databasePid(): number {
    return this.cluster.pid;
  }

  /** A database of its own with the default configs. */
  async create(name: string): Promise<Installation> {
    const dataDir = path.join(this.folder, name);
    fs.mkdirSync(dataDir);
    await ensureDatabase(this.cluster.url(), name);
    const url = this.cluster.url(name);
    good(await migrate(url, path.resolve('prisma/migrations')));
    const { keys } = good(ensureKeyFile(path.join(dataDir, 'keys.json')));
    const database = openDatabase({
      url,
      keyring: new Keyring(keys),
      name: 'offhook bench',
      max: 4,
      statementTimeoutMs: 120_000,
    });
    this.cleanup.add(() => database.close());
    await prepareQueue(database);
    const token = `bench-token-${name}`;
    const outcome = good(
      await setUp(database, {
        masterTenant: null,
        adminPassword: 'password of the benchmark',
        bootstrapToken: token,
        publicUrl: 'http://127.0.0.1:8667',
        serverAddress: '127.0.0.1',
      }),
    );
    return new Installation({
      name,
      dataDir,
      url,
      database,
      token,
      masterTenant: outcome.masterTenant,
      cleanup: this.cleanup,
      logFile: path.join(this.folder, `${name}.log`),
      profiles: this.profiles,
    });
  }
}

interface InstallationParts {
  name: string;
  dataDir: string;
  url: string;
  database: Database;
  token: string;
  masterTenant: string;
  cleanup: Cleanup;
  logFile: string;
  profiles: string | null;
}

export class Installation {
  #ports: { httpPort: number; tftpPort: number } | null = null;

  constructor(private readonly parts: InstallationParts) {}

  get database(): Database {
    return this.parts.database;
  }

  get masterTenant(): string {
    return this.parts.masterTenant;
  }

  get token(): string {
    return this.parts.token;
  }

  /** The phone process as the supervisor starts it; behind one proxy, so that one client can be many phones. */
  async startPhones(fileCacheMb: number): Promise<RunningPhones> {
    // The same after a restart: the ports are in the files.
    this.#ports ??= { httpPort: await freeTcpPort(), tftpPort: await freeUdpPort() };
    const { httpPort, tftpPort } = this.#ports;
    const child = await this.#start('phones', {
      OFFHOOK_PHONE_HOST: '127.0.0.1',
      OFFHOOK_PHONE_HTTP_PORT: String(httpPort),
      OFFHOOK_TFTP_PORT: String(tftpPort),
      OFFHOOK_FILE_CACHE_MB: String(fileCacheMb),
      OFFHOOK_TRUSTED_PROXIES: '1',
    });
    return { child, httpPort, tftpPort };
  }

  async startConsole(): Promise<RunningConsole> {
    const port = await freeTcpPort();
    const child = await this.#start('console', {
      OFFHOOK_CONSOLE_PORT: String(port),
      NEXTAUTH_URL: `http://127.0.0.1:${port}`,
      NEXT_TELEMETRY_DISABLED: '1',
    });
    return { child, port };
  }

  #start(name: 'phones' | 'console', env: NodeJS.ProcessEnv | Record<string, string>): Promise<Child> {
    const { dataDir, url, masterTenant, cleanup, logFile, profiles } = this.parts;
    const profile = name === 'phones' ? profiling(profiles) : [];
    const { execArgv, environment } = runtimeOf(name);
    return Child.start({
      name: `the ${name} process`,
      script: path.join(path.dirname(process.argv[1] ?? ''), `${name}.mjs`),
      execArgv: [...execArgv, ...profile],
      env: {
        ...environment,
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        DATABASE_URL: url,
        OFFHOOK_DATA_DIR: dataDir,
        OFFHOOK_MASTER_TENANT: masterTenant,
        OFFHOOK_LOG_LEVEL: 'info',
        ...env,
      },
      logFile,
      cleanup,
    });
  }
}

export function good<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function freeTcpPort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = net.createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function freeUdpPort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = dgram.createSocket('udp4').once('error', failed);
    probe.bind(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

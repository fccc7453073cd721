import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { appError } from './shared/errors';
import { bracketed, isWildcard } from './shared/host';
import { isNetwork } from './shared/network';
import { err, ok, type Result } from './shared/result';

/** A TCP or UDP port. */
const port = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535);
const count = (max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value <= max);
const networks = z
  .string()
  .max(4_096)
  .transform((value) => value.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isNetwork));
const httpUrl = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));
const host = z.string().regex(/^[A-Za-z0-9.:_-]{1,253}$/);
/** `5/s,5000`: so many a second, and so many at once before that counts. Only `0/s,0` lets none through. */
const rate = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,3})?\/s,\d{1,9}$/)
  .transform((value) => {
    const [perSecond, burst] = value.split('/s,').map(Number);
    return { perSecond: perSecond ?? 0, burst: burst ?? 0 };
  })
  .refine(({ perSecond, burst }) => burst > 0 || perSecond === 0);
const RATE = 'a rate and a number of devices at once, like 5/s,5000 (0/s,0: none at all)';

/** What each variable has to look like; `expected` completes "NAME is not …" for the person who set it. */
const VARIABLES = {
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    expected: 'a URL like postgresql://user:password@host/database',
  },
  OFFHOOK_DATA_DIR: { schema: z.string().max(4_096), expected: 'the path of a folder' },
  OFFHOOK_HOST: { schema: host, expected: 'an address or host name to listen on, like 127.0.0.1' },
  OFFHOOK_PHONE_HOST: { schema: host, expected: 'an address to listen on, like 192.0.2.10' },
  OFFHOOK_CONSOLE_PORT: { schema: port, expected: 'a port number from 1 to 65535' },
  OFFHOOK_CONSOLE_URL: { schema: httpUrl, expected: 'a URL like https://offhook.example.com' },
  OFFHOOK_PHONE_HTTP_PORT: { schema: port, expected: 'a port number from 1 to 65535' },
  OFFHOOK_TFTP_PORT: { schema: port, expected: 'a port number from 1 to 65535' },
  OFFHOOK_DB_PORT: { schema: port, expected: 'a port number from 1 to 65535' },
  OFFHOOK_PUBLIC_URL: { schema: httpUrl, expected: 'the URL that phones use, like http://192.0.2.10:8667' },
  OFFHOOK_NEW_DEVICES_PER_SOURCE: { schema: rate, expected: RATE },
  OFFHOOK_NEW_DEVICES: { schema: rate, expected: RATE },
  OFFHOOK_TRUSTED_PROXIES: { schema: count(10), expected: 'a number of proxies from 0 to 10' },
  OFFHOOK_FILE_CACHE_MB: { schema: count(1_048_576), expected: 'a number of megabytes' },
  OFFHOOK_KEY_FILE: { schema: z.string().max(4_096), expected: 'the path of a file' },
  OFFHOOK_ADMIN_PASSWORD: {
    schema: z.string().min(8).max(256),
    expected: 'a password of 8 to 256 characters',
  },
  OFFHOOK_BOOTSTRAP_TOKEN: {
    schema: z.string().regex(/^[\x21-\x7e]{8,256}$/),
    expected: 'a token of 8 to 256 printable characters without spaces',
  },
  OFFHOOK_MASTER_TENANT: { schema: z.uuid().transform((value) => value.toLowerCase()), expected: 'a UUID' },
  OFFHOOK_HTTP_AUTH_STRATEGY: { schema: z.enum(['none', 'url_key']), expected: '"none" or "url_key"' },
  OFFHOOK_TFTP_POLICY: {
    schema: z.enum(['open', 'own', 'public', 'off']),
    expected: '"open", "own", "public" or "off"',
  },
  OFFHOOK_WAZO_AUTH_URL: {
    schema: httpUrl,
    expected: 'the URL of a wazo-auth server, like http://localhost:9497',
  },
  OFFHOOK_WAZO_AUTH_KEY_FILE: { schema: z.string().max(4_096), expected: 'the path of a file' },
  OFFHOOK_API_URL: { schema: httpUrl, expected: 'the URL of a console, like https://offhook.example.com' },
  OFFHOOK_API_TOKEN: {
    schema: z.string().regex(/^[\x21-\x7e]{1,512}$/),
    expected: 'an API token: printable characters without spaces',
  },
  OFFHOOK_API_TENANT: { schema: z.uuid().transform((value) => value.toLowerCase()), expected: 'a UUID' },
  OFFHOOK_API_CONFIG: { schema: z.string().max(4_096), expected: 'the path of a file' },
  OFFHOOK_SECURITY_LOG: { schema: z.string().max(4_096), expected: 'the path of a file' },
  OFFHOOK_PHONES_HEALTH_PORT: { schema: port, expected: 'a port number from 1 to 65535' },
  OFFHOOK_WORKER_HEALTH_PORT: { schema: port, expected: 'a port number from 1 to 65535' },
  OFFHOOK_WEBHOOK_NETWORKS: {
    schema: networks,
    expected: 'a list of networks like 10.0.0.0/8,192.0.2.7',
  },
  OFFHOOK_UNREACHABLE_HOURS: {
    schema: count(8_760).refine((hours) => hours > 0),
    expected: 'a number of hours',
  },
  OFFHOOK_LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    expected: '"debug", "info", "warn", "error" or "silent"',
  },
} as const;

type Variables = { [Name in keyof typeof VARIABLES]?: z.output<(typeof VARIABLES)[Name]['schema']> };

type Rate = z.output<typeof rate>;

/** The settings of a process, checked and with defaults; paths are absolute. */
export interface Env {
  /** Null: the supervisor runs an embedded PostgreSQL (it hands its URL to the other processes). */
  databaseUrl: string | null;
  dataDir: string;
  consoleHost: string;
  consolePort: number;
  /** The address that people open, without a slash at the end. `https:` makes cookies Secure. */
  consoleUrl: string;
  /** Null: all interfaces, IPv4 and IPv6. It may also be an address that stands for all: see `isWildcard`. */
  phoneHost: string | null;
  phoneHttpPort: number;
  /** 69, or 6969 when this process may not bind a port below 1024. */
  tftpPort: number;
  /** Null: any free port. */
  embeddedDatabasePort: number | null;
  /** The URL that phones use, without a slash at the end. Null: the stored setting, derived at the first start. */
  publicUrl: string | null;
  /** How many devices phones may make, from each address and over all. Null: the default. */
  newDevicesPerSource: Rate | null;
  newDevices: Rate | null;
  /** How many proxies' X-Forwarded-For is believed. */
  trustedProxies: number;
  /** Budget in MB for rendered files kept in memory. */
  fileCacheMb: number;
  keyFile: string;
  adminPassword: string | null;
  bootstrapToken: string | null;
  /** Null: whichever tenant the database has as master. */
  masterTenant: string | null;
  httpAuthStrategy: 'none' | 'url_key';
  tftpPolicy: 'open' | 'own' | 'public' | 'off';
  /** A wazo-auth server that tokens are checked against, besides our own; `keyFile`: the account of Offhook there. */
  wazoAuth: { url: string; keyFile: string | null } | null;
  /** File of the lines that fail2ban reads. */
  securityLog: string;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** On the loopback interface: `/metrics` and `/health` of the phone process. Null: none. */
  phonesHealthPort: number | null;
  /** The same of the worker. */
  workerHealthPort: number | null;
  /** Private networks that webhooks may reach. */
  webhookNetworks: readonly string[];
  /** Hours without a request after which a device counts as unreachable. */
  unreachableHours: number;
  /** Where commands find a running Offhook, as far as the environment says it. */
  client: {
    /** The console of this machine unless another is named. */
    address: string;
    addressGiven: boolean;
    token: string | null;
    tenant: string | null;
    /** File of the address and token; `configGiven`: it was named, so it has to be there. */
    configFile: string;
    configGiven: boolean;
  };
  /** Process id of the npm that runs us as its `start` script, else null. */
  npmParent: number | null;
}

/** Reads and checks the environment. Each error is one line that names the variable and what it should be. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Result<Env> {
  const checked = checkVariables(source);
  return checked.ok ? ok(withDefaults(checked.value, source)) : checked;
}

function checkVariables(source: NodeJS.ProcessEnv): Result<Variables> {
  const values: Record<string, unknown> = {};
  const problems = [];
  for (const [name, { schema, expected }] of Object.entries(VARIABLES)) {
    const text = source[name];
    if (text === undefined || text === '') continue;
    const parsed = schema.safeParse(text);
    if (parsed.success) values[name] = parsed.data;
    else problems.push({ path: name, message: `${name} is not ${expected}. Correct it or unset it.` });
  }
  if (problems.length === 0) return ok(values as Variables); // each value came from the schema of its name
  return err(appError('invalid', problems.map(({ message }) => message).join(' '), problems));
}

function withDefaults(values: Variables, source: NodeJS.ProcessEnv): Env {
  const dataDir = path.resolve(values.OFFHOOK_DATA_DIR ?? 'data');
  const consoleHost = values.OFFHOOK_HOST ?? '127.0.0.1';
  const consolePort = values.OFFHOOK_CONSOLE_PORT ?? 8666;
  const consoleUrl = values.OFFHOOK_CONSOLE_URL ?? `http://${hostForUrl(consoleHost)}:${consolePort}`;
  return {
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir,
    consoleHost,
    consolePort,
    consoleUrl,
    phoneHost: values.OFFHOOK_PHONE_HOST ?? null,
    phoneHttpPort: values.OFFHOOK_PHONE_HTTP_PORT ?? 8667,
    tftpPort: values.OFFHOOK_TFTP_PORT ?? (mayBindPrivilegedPorts() ? 69 : 6969),
    embeddedDatabasePort: values.OFFHOOK_DB_PORT ?? null,
    publicUrl: values.OFFHOOK_PUBLIC_URL ?? null,
    newDevicesPerSource: values.OFFHOOK_NEW_DEVICES_PER_SOURCE ?? null,
    newDevices: values.OFFHOOK_NEW_DEVICES ?? null,
    trustedProxies: values.OFFHOOK_TRUSTED_PROXIES ?? 0,
    fileCacheMb: values.OFFHOOK_FILE_CACHE_MB ?? 256,
    keyFile: path.resolve(values.OFFHOOK_KEY_FILE ?? path.join(dataDir, 'keys.json')),
    adminPassword: values.OFFHOOK_ADMIN_PASSWORD ?? null,
    bootstrapToken: values.OFFHOOK_BOOTSTRAP_TOKEN ?? null,
    masterTenant: values.OFFHOOK_MASTER_TENANT ?? null,
    httpAuthStrategy: values.OFFHOOK_HTTP_AUTH_STRATEGY ?? 'none',
    tftpPolicy: values.OFFHOOK_TFTP_POLICY ?? 'open',
    wazoAuth:
      values.OFFHOOK_WAZO_AUTH_URL === undefined
        ? null
        : { url: values.OFFHOOK_WAZO_AUTH_URL, keyFile: values.OFFHOOK_WAZO_AUTH_KEY_FILE ?? null },
    securityLog: path.resolve(values.OFFHOOK_SECURITY_LOG ?? path.join(dataDir, 'security.log')),
    logLevel: values.OFFHOOK_LOG_LEVEL ?? 'info',
    phonesHealthPort: values.OFFHOOK_PHONES_HEALTH_PORT ?? null,
    workerHealthPort: values.OFFHOOK_WORKER_HEALTH_PORT ?? null,
    webhookNetworks: values.OFFHOOK_WEBHOOK_NETWORKS ?? [],
    unreachableHours: values.OFFHOOK_UNREACHABLE_HOURS ?? 48,
    client: {
      address: values.OFFHOOK_API_URL ?? consoleUrl,
      addressGiven: values.OFFHOOK_API_URL !== undefined,
      token: values.OFFHOOK_API_TOKEN ?? null,
      tenant: values.OFFHOOK_API_TENANT ?? null,
      configFile: path.resolve(
        values.OFFHOOK_API_CONFIG ??
          path.join(source.XDG_CONFIG_HOME || path.join(source.HOME ?? '', '.config'), 'offhook/config.json'),
      ),
      configGiven: values.OFFHOOK_API_CONFIG !== undefined,
    },
    npmParent: source.npm_lifecycle_event === 'start' ? process.ppid : null,
  };
}

/**
 * The environment of a child process: ours, with what the supervisor has found out, and without the secrets of the
 * first start.
 */
export function childEnvironment(env: Env, source: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const child: NodeJS.ProcessEnv = {
    ...source,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_URL: env.consoleUrl,
    DATABASE_URL: env.databaseUrl ?? '',
    OFFHOOK_DATA_DIR: env.dataDir,
    OFFHOOK_KEY_FILE: env.keyFile,
    OFFHOOK_TFTP_PORT: String(env.tftpPort),
    OFFHOOK_MASTER_TENANT: env.masterTenant ?? '',
  };
  const secrets = ['OFFHOOK_ADMIN_PASSWORD', 'OFFHOOK_BOOTSTRAP_TOKEN', 'OFFHOOK_API_TOKEN'];
  for (const name of [...secrets, 'npm_lifecycle_event']) delete child[name];
  return child;
}

function hostForUrl(name: string): string {
  return isWildcard(name) ? 'localhost' : bracketed(name);
}

/** Ports below 1024 (on Linux: below a limit of the kernel) need root or CAP_NET_BIND_SERVICE. */
function mayBindPrivilegedPorts(): boolean {
  if (process.platform !== 'linux') return process.getuid?.() === 0;
  const firstFree = Number(readText('/proc/sys/net/ipv4/ip_unprivileged_port_start') ?? 1024);
  if (firstFree <= 69) return true;
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(readText('/proc/self/status') ?? '')?.[1] ?? '0';
  return (BigInt(`0x${effective}`) & (1n << CAP_NET_BIND_SERVICE)) !== 0n;
}

const CAP_NET_BIND_SERVICE = 10n;

function readText(file: string): string | null {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

import dgram from 'node:dgram';
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Env } from '../../lib/env';
import { appError } from '../../lib/shared/errors';
import { isWildcard } from '../../lib/shared/host';
import { err, ok, type Result } from '../../lib/shared/result';

/** A port that a service listens on, and the variable that sets it. */
interface Listener {
  host: string | null;
  port: number | null;
  variable: string;
}

interface Wanted extends Listener {
  protocol: 'TCP' | 'UDP';
  port: number;
  use: string;
  addressVariable: string;
}

/** Processes whose supervisor was killed a moment ago may still be closing their sockets. */
const WAIT_MS = 3_000;
const LOOPBACK = '127.0.0.1';

/** Checks that every port can be taken, and says for the first that can't what to do. */
export async function checkPorts(env: Env): Promise<Result<void>> {
  const phones = { host: env.phoneHost, addressVariable: 'OFFHOOK_PHONE_HOST' };
  const wanted: Wanted[] = [
    {
      protocol: 'TCP',
      host: env.consoleHost,
      port: env.consolePort,
      use: 'the console',
      variable: 'OFFHOOK_CONSOLE_PORT',
      addressVariable: 'OFFHOOK_HOST',
    },
    {
      ...phones,
      protocol: 'TCP',
      port: env.phoneHttpPort,
      use: 'the phones (HTTP)',
      variable: 'OFFHOOK_PHONE_HTTP_PORT',
    },
    {
      ...phones,
      protocol: 'UDP',
      port: env.tftpPort,
      use: 'the phones (TFTP)',
      variable: 'OFFHOOK_TFTP_PORT',
    },
  ];
  const twice = sharedPort(env);
  if (twice) return err(appError('invalid', twice));
  for (const port of wanted) {
    const deadline = Date.now() + WAIT_MS;
    let failure = await probe(port);
    while (failure === 'EADDRINUSE' && Date.now() < deadline) {
      await delay(100);
      failure = await probe(port);
    }
    if (failure) return err(appError('unavailable', explain(port, failure)));
  }
  return ok(undefined);
}

/** Each service alone would get its port, so this is looked at before any of them is tried. */
export function sharedPort(env: Env): string | null {
  const listeners: Listener[] = [
    { host: env.consoleHost, port: env.consolePort, variable: 'OFFHOOK_CONSOLE_PORT' },
    { host: env.phoneHost, port: env.phoneHttpPort, variable: 'OFFHOOK_PHONE_HTTP_PORT' },
    { host: LOOPBACK, port: env.phonesHealthPort, variable: 'OFFHOOK_PHONES_HEALTH_PORT' },
    { host: LOOPBACK, port: env.workerHealthPort, variable: 'OFFHOOK_WORKER_HEALTH_PORT' },
    {
      host: LOOPBACK,
      port: env.databaseUrl === null ? env.embeddedDatabasePort : null,
      variable: 'OFFHOOK_DB_PORT',
    },
  ];
  for (const [index, one] of listeners.entries()) {
    const other = listeners.slice(index + 1).find((next) => collide(one, next));
    if (other)
      return `TCP port ${one.port} is that of two services: ${one.variable} and ${other.variable}. Set one of them to another port.`;
  }
  return null;
}

function collide(one: Listener, other: Listener): boolean {
  if (one.port === null || one.port !== other.port) return false;
  const [a, b] = [one.host, other.host].map((host) => (host === 'localhost' ? LOOPBACK : host));
  return a === b || [a, b].some((host) => host == null || isWildcard(host));
}

function explain({ protocol, host, port, use, variable, addressVariable }: Wanted, code: string): string {
  const where = `${protocol} port ${port}, for ${use},`;
  if (code === 'EADDRINUSE')
    return `${where} is taken by another program. Stop it, or set ${variable} to another port.`;
  if (code === 'EACCES')
    return `${where} may not be used by this user. Set ${variable} to a port above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `${where} can't be opened: this machine has no address ${host ?? ''}. Correct ${addressVariable}.`;
  }
  return `${where} can't be opened (${code}). Set ${variable} or ${addressVariable} to something else.`;
}

/** The error code of an attempt to bind, or null when it went well. */
function probe({ protocol, host, port }: Wanted): Promise<string | null> {
  return new Promise((resolve) => {
    const codeOf = (cause: NodeJS.ErrnoException) => resolve(cause.code ?? cause.message);
    if (protocol === 'TCP') {
      const server = net.createServer().once('error', codeOf);
      server.listen({ port, ...(host === null ? {} : { host }) }, () => server.close(() => resolve(null)));
    } else {
      const socket = dgram.createSocket(host?.includes(':') ? 'udp6' : 'udp4').once('error', codeOf);
      socket.bind({ port, ...(host === null ? {} : { address: host }) }, () =>
        socket.close(() => resolve(null)),
      );
    }
  });
}

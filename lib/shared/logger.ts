import pino, { type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** Member names whose values never reach a log, at any of the depths that we log. */
const SECRET_NAMES = [
  'password',
  'passwords',
  'secret',
  'token',
  'key',
  'provisioning_key',
  'provisioningKey',
  'authorization',
  'cookie',
  'admin_password',
  'user_password',
  'sip_local_key',
  'databaseUrl',
  'x-auth-token',
];

/** A structured logger on standard output, one JSON object a line. */
export function createLogger(name: string, level = 'info'): Logger {
  return pino({
    name,
    level,
    redact: {
      paths: SECRET_NAMES.flatMap((n) => [`["${n}"]`, `*["${n}"]`, `*.*["${n}"]`]),
      censor: '[redacted]',
    },
  });
}

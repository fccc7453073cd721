import { describe, expect, it } from 'vitest';
import { readEnv } from '../../lib/env';
import { sharedPort } from './ports';

function shared(source: Record<string, string>): string | null {
  const env = readEnv({ NODE_ENV: 'test', ...source });
  if (!env.ok) throw new Error(env.error.message);
  return sharedPort(env.value);
}

describe('sharedPort', () => {
  it.each([
    [
      { OFFHOOK_CONSOLE_PORT: '8667' },
      'TCP port 8667 is that of two services: OFFHOOK_CONSOLE_PORT and OFFHOOK_PHONE_HTTP_PORT. Set one of them to another port.',
    ],
    [
      { OFFHOOK_HOST: 'localhost', OFFHOOK_PHONE_HOST: '127.0.0.1', OFFHOOK_PHONE_HTTP_PORT: '8666' },
      /OFFHOOK_CONSOLE_PORT and OFFHOOK_PHONE_HTTP_PORT/,
    ],
    [
      { OFFHOOK_PHONES_HEALTH_PORT: '8670', OFFHOOK_WORKER_HEALTH_PORT: '8670' },
      /OFFHOOK_PHONES_HEALTH_PORT and OFFHOOK_WORKER_HEALTH_PORT/,
    ],
    [{ OFFHOOK_DB_PORT: '8666' }, /OFFHOOK_CONSOLE_PORT and OFFHOOK_DB_PORT/],
    [
      { OFFHOOK_HOST: '::', OFFHOOK_PHONE_HOST: '192.0.2.1', OFFHOOK_CONSOLE_PORT: '8667' },
      /OFFHOOK_CONSOLE_PORT and OFFHOOK_PHONE_HTTP_PORT/,
    ],
  ])('names both variables: %o', (source, expected) => {
    const message = shared(source);
    if (typeof expected === 'string') expect(message).toBe(expected);
    else expect(message).toMatch(expected);
  });

  it.each<Record<string, string>>([
    {},
    { OFFHOOK_TFTP_PORT: '8667' },
    { OFFHOOK_PHONE_HOST: '192.0.2.1', OFFHOOK_CONSOLE_PORT: '8667' },
    { OFFHOOK_DB_PORT: '8666', DATABASE_URL: 'postgresql://db/offhook' },
  ])('lets through what can listen: %o', (source) => expect(shared(source)).toBeNull());
});

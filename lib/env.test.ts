import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { childEnvironment, readEnv, type Env } from './env';

function env(source: Record<string, string>): Env {
  const result = readEnv({ NODE_ENV: 'test', ...source });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function message(source: Record<string, string>): string {
  const result = readEnv({ NODE_ENV: 'test', ...source });
  return result.ok ? '' : result.error.message;
}

describe('readEnv', () => {
  it('needs nothing', () => {
    expect(env({})).toMatchObject({
      databaseUrl: null,
      dataDir: path.resolve('data'),
      consoleHost: '127.0.0.1',
      consolePort: 8666,
      consoleUrl: 'http://127.0.0.1:8666',
      phoneHost: null,
      phoneHttpPort: 8667,
      publicUrl: null,
      trustedProxies: 0,
      fileCacheMb: 256,
      keyFile: path.resolve('data/keys.json'),
      tftpPolicy: 'open',
      httpAuthStrategy: 'none',
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(env({ OFFHOOK_CONSOLE_PORT: '', DATABASE_URL: '' })).toMatchObject({
      consolePort: 8666,
      databaseUrl: null,
    });
  });

  it('puts the key file and the security log into the data folder', () => {
    expect(env({ OFFHOOK_DATA_DIR: '/srv/x' })).toMatchObject({
      keyFile: '/srv/x/keys.json',
      securityLog: '/srv/x/security.log',
    });
  });

  it('drops the slash at the end of URLs', () => {
    expect(env({ OFFHOOK_PUBLIC_URL: 'http://192.0.2.1:8667/' }).publicUrl).toBe('http://192.0.2.1:8667');
  });

  it('names an address that can be opened when it listens on all', () => {
    expect(env({ OFFHOOK_HOST: '0.0.0.0' }).consoleUrl).toBe('http://localhost:8666');
    expect(env({ OFFHOOK_HOST: '0:0:0:0:0:0:0:0' }).consoleUrl).toBe('http://localhost:8666');
    expect(env({ OFFHOOK_HOST: '::1' }).consoleUrl).toBe('http://[::1]:8666');
  });

  it('reads how many devices phones may make', () => {
    expect(env({})).toMatchObject({ newDevicesPerSource: null, newDevices: null });
    expect(env({ OFFHOOK_NEW_DEVICES_PER_SOURCE: '0.5/s,20', OFFHOOK_NEW_DEVICES: '0/s,0' })).toMatchObject({
      newDevicesPerSource: { perSecond: 0.5, burst: 20 },
      newDevices: { perSecond: 0, burst: 0 },
    });
  });

  it.each([
    ['OFFHOOK_NEW_DEVICES', '5'],
    ['OFFHOOK_NEW_DEVICES', '5/s'],
    ['OFFHOOK_NEW_DEVICES', '-1/s,5'],
    // None would ever be let through, which is not what it says.
    ['OFFHOOK_NEW_DEVICES_PER_SOURCE', '5/s,0'],
    ['OFFHOOK_CONSOLE_PORT', '0'],
    ['OFFHOOK_CONSOLE_PORT', '70000'],
    ['OFFHOOK_TFTP_PORT', '69x'],
    ['DATABASE_URL', 'mysql://x/y'],
    ['OFFHOOK_MASTER_TENANT', 'master'],
    ['OFFHOOK_TFTP_POLICY', 'closed'],
    ['OFFHOOK_HTTP_AUTH_STRATEGY', 'basic'],
    ['OFFHOOK_PUBLIC_URL', 'ftp://x'],
    ['OFFHOOK_TRUSTED_PROXIES', '-1'],
  ])('refuses %s=%s in one line', (name, value) => {
    expect(message({ [name]: value })).toMatch(new RegExp(`^${name} is not .+\\.$`));
  });

  it('never repeats a value, which may be a secret', () => {
    const text = message({
      OFFHOOK_ADMIN_PASSWORD: 'pw#1',
      OFFHOOK_BOOTSTRAP_TOKEN: 'a b',
      DATABASE_URL: 'x:hunter2@y',
    });
    expect(text).toContain('OFFHOOK_ADMIN_PASSWORD');
    expect(text).not.toMatch(/pw#1|a b|hunter2/);
  });
});

describe('childEnvironment', () => {
  it('hands on what was found out, but not the secrets of the first start', () => {
    const source = {
      NODE_ENV: 'test' as const,
      OFFHOOK_ADMIN_PASSWORD: 'password1',
      OFFHOOK_BOOTSTRAP_TOKEN: 'token-of-mine',
      LANG: 'C',
    };
    const child = childEnvironment(
      { ...env(source), databaseUrl: 'postgresql://h/d', tftpPort: 6970 },
      source,
    );
    expect(child).toMatchObject({ DATABASE_URL: 'postgresql://h/d', OFFHOOK_TFTP_PORT: '6970', LANG: 'C' });
    expect(child).not.toHaveProperty('OFFHOOK_ADMIN_PASSWORD');
    expect(child).not.toHaveProperty('OFFHOOK_BOOTSTRAP_TOKEN');
  });
});

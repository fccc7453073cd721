import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { openDatabase, type Database } from '../../db/client';
import { findAutocreateTemplate, findConfig } from '../../db/configs/find';
import { configDocument } from '../../db/configs/record';
import { findSetting, saveSetting } from '../../db/settings/settings';
import { saveProvisioningKey, findProvisioningKey } from '../../db/tenants/tenants';
import { createChangeWriter } from '../../db/changes';
import { findTokenBySecret } from '../../db/tokens/tokens';
import { findUserByName } from '../../db/users/users';
import { everywhere } from '../../domain/tenants/scope';
import { valueOf } from '../../shared/json-text';
import { generateKeyFile, Keyring } from '../../shared/keyring';
import { verifyPassword } from '../../shared/password';
import { dropOldKeys, resealEverything } from '../keys/rotate-keys';
import { openKeyring, writeKeyFile } from '../keys/key-file';
import { resetPassword } from '../users/reset-password';
import { setUp, type SetUpOptions } from './set-up';

const OPTIONS: SetUpOptions = {
  masterTenant: null,
  adminPassword: null,
  bootstrapToken: null,
  publicUrl: 'http://192.0.2.1:8667',
  serverAddress: '192.0.2.1',
};

let server: TestDatabase;
let keyring: Keyring;
let database: Database;
beforeEach(async () => {
  server = await createTestDatabase();
  keyring = new Keyring(generateKeyFile());
  database = openDatabase({ url: server.url, keyring });
});
afterEach(async () => {
  await database.close();
  await server.drop();
});

async function done(options: Partial<SetUpOptions> = {}) {
  const outcome = await setUp(database, { ...OPTIONS, ...options });
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value;
}

async function configIn(place: Database, id: string): Promise<unknown> {
  const record = await findConfig(place, everywhere(''), id);
  return record && valueOf(configDocument(record));
}

const config = (id: string) => configIn(database, id);

describe('setUp', () => {
  it('makes the tenant, an administrator with a random password, and the settings', async () => {
    const outcome = await done();
    const user = await findUserByName(database.prisma, 'admin');
    expect(user).toMatchObject({ tenantId: outcome.masterTenant, role: 'administrator' });
    const password = outcome.administrator?.generatedPassword ?? '';
    expect(password).toHaveLength(20);
    expect(await verifyPassword(password, user?.passwordHash ?? null)).toBe(true);
    const scope = everywhere(outcome.masterTenant);
    expect(await findSetting(database, scope, 'public_url')).toBe('http://192.0.2.1:8667');
  });

  it('makes the default configs, with secrets sealed and different each time', async () => {
    const { masterTenant } = await done();
    expect(await config('base')).toEqual({
      id: 'base',
      X_type: 'internal',
      deletable: false,
      parent_ids: [],
      raw_config: { ntp_enabled: true, ntp_ip: '192.0.2.1', X_xivo_phonebook_ip: '192.0.2.1' },
    });
    expect(await config('default')).toMatchObject({ X_type: 'registrar', proxy_main: '192.0.2.1' });
    expect(await config('autoprov')).toMatchObject({
      role: 'autocreate',
      parent_ids: ['base', 'defaultconfigdevice'],
      raw_config: {
        sip_lines: {
          '1': { username: expect.stringMatching(/^ap\w{8}$/), password: expect.stringMatching(/^\w{8}$/) },
        },
      },
    });
    expect((await findAutocreateTemplate(database, everywhere(masterTenant)))?.id).toBe('autoprov');
    const [row] = await database.sql.query<{ body: string }>(
      `SELECT body::text AS body FROM config WHERE id = 'defaultconfigdevice'`,
    );
    expect(row?.body).toMatch(/"admin_password":\s*"enc:1:/);
  });

  it('changes nothing when it runs again', async () => {
    const first = await done({ adminPassword: 'first password', bootstrapToken: 'token-of-mine' });
    const before = await config('defaultconfigdevice');
    const again = await done({
      adminPassword: 'second password',
      bootstrapToken: 'token-of-mine',
      publicUrl: 'http://other',
    });
    expect(again).toEqual({ ...first, administrator: null });
    expect(await config('defaultconfigdevice')).toEqual(before);
    const user = await findUserByName(database.prisma, 'admin');
    expect(await verifyPassword('first password', user?.passwordHash ?? null)).toBe(true);
  });

  it('does it once when two machines start together', async () => {
    const outcomes = await Promise.all([done(), done()]);
    expect(outcomes[0].masterTenant).toBe(outcomes[1].masterTenant);
    expect(outcomes.filter(({ administrator }) => administrator !== null)).toHaveLength(1);
  });

  it('takes the tenant, password and token of the environment, and keeps hashes only', async () => {
    const masterTenant = '47bfdafc-2897-4369-8fb3-153d41fb835d';
    const outcome = await done({
      masterTenant,
      adminPassword: 'a good password',
      bootstrapToken: 'secret-token-1',
    });
    expect(outcome).toMatchObject({
      masterTenant,
      administrator: { username: 'admin', generatedPassword: null },
    });
    const token = await findTokenBySecret(database.prisma, 'secret-token-1');
    expect(token).toMatchObject({ tenantId: masterTenant, acl: ['provd.#', 'offhook.#'] });
    const dump = JSON.stringify([
      await database.sql.query('SELECT * FROM "user"'),
      await database.sql.query('SELECT * FROM api_token'),
    ]);
    expect(dump).not.toMatch(/a good password|secret-token-1/);
  });

  it('refuses another master tenant and the keys of another installation', async () => {
    await done();
    const tenant = await setUp(database, {
      ...OPTIONS,
      masterTenant: '47bfdafc-2897-4369-8fb3-153d41fb835d',
    });
    expect(tenant).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringContaining('OFFHOOK_MASTER_TENANT') },
    });
    const stranger = openDatabase({ url: server.url, keyring: new Keyring(generateKeyFile()) });
    expect(await setUp(stranger, OPTIONS)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('key file') },
    });
    await stranger.close();
  });
});

describe('resetPassword', () => {
  it('replaces the password, ends sessions and lifts a lock', async () => {
    await done({ adminPassword: 'forgotten by all' });
    await database.prisma.user.updateMany({
      data: { failedAttempts: 9, lockedUntil: new Date('2999-01-01') },
    });
    const reset = await resetPassword(database, 'admin');
    const user = await findUserByName(database.prisma, 'admin');
    expect(user).toMatchObject({
      failedAttempts: 0,
      lockedUntil: null,
      sessionVersion: 2,
      mustChangePassword: true,
    });
    expect(await verifyPassword(reset.ok ? reset.value : '', user?.passwordHash ?? null)).toBe(true);
    expect(await resetPassword(database, 'nobody')).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    });
  });
});

describe('key rotation', () => {
  it('seals everything with the new key, while a running process goes on reading', async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-keys-')), 'keys.json');
    const oldKeys = generateKeyFile();
    writeKeyFile(file, oldKeys);
    const open = () => {
      const opened = openKeyring(file);
      if (!opened.ok) throw new Error(opened.error.message);
      return openDatabase({ url: server.url, keyring: opened.value });
    };
    const running = open();
    const first = await setUp(running, OPTIONS);
    const master = first.ok ? first.value.masterTenant : '';
    const writer = createChangeWriter(running, { origin: 'test' });
    await writer.write((store) => saveProvisioningKey(store, master, 'key-of-phones'));
    await writer.write((store) =>
      saveSetting(store, everywhere(master), 'a_secret', 'shh', { secret: true }),
    );
    await writer.close();
    const secrets = async (of: Database) => [
      await configIn(of, 'defaultconfigdevice'),
      await findProvisioningKey(of, master),
      await findSetting(of, everywhere(master), 'a_secret'),
    ];
    const before = await secrets(running);
    expect(before.slice(1)).toEqual(['key-of-phones', 'shh']);

    const newKeys = generateKeyFile(oldKeys);
    writeKeyFile(file, newKeys);
    const command = open();
    expect(await resealEverything(command)).toBe(4);
    expect(await resealEverything(command)).toBe(0);
    expect(await secrets(running)).toEqual(before);

    dropOldKeys(file, newKeys);
    const later = open();
    expect(await secrets(later)).toEqual(before);
    expect(fs.readFileSync(file, 'utf8')).not.toContain(oldKeys.keys[0]?.key);
    await Promise.all([running.close(), command.close(), later.close()]);
    fs.rmSync(path.dirname(file), { recursive: true });
  });
});

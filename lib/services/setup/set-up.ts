import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client';
import { createChangeWriter, type WriteStore } from '../../db/changes';
import { insertConfig } from '../../db/configs/write';
import { findSetting, saveSetting } from '../../db/settings/settings';
import { insertTenant, listTenants } from '../../db/tenants/tenants';
import { findTokenBySecret, insertToken } from '../../db/tokens/tokens';
import { countUsers, createUser } from '../../db/users/users';
import { SETTING_KEYS } from '../../domain/settings/keys';
import { everywhere, scopeOf } from '../../domain/tenants/scope';
import { appError } from '../../shared/errors';
import { objectNode } from '../../shared/json-text';
import { generatePassword, hashPassword } from '../../shared/password';
import { err, ok, type Result } from '../../shared/result';
import { defaultConfigs } from './default-configs';

export interface SetUpOptions {
  /** Id that the master tenant has to have; null: any, a new one is random. */
  masterTenant: string | null;
  /** Password of the first administrator; null: one is generated. */
  adminPassword: string | null;
  /** An API token with every right, for tools that install Offhook; null: none. */
  bootstrapToken: string | null;
  /** The URL that phones use, stored if none is yet. */
  publicUrl: string;
  /** Address of this server for the default configs. */
  serverAddress: string;
}

export interface SetUpOutcome {
  masterTenant: string;
  /** Set when the first administrator was made now. */
  administrator: { username: string; generatedPassword: string | null } | null;
  /** The stored one. */
  publicUrl: string;
}

export const FIRST_ADMINISTRATOR = 'admin';
const BOOTSTRAP_ACL = ['provd.#', 'offhook.#'];
/** Held while setting up, so that two machines on one database don't both do it. */
const SET_UP_LOCK = 4_706_311;

/**
 * Brings a database to the state of a working installation. Each part is made once; running it again changes nothing.
 * Needs three connections of the pool.
 */
export async function setUp(database: Database, options: SetUpOptions): Promise<Result<SetUpOutcome>> {
  const writer = createChangeWriter(database, { origin: randomUUID() });
  try {
    return await database.transaction(async (sql) => {
      // Until the end, on a connection of its own: another machine then finds everything done.
      await sql.query('SELECT pg_advisory_xact_lock($1)', [SET_UP_LOCK]);
      const master = await writer.write((store) => setUpTenant(store, options));
      if (!master.ok) return master;
      const { id, publicUrl } = master.value;
      const administrator = await setUpAdministrator(database, id, options.adminPassword);
      await setUpToken(database, id, options.bootstrapToken);
      return ok({ masterTenant: id, administrator, publicUrl });
    });
  } finally {
    await writer.close();
  }
}

async function setUpTenant(
  store: WriteStore,
  options: SetUpOptions,
): Promise<Result<{ id: string; publicUrl: string }>> {
  const root = (await listTenants(store.sql)).find((tenant) => tenant.parentId === null);
  if (root && options.masterTenant !== null && root.id !== options.masterTenant) {
    const message = `The master tenant of this database is ${root.id}. Set OFFHOOK_MASTER_TENANT to it or unset it.`;
    return err(appError('conflict', message));
  }
  const id = root?.id ?? options.masterTenant ?? randomUUID();
  const scope = everywhere(id);
  if (!root) {
    await insertTenant(store, { id, parentId: null, name: 'Master', slug: 'master' });
    for (const { id: configId, document } of defaultConfigs(options.serverAddress)) {
      await insertConfig(store, configId, id, objectNode(document));
    }
  }
  const keyCheck = store.keyring.hash('key-check', id);
  const known = await findSetting(store, scope, SETTING_KEYS.keyCheck);
  if (known === undefined) await saveSetting(store, scope, SETTING_KEYS.keyCheck, keyCheck);
  else if (known !== keyCheck) {
    const message =
      "The key file does not belong to this database: its secrets can't be opened with it. Restore the right one or set OFFHOOK_KEY_FILE.";
    return err(appError('conflict', message));
  }
  const stored = await findSetting(store, scope, SETTING_KEYS.publicUrl);
  if (stored === undefined) await saveSetting(store, scope, SETTING_KEYS.publicUrl, options.publicUrl);
  return ok({ id, publicUrl: typeof stored === 'string' ? stored : options.publicUrl });
}

async function setUpAdministrator(
  database: Database,
  masterTenant: string,
  adminPassword: string | null,
): Promise<SetUpOutcome['administrator']> {
  if ((await countUsers(database.prisma, everywhere(masterTenant))) > 0) return null;
  const password = adminPassword ?? generatePassword();
  await createUser(database.prisma, scopeOf(masterTenant), {
    username: FIRST_ADMINISTRATOR,
    passwordHash: await hashPassword(password),
    role: 'administrator',
  });
  return { username: FIRST_ADMINISTRATOR, generatedPassword: adminPassword === null ? password : null };
}

async function setUpToken(database: Database, masterTenant: string, secret: string | null): Promise<void> {
  if (secret === null || (await findTokenBySecret(database.prisma, secret))) return;
  await insertToken(database.sql, scopeOf(masterTenant), {
    secret,
    name: 'bootstrap',
    acl: BOOTSTRAP_ACL,
  });
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createUser } from '../../lib/db/users/users';
import { scopeOf } from '../../lib/domain/tenants/scope';
import { openConsole, type ConsoleContext } from '../../lib/services/console/context';
import { signIn, type SessionUser } from '../../lib/services/console/sign-in';
import { setUp } from '../../lib/services/setup/set-up';
import { generateKeyFile } from '../../lib/shared/keyring';
import { createLogger } from '../../lib/shared/logger';
import { hashPassword } from '../../lib/shared/password';
import { createTestDatabase } from '../db/database';

export const PASSWORD = 'correct horse battery';

/** The console's use cases on a database of their own, set up as a first start does it. */
export interface TestConsole {
  console: ConsoleContext;
  masterTenant: string;
  /** Makes a person and signs them in. */
  person(username: string, role: string): Promise<SessionUser>;
  close(): Promise<void>;
}

export async function startTestConsole(): Promise<TestConsole> {
  const test = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'offhook-console-'));
  const keyFile = join(folder, 'keys.json');
  writeFileSync(keyFile, JSON.stringify(generateKeyFile()), { mode: 0o600 });
  const context = openConsole({
    databaseUrl: test.url,
    keyFile,
    dataDir: folder,
    publicUrl: null,
    consoleUrl: 'http://127.0.0.1:8666',
    tftpPort: 69,
    urlKeys: false,
    logger: createLogger('test', 'silent'),
    wazoAuth: null,
    connections: 5,
  });
  const done = await setUp(context.database, {
    masterTenant: null,
    adminPassword: PASSWORD,
    bootstrapToken: null,
    publicUrl: 'http://192.0.2.1:8667',
    serverAddress: '192.0.2.1',
  });
  if (!done.ok) throw new Error(done.error.message);
  const { masterTenant } = done.value;
  return {
    console: context,
    masterTenant,
    async person(username, role) {
      await createUser(context.database.prisma, scopeOf(masterTenant), {
        username,
        role,
        passwordHash: await hashPassword(PASSWORD),
      });
      const signedIn = await signIn(context, { username, password: PASSWORD, ip: null });
      if (!signedIn.ok) throw new Error(signedIn.error);
      return signedIn.value;
    },
    async close() {
      await context.close();
      await test.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

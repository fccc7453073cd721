import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveCompat, type CompatServer } from '../../../test/compat/serve';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { listAudit } from '../../db/audit/audit';
import { CHANGE_CHANNEL, change } from '../../domain/changes/change';
import { everywhere } from '../../domain/tenants/scope';
import type { AppError } from '../../shared/errors';
import type { Result } from '../../shared/result';
import { actorName, type Actor, type Caller } from '../actor';
import type { ServiceContext } from '../context';
import { changeTenant, createTenant, deleteTenant, listTenants } from './tenants';
import { findTokenActor } from './token-actor';
import { createToken, listTokens, revokeToken } from './tokens';
import { changeUser, createUser, deleteUser, listUsers, renewPassword } from './users';

let database: TestDatabase;
let server: CompatServer;
let context: ServiceContext;
let master: Caller;
let sub: string;
let below: string;
let other: string;

beforeAll(async () => {
  database = await createTestDatabase();
  server = await serveCompat({ url: database.url, logLevel: 'fatal' });
  context = server.context;
  master = administrator(server.masterTenant);
  sub = value(await createTenant(context, master, { name: 'Sub', slug: 'sub' })).id;
  below = value(await createTenant(context, master, { name: 'Below', parent: sub })).id;
  other = value(await createTenant(context, master, { name: 'Other' })).id;
});
afterAll(async () => {
  await server.stop();
  await database.drop();
});

function administrator(tenant: string): Caller {
  return { tenant, actor: { kind: 'user', id: crypto.randomUUID(), tenant, role: 'administrator' } };
}
function withRights(tenant: string, ...acl: string[]): Caller {
  return { tenant, actor: { kind: 'token', id: crypto.randomUUID(), tenant, acl } };
}
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const code = (result: Result<unknown>): AppError['code'] | 'ok' => (result.ok ? 'ok' : result.error.code);
const names = (list: { name: string }[]): string[] => list.map(({ name }) => name).sort();
const token = { name: 'script', acl: ['provd.#'] };

describe('tokens', () => {
  it('open the door with the rights, in the tenant and until the time that they were made with', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const made = value(await createToken(context, master, { ...token, expiresAt, tenant: sub }));
    expect(made).toMatchObject({
      state: 'active',
      tenant: sub,
      tenantName: 'Sub',
      expiresAt,
      lastUsedAt: null,
    });
    const actor = await findTokenActor(context, made.secret);
    expect(actor).toEqual({ kind: 'token', id: made.id, tenant: sub, acl: ['provd.#'] });
    const [listed] = value(await listTokens(context, administrator(sub), { recurse: false }));
    expect(listed).toMatchObject({ id: made.id, lastUsedAt: expect.any(String) });
    expect(JSON.stringify(listed)).not.toContain(made.secret);
    const late = { ...context, clock: { ...context.clock, now: () => new Date(Date.now() + 120_000) } };
    expect(await findTokenActor(late, made.secret)).toBeNull();
    expect(value(await listTokens(late, administrator(sub), { recurse: false }))[0]?.state).toBe('expired');
  });

  it('end with the token that makes them, or before it', async () => {
    const soon = new Date(Date.now() + 60_000).toISOString();
    const later = new Date(Date.now() + 60_001_000).toISOString();
    const acl = ['provd.#', 'offhook.tokens.#'];
    const maker = value(await createToken(context, master, { name: 'maker', acl, expiresAt: soon }));
    const actor = await findTokenActor(context, maker.secret);
    if (!actor) throw new Error('the maker is unknown');
    const caller: Caller = { tenant: server.masterTenant, actor };
    const ends = async (expiresAt?: string | null): Promise<unknown> =>
      value(await createToken(context, caller, { ...token, expiresAt })).expiresAt;
    expect(await ends()).toBe(soon);
    expect(await ends(null)).toBe(soon);
    expect(await ends(soon)).toBe(soon);
    const before = new Date(Date.now() + 30_000).toISOString();
    expect(await ends(before)).toBe(before);
    expect(await createToken(context, caller, { ...token, expiresAt: later })).toMatchObject({
      error: { code: 'forbidden', message: expect.stringContaining(soon), problems: [{ path: 'expiresAt' }] },
    });
    const lasting = value(await createToken(context, master, { name: 'lasting', acl }));
    const free = await findTokenActor(context, lasting.secret);
    if (!free) throw new Error('the maker is unknown');
    const made = await createToken(context, { ...caller, actor: free }, { ...token, expiresAt: later });
    expect(value(made).expiresAt).toBe(later);
    const unlimited = await createToken(context, { ...caller, actor: free }, token);
    expect(value(unlimited).expiresAt).toBeNull();
  });

  it('open nothing once they are revoked, and stay listed', async () => {
    const made = value(await createToken(context, master, token));
    const first = value(await revokeToken(context, master, made.id));
    expect(first.state).toBe('revoked');
    expect(await findTokenActor(context, made.secret)).toBeNull();
    expect(value(await revokeToken(context, master, made.id)).revokedAt).toBe(first.revokedAt);
    const audit = await listAudit(context.database.sql, everywhere(server.masterTenant), {
      limit: 10,
      target: `token/${made.id}`,
    });
    expect(audit.map(({ action }) => action)).toEqual(['token.revoke', 'token.revoke', 'token.create']);
    expect(JSON.stringify(audit)).not.toContain(made.secret);
  });

  it('never have a right that their maker has not', async () => {
    const maker = withRights(
      server.masterTenant,
      'offhook.tokens.#',
      'provd.dev_mgr.#',
      '!provd.dev_mgr.*.delete',
    );
    const ask = (...acl: string[]) => createToken(context, maker, { name: 'more', acl });
    expect(code(await ask('provd.#'))).toBe('forbidden');
    expect(code(await ask('provd.dev_mgr.#'))).toBe('forbidden');
    expect(code(await ask('provd.dev_mgr.#', '!provd.dev_mgr.*.delete'))).toBe('ok');
    expect(code(await ask('offhook.tokens.read'))).toBe('ok');
  });

  it('are of no concern to other tenants', async () => {
    const made = value(await createToken(context, master, { ...token, tenant: sub }));
    const stranger = administrator(other);
    expect(value(await listTokens(context, stranger, { recurse: true }))).toEqual([]);
    expect(code(await revokeToken(context, stranger, made.id))).toBe('not_found');
    expect(code(await revokeToken(context, administrator(below), made.id))).toBe('not_found');
    expect(code(await createToken(context, stranger, { ...token, tenant: sub }))).toBe('not_found');
    expect(await findTokenActor(context, made.secret)).not.toBeNull();
    const all = value(await listTokens(context, master, { recurse: true }));
    expect(all.some(({ id }) => id === made.id)).toBe(true);
    const own = value(await listTokens(context, master, { recurse: false }));
    expect(own.some(({ id }) => id === made.id)).toBe(false);
  });

  it.each(['', 'nonsense', crypto.randomUUID()])('there is no token "%s" to revoke', async (id) =>
    expect(code(await revokeToken(context, master, id))).toBe('not_found'),
  );

  it('that have expired already are not made', async () =>
    expect(code(await createToken(context, master, { ...token, expiresAt: '2020-01-01T00:00:00Z' }))).toBe(
      'invalid',
    ));
});

describe('users', () => {
  it('are made with a password that is told once, and lose their sessions with their role', async () => {
    const made = value(await createUser(context, master, { username: 'ana', role: 'operator', tenant: sub }));
    expect(made).toMatchObject({ role: 'operator', tenantName: 'Sub', mustChangePassword: true });
    expect(made.password).toMatch(/^\S{20}$/);
    expect(code(await createUser(context, administrator(other), { username: 'ana', role: 'viewer' }))).toBe(
      'conflict',
    );
    const version = async (): Promise<number | undefined> =>
      (await context.database.prisma.user.findUnique({ where: { id: made.id } }))?.sessionVersion;
    const before = await version();
    expect(value(await changeUser(context, master, made.id, { role: 'viewer' })).role).toBe('viewer');
    expect(await version()).toBe((before ?? 0) + 1);
    expect(value(await renewPassword(context, master, made.id)).password).not.toBe(made.password);
    expect(value(await listUsers(context, administrator(sub), { recurse: false }))).toMatchObject([
      { username: 'ana', role: 'viewer' },
    ]);
    expect(code(await deleteUser(context, administrator(other), made.id))).toBe('not_found');
    expect(code(await deleteUser(context, master, made.id))).toBe('ok');
    expect(code(await deleteUser(context, master, made.id))).toBe('not_found');
  });

  it('leave the tenant its last administrator, also when two go at once', async () => {
    const one = value(
      await createUser(context, master, { username: 'one', role: 'administrator', tenant: other }),
    );
    const two = value(
      await createUser(context, master, { username: 'two', role: 'administrator', tenant: other }),
    );
    const gone = await Promise.all([
      deleteUser(context, master, one.id),
      deleteUser(context, master, two.id),
    ]);
    expect(gone.map(code).sort()).toEqual(['conflict', 'ok']);
    const left = value(await listUsers(context, administrator(other), { recurse: false }));
    expect(left).toHaveLength(1);
    expect(code(await changeUser(context, master, left[0]?.id ?? '', { role: 'viewer' }))).toBe('conflict');
  });

  it('are not touched by those who may do less', async () => {
    const boss = value(
      await createUser(context, master, { username: 'boss', role: 'administrator', tenant: sub }),
    );
    const clerk = withRights(sub, 'offhook.users.#');
    expect(code(await createUser(context, clerk, { username: 'evil', role: 'administrator' }))).toBe(
      'forbidden',
    );
    expect(code(await renewPassword(context, clerk, boss.id))).toBe('forbidden');
    expect(code(await deleteUser(context, clerk, boss.id))).toBe('forbidden');
  });

  it('can not delete themselves', async () => {
    const self = value(await createUser(context, master, { username: 'self', role: 'administrator' }));
    const actor: Actor = { kind: 'user', id: self.id, tenant: server.masterTenant, role: 'administrator' };
    expect(code(await deleteUser(context, { tenant: server.masterTenant, actor }, self.id))).toBe('conflict');
  });
});

describe('tenants', () => {
  it('are a tree of which everybody sees their own branch', async () => {
    expect(names(value(await listTenants(context, master)))).toEqual(['Below', 'Master', 'Other', 'Sub']);
    const branch = value(await listTenants(context, administrator(sub)));
    expect(branch).toMatchObject([
      { name: 'Below', parent: sub, master: false },
      { name: 'Sub', parent: null },
    ]);
    expect(code(await changeTenant(context, administrator(sub), other, { name: 'Mine' }))).toBe('not_found');
    expect(code(await createTenant(context, administrator(sub), { name: 'X', parent: other }))).toBe(
      'not_found',
    );
    expect(code(await createTenant(context, master, { name: 'X', slug: 'sub' }))).toBe('conflict');
    expect(code(await changeTenant(context, master, other, { name: 'Other', slug: 'sub' }))).toBe('conflict');
  });

  it('are renamed where they are, the master tenant too; it is announced and remembered who did it', async () => {
    const made = value(
      await createTenant(context, master, { name: 'Old name', slug: 'old', parent: sub }),
    ).id;
    const heard: string[] = [];
    const listener = await context.database.pool.connect();
    listener.on('notification', ({ payload }) => {
      const { kind, ids, action } = change.parse(JSON.parse(payload ?? ''));
      heard.push(`${kind} ${ids?.join(' ')} ${action}`);
    });
    await listener.query(`LISTEN ${CHANGE_CHANNEL}`);
    const boss = administrator(sub);
    expect(code(await changeTenant(context, boss, made, { name: 'Other', slug: 'sub' }))).toBe('conflict');
    expect(code(await changeTenant(context, boss, made, { name: 'Other', slug: 'new' }))).toBe('ok');
    const { masterTenant } = server;
    expect(code(await changeTenant(context, boss, masterTenant, { name: 'Mine' }))).toBe('not_found');
    expect(code(await changeTenant(context, master, masterTenant, { name: 'Head office' }))).toBe('ok');
    await listener.query('SELECT 1'); // what was notified before has come by now
    listener.release(true);
    expect(heard).toEqual([`tenant ${made} saved`, `tenant ${masterTenant} saved`]);

    const listed = value(await listTenants(context, master));
    expect(listed.find(({ id }) => id === made)).toMatchObject({ name: 'Other', slug: 'new', parent: sub });
    expect(listed.find(({ id }) => id === masterTenant)).toMatchObject({
      name: 'Head office',
      master: true,
      parent: null,
    });
    const audit = await listAudit(context.database.sql, everywhere(masterTenant), {
      limit: 10,
      target: `tenant/${made}`,
    });
    expect(audit.map(({ action, actor, detail }) => ({ action, actor, detail }))).toEqual([
      {
        action: 'tenant.update',
        actor: actorName(boss.actor),
        detail: { name: 'Other', slug: 'new' },
      },
      expect.objectContaining({ action: 'tenant.create' }),
    ]);
    // A short name that is not given stays; null takes it away.
    const slugOf = async (): Promise<unknown> =>
      value(await listTenants(context, master)).find(({ id }) => id === made)?.slug;
    value(await changeTenant(context, boss, made, { name: 'Again' }));
    expect(await slugOf()).toBe('new');
    value(await changeTenant(context, boss, made, { name: 'Again', slug: null }));
    expect(await slugOf()).toBeNull();
    value(await changeTenant(context, master, masterTenant, { name: 'Master' }));
    value(await deleteTenant(context, master, made));
  });

  it('are deleted when they are empty and neither the master nor the own one; their tokens end', async () => {
    const empty = value(await createTenant(context, master, { name: 'Empty' })).id;
    const made = value(await createToken(context, master, { ...token, tenant: empty }));
    expect(code(await deleteTenant(context, administrator(other), empty))).toBe('not_found');
    expect(code(await deleteTenant(context, master, empty))).toBe('ok');
    expect(await findTokenActor(context, made.secret)).toBeNull();
    const full = await deleteTenant(context, master, sub);
    expect(full).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringContaining('tenants') },
    });
    expect(code(await deleteTenant(context, administrator(below), below))).toBe('conflict');
    expect(code(await deleteTenant(context, master, server.masterTenant))).toBe('conflict');
  });
});

describe('rights', () => {
  const id = crypto.randomUUID();
  const actions: [right: string, run: (caller: Caller) => Promise<Result<unknown>>][] = [
    ['offhook.tokens.read', (caller) => listTokens(context, caller, { recurse: false })],
    [
      'offhook.tokens.create',
      (caller) => createToken(context, caller, { name: 'x', acl: ['offhook.tokens.create'] }),
    ],
    [`offhook.tokens.${id}.delete`, (caller) => revokeToken(context, caller, id)],
    ['offhook.users.read', (caller) => listUsers(context, caller, { recurse: false })],
    [`offhook.users.${id}.update`, (caller) => renewPassword(context, caller, id)],
    [`offhook.users.${id}.delete`, (caller) => deleteUser(context, caller, id)],
    ['offhook.tenants.read', (caller) => listTenants(context, caller)],
    ['offhook.tenants.create', (caller) => createTenant(context, caller, { name: 'made' })],
    [`offhook.tenants.${id}.update`, (caller) => changeTenant(context, caller, id, { name: 'x' })],
    [`offhook.tenants.${id}.delete`, (caller) => deleteTenant(context, caller, id)],
  ];
  it.each(actions)('%s is asked for', async (right, run) => {
    expect(code(await run(withRights(server.masterTenant, 'offhook.#', `!${right}`)))).toBe('forbidden');
    expect(code(await run(withRights(server.masterTenant, right)))).not.toBe('forbidden');
  });
});

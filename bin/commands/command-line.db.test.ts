import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runOffhook, type Ran } from '../../test/cli/run';
import { serveCompat, type CompatServer } from '../../test/compat/serve';
import { serveAccess } from '../../test/compat/serve-access';
import { createTestDatabase, type TestDatabase } from '../../test/db/database';

let database: TestDatabase;
let server: CompatServer;
let access: Awaited<ReturnType<typeof serveAccess>>;
let folder: string;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-cli-'));
  database = await createTestDatabase();
  server = await serveCompat({ url: database.url, logLevel: 'fatal' });
  access = await serveAccess(server);
});
afterAll(async () => {
  await access.stop();
  await server.stop();
  await database.drop();
  fs.rmSync(folder, { recursive: true });
});

const offhook = (...args: string[]): Promise<Ran> =>
  runOffhook(args, { OFFHOOK_API_URL: access.address, OFFHOOK_API_TOKEN: server.token });
async function json(...args: string[]): Promise<unknown> {
  const ran = await offhook(...args, '--json');
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return JSON.parse(ran.stdout);
}
async function lines(...args: string[]): Promise<string[]> {
  const ran = await offhook(...args);
  expect(ran).toMatchObject({ status: 0, stderr: '' });
  return ran.stdout.trimEnd().split('\n');
}
function file(name: string, content: unknown, mode = 0o600): string {
  const place = path.join(folder, name);
  fs.writeFileSync(place, typeof content === 'string' ? content : JSON.stringify(content), { mode });
  return place;
}

describe('devices', () => {
  it('are made, shown, changed and deleted', async () => {
    const made = await json(
      'devices',
      'create',
      '--id',
      'd1',
      '--mac',
      '00:0f:d3:a1:b2:c3',
      '--set',
      'options.x=[1,"a"]',
    );
    expect(made).toEqual({ id: 'd1' });
    expect(await json('devices', 'get', '--mac', '00-0F-D3-A1-B2-C3')).toMatchObject({
      id: 'd1',
      options: { x: [1, 'a'] },
    });
    expect(
      await lines(
        'devices',
        'update',
        'd1',
        '--vendor',
        'Digium',
        '--set',
        'options.y=true',
        '--unset',
        'options.x',
      ),
    ).toEqual(['d1 changed']);
    expect(await json('devices', 'get', 'd1')).toMatchObject({
      vendor: 'Digium',
      options: { y: true },
      mac: '00:0f:d3:a1:b2:c3',
    });
    expect((await lines('devices', 'list', '--fields', 'vendor,options'))[1]).toMatch(
      /^d1 +Digium +\{"y":true\}$/,
    );
    expect(await lines('devices', 'delete', 'd1')).toEqual(['1 device deleted']);
    expect(await offhook('devices', 'get', 'd1')).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('offhook: '),
    });
  });

  it('may be told a MAC address in any notation, with options and in files', async () => {
    const macOf = async (id: string): Promise<unknown> => json('devices', 'get', id);
    await lines('devices', 'create', '--id', 'cisco', '--mac', '0015.6500.0002');
    expect(await macOf('cisco')).toMatchObject({ mac: '00:15:65:00:00:02' });
    await lines('devices', 'update', 'cisco', '--mac', '00-15-65-00-00-0A');
    expect(await macOf('cisco')).toMatchObject({ mac: '00:15:65:00:00:0a' });
    await lines('devices', 'update', 'cisco', '--set', 'mac=00156500000B');
    expect(await macOf('cisco')).toMatchObject({ mac: '00:15:65:00:00:0b' });
    await lines('devices', 'create', '--file', file('mac.json', { id: 'filed', mac: '00156500000C' }));
    expect(await macOf('filed')).toMatchObject({ mac: '00:15:65:00:00:0c' });
    expect(await offhook('devices', 'create', '--mac', '0015.6500')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--mac 0015.6500 is not a MAC address.'),
    });
    await lines('devices', 'delete', 'cisco', 'filed', '--yes');
  });

  it('say why they could not be synchronized', async () => {
    await lines('devices', 'create', '--id', 'still');
    const ran = await offhook('devices', 'synchronize', 'still');
    expect(ran).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('It failed: The device is not configured'),
    });
    await lines('devices', 'delete', 'still');
  });

  it('keep numbers as they are written, from a file to the server and back', async () => {
    const document = '{"id":"exact","X_n":1.0,"X_big":9007199254740993}';
    await lines('devices', 'create', '--file', file('exact.json', document));
    await lines('devices', 'update', 'exact', '--set', 'vendor=Snom');
    expect((await offhook('devices', 'get', 'exact', '--json')).stdout).toContain(
      '"X_n":1.0,"X_big":9007199254740993',
    );
  });

  it('are selected by plugin and selector, many at once, and more than one goes only with --yes', async () => {
    for (const n of ['1', '2', '3']) {
      await lines('devices', 'create', '--id', `m${n}`, '--plugin', 'digium-2.8.1', '--set', `X_n=${n}`);
    }
    const selector = '{"X_n": {"$gt": 1}}';
    expect(
      await json(
        'devices',
        'list',
        '--selector',
        selector,
        '--sort',
        'X_n',
        '--descending',
        '--fields',
        'id',
      ),
    ).toEqual([{ id: 'm3' }, { id: 'm2' }]);
    expect(await offhook('devices', 'delete', '--plugin', 'digium-2.8.1')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('deletes 3 things'),
    });
    expect(await offhook('devices', 'delete')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Which devices?'),
    });
    expect(await offhook('devices', 'delete', '--selector', 'nonsense')).toMatchObject({ status: 2 });
    expect(await offhook('devices', 'delete', 'm1', '--all', '--yes')).toMatchObject({ status: 2 });
    expect(await lines('devices', 'reconfigure', '--plugin', 'digium-2.8.1')).toEqual([
      '3 devices reconfigured',
    ]);
    expect(
      await lines('devices', 'delete', '--plugin', 'digium-2.8.1', '--selector', selector, '--yes'),
    ).toEqual(['2 devices deleted']);
    expect(await offhook('devices', 'delete', '--plugin', 'nobody-1')).toMatchObject({ status: 3 });
  });

  it('some of which fail are told apart from those that are done', async () => {
    const ran = await offhook('devices', 'reconfigure', 'm1', 'gone', '--json');
    expect(ran.status).toBe(7);
    expect(JSON.parse(ran.stdout)).toMatchObject({ done: ['m1'], failed: [{ id: 'gone' }], notTried: 0 });
    expect(await offhook('devices', 'synchronize', 'gone')).toMatchObject({ status: 3 });
  });

  it('get another plugin all at once, but none that is not there', async () => {
    for (const n of ['1', '2']) await lines('devices', 'create', '--id', `p${n}`, '--plugin', 'old-1');
    expect(await offhook('mass-update-plugin', 'old-1', 'never-1')).toMatchObject({
      status: 3,
      stderr: expect.stringContaining('not installed'),
    });
    expect(await lines('mass-update-plugin', 'old-1', 'digium-2.8.1')).toEqual(['2 devices changed']);
    expect(await json('devices', 'get', 'p2')).toMatchObject({ plugin: 'digium-2.8.1' });
    expect(await lines('mass-update-plugin', 'old-1', 'digium-2.8.1')).toEqual([
      'No device has the plugin old-1.',
    ]);
    const synchronized = await offhook(
      'mass-update-plugin',
      'digium-2.8.1',
      'polycom-5.9.2',
      '--synchronize',
    );
    expect(synchronized.stdout).toContain('failed'); // nobody can be told: this server has no notifier
    expect(synchronized.status).toBe(1);
    expect(await json('devices', 'get', 'p1')).toMatchObject({ plugin: 'polycom-5.9.2' });
  });
});

describe('configs', () => {
  it('are made, shown with what they inherit, changed and deleted', async () => {
    const parent = file('parent.json', { id: 'parent', parent_ids: [], raw_config: { ntp_ip: '192.0.2.1' } });
    expect(await json('configs', 'create', '--file', parent)).toEqual({ id: 'parent' });
    await lines(
      'configs',
      'create',
      '--set',
      'id=child',
      '--set',
      'parent_ids=["parent"]',
      '--set',
      'raw_config.ntp_enabled=true',
    );
    expect(await json('configs', 'get', 'child', '--raw')).toMatchObject({
      ntp_ip: '192.0.2.1',
      ntp_enabled: true,
    });
    await lines('configs', 'update', 'parent', '--set', 'raw_config.ntp_ip=192.0.2.2');
    expect(await json('configs', 'get', 'child', '--raw')).toMatchObject({ ntp_ip: '192.0.2.2' });
    expect(
      await json(
        'configs',
        'list',
        '--selector',
        '{"parent_ids": {"$contains": "parent"}}',
        '--fields',
        'id',
      ),
    ).toEqual([{ id: 'child' }]);
    expect(await lines('configs', 'delete', 'child', 'parent', '--yes')).toEqual(['2 configs deleted']);
    const [id] = await lines('configs', 'autocreate');
    expect(id).toMatch(/^auto/);
  });
});

describe('plugins, packages and parameters', () => {
  it('are listed and shown', async () => {
    expect(await json('plugins', 'list')).toContain('digium-2.8.1');
    expect(await json('plugins', 'info', 'digium-2.8.1')).toMatchObject({ capabilities: expect.anything() });
    expect(await json('plugins', 'installed')).toHaveProperty(['digium-2.8.1']);
    expect(await json('packages', 'installable', 'digium-2.8.1')).toBeInstanceOf(Object);
    expect(await offhook('packages', 'install', 'digium-2.8.1')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Which packages?'),
    });
    expect((await offhook('packages', 'install', 'digium-2.8.1', 'nothing-like-it')).status).not.toBe(0);
    for (const words of [['installed'], ['installable'], ['install', '--all'], ['upgrade', '--all']]) {
      const [verb = '', ...rest] = words;
      expect(await offhook('packages', verb, 'no-plugin', ...rest)).toMatchObject({
        status: 3,
        stderr: 'offhook: The plugin no-plugin is not installed.\n',
      });
    }
    expect(await offhook('packages', 'install', 'no-plugin', 'fw')).toMatchObject({
      status: 3,
      stderr: 'offhook: The plugin no-plugin is not installed.\n',
    });
  });

  it('are set and unset', async () => {
    expect(await lines('parameters', 'set', 'locale', 'fr_FR')).toEqual(['locale is set']);
    expect(await lines('parameters', 'get', 'locale')).toEqual(['fr_FR']);
    expect(await json('parameters', 'list')).toContainEqual(
      expect.objectContaining({ id: 'locale', value: 'fr_FR' }),
    );
    await lines('parameters', 'set', 'locale', '--unset');
    expect(await json('parameters', 'get', 'locale')).toEqual({ name: 'locale', value: null });
    expect(await offhook('parameters', 'set', 'locale')).toMatchObject({ status: 2 });
    expect(await offhook('parameters', 'get', 'nothing')).toMatchObject({ status: 3 });
  });
});

describe('users, tenants and tokens', () => {
  it('are made, listed and taken away; secrets are printed alone, for scripts', async () => {
    const [tenant] = await lines('tenants', 'create', 'Customer', '--slug', 'customer');
    const inTenant = ['--tenant', tenant ?? ''];
    const [secret] = await lines(
      'tokens',
      'create',
      'script',
      '--acl',
      'provd.#',
      '--expires',
      '90d',
      ...inTenant,
    );
    expect(secret).toMatch(/^oh_[\w-]{43}$/);
    const own = { OFFHOOK_API_URL: access.address, OFFHOOK_API_TOKEN: secret ?? '' };
    expect(await runOffhook(['devices', 'list'], own)).toMatchObject({
      status: 0,
      stdout: expect.not.stringContaining('exact'),
    });
    expect(await runOffhook(['tokens', 'list'], own)).toMatchObject({
      status: 4,
      stderr: expect.stringContaining('offhook.tokens.read'),
    });
    const listed = await json('tokens', 'list', ...inTenant);
    expect(listed).toMatchObject([{ name: 'script', state: 'active', tenantName: 'Customer' }]);
    const id = JSON.stringify(listed).match(/"id":"([^"]+)"/)?.[1] ?? '';
    await lines('tokens', 'revoke', id);
    expect(await runOffhook(['devices', 'list'], own)).toMatchObject({ status: 4 });

    const [password] = await lines('users', 'create', 'ana', '--role', 'viewer', ...inTenant);
    expect(password).toMatch(/^\S{20}$/);
    const users = JSON.stringify(await json('users', 'list', '--recurse'));
    const user = /"id":"([^"]+)","username":"ana"/.exec(users)?.[1] ?? '';
    expect((await lines('users', 'new-password', user))[0]).not.toBe(password);
    await lines('users', 'set-role', user, 'operator');
    expect(await offhook('users', 'set-role', user, 'king')).toMatchObject({ status: 2 });
    expect(await offhook('users', 'create', 'ana')).toMatchObject({ status: 5 });
    expect(await offhook('tenants', 'delete', tenant ?? '')).toMatchObject({
      status: 5,
      stderr: expect.stringContaining('users'),
    });
    await lines('users', 'delete', user);
    await lines('tenants', 'rename', tenant ?? '', 'Gone soon');
    expect((await lines('tenants', 'list')).join('\n')).toContain('  Gone soon');
    await lines('tenants', 'delete', tenant ?? '');
    expect(await offhook('devices', 'list', ...inTenant)).toMatchObject({ status: 4 });
  });

  it('say in words what is wrong with what they are told', async () => {
    expect(await offhook('tokens', 'create', 'x', '--acl', 'no right')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('acl.0 is not valid: A right has letters, digits'),
    });
    const answer = await fetch(`${access.address}/api/tokens`, {
      method: 'POST',
      headers: { 'X-Auth-Token': server.token, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: '', acl: ['provd.#'] }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      code: 'invalid',
      message: 'name is not valid: This is required.',
      problems: [{ path: 'name', code: 'required', message: 'This is required.' }],
    });
  });
});

describe('events', () => {
  it('are followed, once each and again when they repeat', async () => {
    const { sql } = server.context.database;
    await sql.execute(
      `INSERT INTO phone_event (tenant_id, first_at, last_at, protocol, path, ip, outcome, user_agent)
       VALUES ($1, now(), now(), 'http', '/a.cfg', '192.0.2.9', 'unknown', E'Bad\\u001b[31mPhone')`,
      [server.masterTenant],
    );
    const { Follower, followedEvent } = await import('../cli/follower');
    const follower = new Follower(new Date(Date.now() - 60_000));
    const ask = async () => {
      const response = await fetch(`${access.address}/api/events?since=${follower.since}`, {
        headers: { 'X-Auth-Token': server.token },
      });
      return follower.take(followedEvent.array().parse(await response.json()));
    };
    expect(await ask()).toMatchObject([{ path: '/a.cfg', count: 1 }]);
    expect(await ask()).toEqual([]);
    await sql.execute(`UPDATE phone_event SET count = 2, last_at = now()`);
    expect(await ask()).toMatchObject([{ path: '/a.cfg', count: 2 }]);
    const tail = await offhook('events', 'tail', '--last', 'x');
    expect(tail.status).toBe(2);
  });
});

describe('the connection', () => {
  const list = ['devices', 'list'];

  it('comes from options, else the environment, else a file that only its owner reads', async () => {
    const content = { address: access.address, token: server.token };
    const config = file('config.json', content);
    expect(await runOffhook(list, { OFFHOOK_API_CONFIG: config })).toMatchObject({ status: 0 });
    expect(await runOffhook([...list, '--api-config', config], {})).toMatchObject({ status: 0 });
    const home = path.join(folder, 'home');
    fs.mkdirSync(path.join(home, '.config/offhook'), { recursive: true });
    fs.copyFileSync(config, path.join(home, '.config/offhook/config.json'));
    expect(await runOffhook(list, { HOME: home })).toMatchObject({ status: 0 });
    const wrong = { OFFHOOK_API_CONFIG: config, OFFHOOK_API_TOKEN: 'wrong' };
    expect(await runOffhook(list, wrong)).toMatchObject({
      status: 4,
      stderr: expect.stringContaining('refuses the token'),
    });
    const secret = file('token', `${server.token}\n`);
    expect(await runOffhook([...list, '--token-file', secret], wrong)).toMatchObject({ status: 0 });
    const open = file('open.json', content, 0o644);
    expect(await runOffhook(list, { OFFHOOK_API_CONFIG: open })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('chmod 600'),
    });
    expect(await runOffhook(list, { OFFHOOK_API_CONFIG: file('bad.json', '{"adress":1}') })).toMatchObject({
      status: 2,
    });
    expect(await runOffhook(list, { OFFHOOK_API_CONFIG: path.join(folder, 'none.json') })).toMatchObject({
      status: 2,
    });
  });

  it('that is wrong has an exit status of its own', async () => {
    const nobody = { OFFHOOK_API_URL: 'http://127.0.0.1:9', OFFHOOK_API_TOKEN: 'x' };
    expect(await runOffhook(list, nobody)).toMatchObject({
      status: 6,
      stderr: expect.stringContaining('Nothing answers'),
    });
    expect(await runOffhook(list, { OFFHOOK_API_URL: access.address })).toMatchObject({
      status: 4,
      stderr: expect.stringContaining('no API token'),
    });
    expect(await offhook(...list, '--tenant', 'x')).toMatchObject({ status: 2 });
    expect(await offhook(...list, '--bogus')).toMatchObject({ status: 2 });
    const told = await runOffhook([...list, '--json'], nobody);
    expect(JSON.parse(told.stdout)).toMatchObject({ error: { code: 'unavailable' } });
  });
});

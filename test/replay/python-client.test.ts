import { randomBytes } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { ProvdError, provdClient, type Document } from './provd-client';

const server = inject('replayServer');
const provd = provdClient(server);
const fresh = (): string => randomBytes(6).toString('hex');
/** What the library raises, by its status. */
const status = async (work: Promise<unknown>): Promise<number> => {
  const raised = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(raised instanceof ProvdError))
    throw new Error(`it did not fail as a request does: ${String(raised)}`);
  return raised.statusCode;
};
const config = (id: string, more: Document = {}): Document => ({
  id,
  parent_ids: [],
  raw_config: {},
  ...more,
});

describe('devices', () => {
  it('get, list, create, update, delete', async () => {
    const id = `py-${fresh()}`;
    expect(await provd.devices.create({ id, mac: '00:15:65:01:02:03', X_own: { a: [1, null] } })).toBe(id);
    const device = await provd.devices.get(id);
    expect(device).toMatchObject({ id, configured: false, is_new: true, tenant_uuid: server.masterTenant });
    expect(device.X_own).toEqual({ a: [1, null] });
    await provd.devices.update({ ...device, description: 'Éva’s ☎' });
    expect(await provd.devices.list({ id })).toEqual([{ ...device, description: 'Éva’s ☎' }]);
    await provd.devices.delete(id);
    expect(await status(provd.devices.get(id))).toBe(404);
    expect(await status(provd.devices.delete(id))).toBe(404);
  });

  it('an id is made when there is none, and a document without one can not be updated', async () => {
    const id = await provd.devices.create({ X_own: 1 });
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const { id: _, ...rest } = await provd.devices.get(id);
    // The library then asks for a device called None.
    expect(await status(provd.devices.update(rest))).toBe(404);
    await provd.devices.delete(id);
  });

  it('list: search, fields, offset, limit, order and direction in any combination', async () => {
    const mark = fresh();
    const ids = ['a', 'b', 'c', 'd'].map((letter) => `${letter}-${mark}`);
    for (const [n, id] of ids.entries()) await provd.devices.create({ id, X_mark: mark, sn: String(9 - n) });
    const listed = async (keywords: Document): Promise<unknown[]> =>
      (await provd.devices.list({ X_mark: mark }, keywords)).map((device) => device.id);
    expect(await listed({})).toEqual(ids);
    expect(await listed({ order: 'sn', direction: 'asc' })).toEqual(ids.toReversed());
    expect(await listed({ order: 'sn', direction: 'desc' })).toEqual(ids);
    // Both are needed; one alone is not sent.
    expect(await listed({ order: 'sn' })).toEqual(ids);
    expect(await listed({ order: 'sn', direction: 'asc', limit: 2, offset: 1 })).toEqual([ids[2], ids[1]]);
    expect(await listed({ offset: 3 })).toEqual([ids[3]]);
    expect(await provd.devices.list({ X_mark: mark }, { fields: ['sn'], limit: 1 })).toEqual([
      { id: ids[0], sn: '9' },
    ]);
    // Keywords that it does not know go out as they are and change nothing.
    expect(await listed({ recurse: true, search: 'x', reverse: true })).toEqual(ids);
    for (const id of ids) await provd.devices.delete(id);
  });

  it('synchronize gives an operation that can be read at once and is gone when the context ends', async () => {
    const id = await provd.devices.create({});
    const operation = await provd.devices.synchronize(id);
    expect(operation.location).toMatch(/^\/0\.2\/dev_mgr\/synchronize\/\d+$/);
    expect(operation.status.label).toBeNull();
    expect(await operation.ended()).toBe('fail'); // it has no plugin
    await operation.delete();
    expect(await status(operation.update())).toBe(404);
    expect(await status(operation.delete())).toBe(404);
    expect(await status(provd.devices.synchronize('none'))).toBe(404);
    await provd.devices.delete(id);
  });

  it('reconfigure answers when it is done, and 400 for what is unknown', async () => {
    const id = await provd.devices.create({ plugin: 'yealink-v86', vendor: 'Yealink', model: 'T46S' });
    await provd.devices.reconfigure(id);
    expect(await status(provd.devices.reconfigure('none'))).toBe(400);
    await provd.devices.delete(id);
  });

  it('create_from_dhcp: the device is there in the next request', async () => {
    const mac = `00:15:65:${fresh().slice(0, 6).match(/../g)?.join(':')}`;
    await provd.devices.createFromDhcp({ op: 'commit', ip: '10.20.30.40', mac, options: [] });
    const [device] = await provd.devices.list({ mac });
    expect(device).toMatchObject({ mac, ip: '10.20.30.40', added: 'auto', tenant_uuid: server.masterTenant });
    await provd.devices.delete(String(device?.id));
  });
});

describe('configs', () => {
  it('get, get_raw, list, create, update, delete', async () => {
    const [parent, child] = [`p-${fresh()}`, `c-${fresh()}`];
    expect(await provd.configs.create(config(parent, { raw_config: { X_a: 1, X_b: 1 } }))).toBe(parent);
    await provd.configs.create(config(child, { parent_ids: [parent], raw_config: { X_b: null } }));
    expect(await provd.configs.getRaw(child)).toMatchObject({
      X_a: 1,
      X_b: null,
      tftp_port: expect.anything(),
    });
    expect(await provd.configs.list({ parent_ids: [parent] })).toEqual([
      config(child, { parent_ids: [parent], raw_config: { X_b: null } }),
    ]);
    await provd.configs.update(config(child, { X_more: true }));
    expect(await provd.configs.get(child)).toEqual(config(child, { X_more: true }));
    for (const id of [parent, child]) await provd.configs.delete(id);
    expect(await status(provd.configs.get(child))).toBe(404);
    expect(await status(provd.configs.getRaw(child))).toBe(404);
    expect(await status(provd.configs.update(config(child)))).toBe(404);
    expect(await status(provd.configs.update({ raw_config: {} }))).toBe(404); // PUT …/None
  });

  it('autocreate', async () => {
    const id = await provd.configs.autocreate();
    expect(id).toMatch(/^autoprov[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(await provd.configs.get(id)).toMatchObject({ parent_ids: ['autoprov'], transient: true });
    await provd.configs.delete(id);
  });

  it('list_registrar and list_device', async () => {
    const [registrar, device] = [`r-${fresh()}`, `d-${fresh()}`];
    await provd.configs.create(config(registrar, { X_type: 'registrar', registrar_main: '10.0.0.1' }));
    await provd.configs.create(config(device, { X_type: 'device', label: 'one' }));
    const registrars = await provd.configs.listRegistrar({ limit: 1000 });
    expect(registrars.map(({ id }) => id)).toContain(registrar);
    expect(registrars.every((found) => found.X_type === 'registrar')).toBe(true);
    const templates = await provd.configs.listDevice({ search: '', order: 'label', direction: 'asc' });
    expect(templates.map(({ id }) => id)).toContain(device);
    expect(templates.map(({ id }) => id)).not.toContain(registrar);
    for (const id of [registrar, device]) await provd.configs.delete(id);
  });
});

describe('plugins', () => {
  it('list, get, list_installed, list_installable', async () => {
    const ids = Object.keys(await provd.plugins.list());
    expect(ids).toContain('yealink-v86');
    expect(await provd.plugins.get('yealink-v86')).toMatchObject({
      version: expect.any(String),
      description: expect.any(String),
      capabilities: expect.any(Object),
    });
    expect(Object.keys(await provd.plugins.listInstalled())).toEqual(expect.arrayContaining(ids));
    expect(await provd.plugins.listInstallable()).toEqual(expect.any(Object));
    expect(await status(provd.plugins.get('none'))).toBe(404);
  });

  it('update: the operation succeeds, labelled', async () => {
    const operation = await provd.plugins.update();
    expect(operation.location).toMatch(/^\/0\.2\/pg_mgr\/install\/update\/\d+$/);
    expect(operation.status.label).toBe('update');
    expect(await operation.ended()).toBe('success');
    await operation.delete();
  });

  it('install, upgrade and uninstall refuse what they can not do with 400', async () => {
    expect(await status(provd.plugins.install('none'))).toBe(400);
    expect(await status(provd.plugins.install('yealink-v86'))).toBe(400);
    expect(await status(provd.plugins.upgrade('none'))).toBe(400);
    expect(await status(provd.plugins.uninstall('none'))).toBe(400);
  });

  it('packages: lists, install and uninstall', async () => {
    expect(await provd.plugins.packagesInstalled('yealink-v86')).toEqual(expect.any(Object));
    expect(await provd.plugins.packagesInstallable('yealink-v86')).toEqual(expect.any(Object));
    expect(await status(provd.plugins.installPackage('yealink-v86', 'none'))).toBe(400);
    expect(await status(provd.plugins.uninstallPackage('yealink-v86', 'none'))).toBe(400);
    // The reference has no such path; here it is there and knows no such package.
    expect([400, 404]).toContain(await status(provd.plugins.upgradePackage('yealink-v86', 'none')));
    expect(await status(provd.plugins.packagesInstalled('none'))).toBe(404);
  });
});

describe('params', () => {
  it('list, get, update, delete', async () => {
    const names = (await provd.params.list()).map(({ id }) => id);
    expect(names).toEqual([
      'plugin_server',
      'http_proxy',
      'ftp_proxy',
      'https_proxy',
      'locale',
      'NAT',
      'provisioning_key',
    ]);
    await provd.params.update('locale', 'fr_FR');
    expect(await provd.params.get('locale')).toEqual({ value: 'fr_FR' });
    await provd.params.delete('locale');
    expect(await provd.params.get('locale')).toEqual({ value: null });
    expect(await status(provd.params.get('none'))).toBe(404);
    expect(await status(provd.params.update('none', '1'))).toBe(404);
    for (const key of ['100%', 'short77', 'x'.repeat(257)])
      expect(await status(provd.params.update('provisioning_key', key))).toBe(400);
    expect(await status(provd.params.get('tenants'))).toBe(404);
  });

  it('a tenant that the token may not use is refused', async () => {
    expect(await status(provd.params.get('provisioning_key', '99999999-9999-4999-8999-999999999999'))).toBe(
      401,
    );
  });
});

describe('status and errors', () => {
  it('both parts are ok', async () =>
    expect(await provd.status.get()).toMatchObject({ rest_api: 'ok', bus_consumer: { status: 'ok' } }));

  it('a wrong token is 401', async () => {
    const stranger = provdClient({ ...server, token: 'wrong' });
    expect(await status(stranger.status.get())).toBe(401);
    expect(await status(stranger.devices.list())).toBe(401);
    expect(await status(stranger.params.update('NAT', '1'))).toBe(401);
  });
});

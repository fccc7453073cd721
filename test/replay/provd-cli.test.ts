import { randomBytes } from 'node:crypto';
import { describe, expect, inject, it } from 'vitest';
import { orNull } from './confd-steps';
import { ReplayPhone } from './phone';
import { provdClient, type Document } from './provd-client';

const server = inject('replayServer');
const provd = provdClient(server);
const fresh = (): string => randomBytes(6).toString('hex');

describe('configs', () => {
  it('clone, set_config, unset_config and set_parents: whole documents read, changed and sent back', async () => {
    const [id, copy] = [`cli-${fresh()}`, `cli-${fresh()}`];
    await provd.configs.create({ id, parent_ids: [], raw_config: { X_a: 1 }, configdevice: 'x', label: 'l' });
    const original = await provd.configs.get(id);
    await provd.configs.create({ ...original, id: copy });
    expect(await provd.configs.get(copy)).toEqual({ ...original, id: copy });

    const change = async (edit: (config: Document & { raw_config: Document }) => void): Promise<void> => {
      const config = (await provd.configs.get(id)) as Document & { raw_config: Document };
      edit(config);
      await provd.configs.update(config);
    };
    await change((config) => (config.raw_config.X_b = 'two'));
    await change((config) => delete config.raw_config.X_a);
    await change((config) => (config.parent_ids = [copy]));
    expect(await provd.configs.get(id)).toEqual({
      ...original,
      parent_ids: [copy],
      raw_config: { X_b: 'two' },
    });
    expect(await provd.configs.getRaw(id)).toMatchObject({ X_a: 1, X_b: 'two' });
    for (const one of [id, copy]) await provd.configs.delete(one);
  });
});

describe('devices', () => {
  it('using_plugin and using_mac: ids alone, then one by one', async () => {
    const mac = new ReplayPhone().mac;
    const id = await provd.devices.create({ mac, plugin: 'yealink-v86', vendor: 'Yealink', model: 'T46S' });
    expect(await provd.devices.list({ mac }, { fields: ['id'], recurse: true })).toEqual([{ id }]);
    const using = await provd.devices.list({ plugin: 'yealink-v86' }, { fields: ['id'], recurse: true });
    expect(using.every((device) => Object.keys(device).join() === 'id')).toBe(true);
    await provd.devices.reconfigure(id);
    const operation = await provd.devices.synchronize(id);
    await operation.ended();
    await operation.delete();
    await provd.devices.delete(id);
  });
});

describe('plugins', () => {
  it('shows progress while something runs, and deletes the operation', async () => {
    const operation = await provd.plugins.update();
    expect(operation.status).toMatchObject({ label: 'update' });
    expect(await operation.ended()).toBe('success');
    await operation.delete();
  });

  it('searches what is installed in the answer itself', async () => {
    const found = Object.entries(await provd.plugins.listInstalled()).filter(([id]) =>
      id.includes('yealink'),
    );
    expect(found.length).toBeGreaterThan(3);
    for (const [, plugin] of found) expect(plugin).toMatchObject({ description: expect.any(String) });
  });
});

describe('parameters', () => {
  it('infos, get, set, unset', async () => {
    const infos = await provd.params.list();
    for (const info of infos) {
      expect(info).toMatchObject({ id: expect.any(String), description: expect.any(String) });
      expect(info.links).toEqual([{ rel: 'srv.configure.param', href: `/0.2/configure/${String(info.id)}` }]);
    }
    await provd.params.update('https_proxy', 'proxy.example.test:3128');
    expect(await provd.params.get('https_proxy')).toEqual({ value: 'proxy.example.test:3128' });
    await provd.params.delete('https_proxy');
    expect(await provd.params.get('https_proxy')).toEqual({ value: null });
  });
});

describe('helpers', () => {
  it('mass_update_devices_plugin: what the list gives is what PUT takes', async () => {
    const mark = fresh();
    for (const n of [1, 2, 3]) {
      await provd.devices.create({ id: `mass${n}-${mark}`, plugin: `old-${mark}`, X_mark: mark, X_own: [n] });
    }
    for (const device of await provd.devices.list({ plugin: `old-${mark}` }, { recurse: false })) {
      await provd.devices.update({ ...device, plugin: `new-${mark}` });
      await provd.devices.synchronize(String(device.id));
    }
    const now = await provd.devices.list({ X_mark: mark });
    expect(now.map(({ plugin, X_own }) => [plugin, X_own])).toEqual(
      [1, 2, 3].map((n) => [`new-${mark}`, [n]]),
    );
    for (const { id } of now) await provd.devices.delete(String(id));
  });

  it('mass_synchronize: every device, those of sub-tenants too', async () => {
    const id = await provd.devices.create({}, server.tenants.one);
    const all = await provd.devices.list({}, { fields: ['id'], recurse: true });
    expect(all.map((device) => device.id)).toContain(id);
    const operation = await provd.devices.synchronize(id);
    expect(await operation.ended()).toBe('fail');
    await operation.delete();
    await provd.devices.delete(id);
  });

  it('remove_transient_configs: those that no device uses', async () => {
    const left = await provd.configs.autocreate();
    const used = await provd.configs.autocreate();
    const device = await provd.devices.create({ config: used });
    for (const { id } of await provd.configs.list({ transient: true })) {
      const users = await provd.devices.list({ config: id }, { recurse: true });
      if (users.length === 0) await provd.configs.delete(String(id));
    }
    expect(await orNull(provd.configs.get(left))).toBeNull();
    expect(await orNull(provd.configs.get(used))).not.toBeNull();
    await provd.devices.delete(device);
  });

  it('used, unused and missing plugins', async () => {
    const device = await provd.devices.create({ plugin: 'not-there' });
    const loaded = new Set(Object.keys(await provd.plugins.list()));
    const used = await provd.devices.list(
      { plugin: { $exists: true } },
      { fields: ['plugin'], recurse: true },
    );
    const missing = used.filter(({ plugin }) => typeof plugin === 'string' && !loaded.has(plugin));
    expect(missing).toContainEqual({ id: device, plugin: 'not-there' });
    await provd.devices.delete(device);
  });
});

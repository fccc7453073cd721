import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { provdClient, ProvdError } from './provd-client';

const server = inject('replayServer');
const provd = provdClient(server);

describe('devices plugins', () => {
  it('each display starts an update and waits for nothing: many at once are no error', async () => {
    const display = async (): Promise<void> => {
      await provd.plugins.update();
      await provd.plugins.listInstallable();
      expect(Object.keys(await provd.plugins.listInstalled())).toContain('yealink-v86');
    };
    await Promise.all(Array.from({ length: 5 }, display));
  });

  it('detail of a plugin', async () => {
    expect((await provd.plugins.get('yealink-v86')).capabilities).toEqual(expect.any(Object));
    await provd.plugins.packagesInstallable('yealink-v86');
    await provd.plugins.packagesInstalled('yealink-v86');
  });

  it('follows an operation by its location alone, made anew for each look', async () => {
    const { location } = await provd.plugins.update();
    let state = 'progress';
    for (let look = 0; look < 100 && state === 'progress'; look += 1) {
      ({ state } = await provd.openOperation('pg_mgr', location));
      await delay(20);
    }
    expect(state).toBe('success');
    // It is still there for those who look later.
    expect((await provd.openOperation('pg_mgr', location)).state).toBe('success');
  });
});

describe('config device', () => {
  it('empty inputs are sent as null and are not stored; unknown parameters change nothing', async () => {
    const fields = {
      X_key: '',
      locale: null,
      timezone: 'Europe/Paris',
      protocol: null,
      ntp_enabled: null,
      ntp_ip: null,
      sip_dtmf_mode: null,
      X_xivo_phonebook_ip: null,
      user_username: null,
      user_password: null,
      admin_username: 'admin',
      admin_password: null,
      sip_subscribe_mwi: null,
      vlan_enabled: null,
      vlan_id: null,
      vlan_priority: null,
      vlan_pc_port_id: null,
    };
    const id = await provd.configs.create({
      X_type: 'device',
      label: 'Warehouse',
      parent_ids: [],
      raw_config: fields,
    });
    expect(await provd.configs.get(id)).toEqual({
      id,
      X_type: 'device',
      label: 'Warehouse',
      parent_ids: [],
      raw_config: { X_key: '', timezone: 'Europe/Paris', admin_username: 'admin' },
    });
    const listed = await provd.configs.listDevice({ search: 'ware', limit: 1000 });
    expect(listed.map((config) => config.id)).toContain(id);
    expect(await provd.configs.listDevice({ search: '', limit: 1 })).toHaveLength(1);
    await provd.configs.update({
      id,
      X_type: 'device',
      label: null,
      parent_ids: [],
      raw_config: { ...fields, locale: 'fr_FR' },
    });
    const changed = await provd.configs.get(id);
    expect(changed.label).toBeUndefined();
    expect(changed.raw_config).toMatchObject({ locale: 'fr_FR' });
    await provd.configs.delete(id);
  });
});

describe('configuration', () => {
  it('saves all parameters, NAT as a text and what is empty as null, and reads NAT back as a number', async () => {
    const values = {
      plugin_server: 'http://plugins.example.test/stable/',
      http_proxy: null,
      https_proxy: null,
      ftp_proxy: null,
      locale: null,
      NAT: '1',
    };
    const before = (await provd.params.get('plugin_server')).value;
    for (const [name, value] of Object.entries(values)) await provd.params.update(name, value);
    const read = Object.fromEntries((await provd.params.list()).map(({ id, value }) => [id, value]));
    expect(read).toMatchObject({ ...values, NAT: 1 });
    await provd.params.update('NAT', '0');
    await provd.params.update('plugin_server', before);
    expect(await provd.params.get('NAT')).toEqual({ value: 0 });
    await expect(provd.params.update('http_proxy', '')).rejects.toThrow(ProvdError);
  });
});

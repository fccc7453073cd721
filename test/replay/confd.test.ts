import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { confdSteps, orNull, sipLine } from './confd-steps';
import { ReplayPhone } from './phone';
import { provdClient, type Document } from './provd-client';

const server = inject('replayServer');
/** Its service account: the master tenant's, with `Wazo-Tenant` where confd was asked on behalf of a tenant. */
const provd = provdClient(server);
const confd = confdSteps(provd);
const fresh = (): string => randomBytes(6).toString('hex');

async function bootedPhone(): Promise<{ phone: ReplayPhone; id: string }> {
  const phone = new ReplayPhone();
  expect((await phone.boot()).status).toBe(200);
  const [device] = await provd.devices.list({ mac: phone.mac });
  return { phone, id: String(device?.id) };
}

describe('devices', () => {
  const inOne = provdClient({ ...server, tenant: server.tenants.one });

  it('GET /devices: exact filters, sorted, then the config of each device of the page', async () => {
    const { phone, id } = await bootedPhone();
    const found = await provd.devices.list(
      { mac: phone.mac, vendor: 'Yealink' },
      { order: 'ip', direction: 'asc', recurse: true },
    );
    expect(found.map((device) => device.id)).toEqual([id]);
    expect(await confd.readDevice(id)).toMatchObject({ status: 'autoprov', ip: phone.ip });
    expect(
      await inOne.devices.list({ mac: phone.mac }, { order: 'ip', direction: 'asc', recurse: false }),
    ).toEqual([]);
  });

  it('sorting works with a null plugin and a missing address', async () => {
    const id = await provd.devices.create({ plugin: null, X_mark: 'sort' });
    const found = await provd.devices.list({}, { order: 'ip', direction: 'asc', reverse: true });
    expect(found.map((device) => device.id)).toContain(id);
    await provd.devices.delete(id);
  });

  it('POST /devices: unique by MAC, an autocreated config, then both documents merged', async () => {
    const mac = new ReplayPhone().mac;
    expect(await provd.devices.list({ mac }, { recurse: true })).toEqual([]);
    expect(Object.keys(await provd.plugins.list())).toContain('yealink-v86');
    const config = await inOne.configs.autocreate();
    const id = await inOne.devices.create({ config });
    const made = await inOne.devices.get(id);
    expect(made).toMatchObject({ tenant_uuid: server.tenants.one, is_new: false, config });
    const documents = {
      mac,
      plugin: 'yealink-v86',
      vendor: 'Yealink',
      model: 'T46S',
      options: { switchboard: false },
    };
    await inOne.devices.update({ ...made, ...documents });
    await inOne.configs.update(await inOne.configs.get(config));
    expect(await confd.readDevice(id)).toMatchObject({ ...documents, status: 'autoprov', configured: true });
    await inOne.devices.delete(id);
  });

  it('PUT /devices: a null config and a missing plugin are accepted', async () => {
    const id = await provd.devices.create({ mac: new ReplayPhone().mac });
    await provd.devices.update({ ...(await provd.devices.get(id)), config: null, description: 'spare' });
    expect(await confd.readDevice(id)).toMatchObject({
      config: null,
      status: 'corrupted',
      description: 'spare',
    });
    await provd.devices.delete(id);
  });

  it('DELETE /devices: its transient config is gone already, which is no error', async () => {
    const { id } = await bootedPhone();
    const { config } = await provd.devices.get(id);
    await provd.devices.delete(id);
    expect(await orNull(provd.configs.get(String(config)))).toBeNull();
    expect(await orNull(provd.configs.delete(String(config)))).toBeNull();
    expect(await orNull(provd.devices.delete(id))).toBeNull();
  });

  it('PUT /devices/unallocated: a new device goes to the tenant that claims it', async () => {
    const { phone, id } = await bootedPhone();
    const unallocated = await provd.devices.list({ mac: phone.mac }, { recurse: false });
    expect(unallocated).toMatchObject([{ id, is_new: true, tenant_uuid: server.masterTenant }]);
    await provd.devices.update({ ...unallocated[0], description: 'claimed' }, server.tenants.two);
    await provd.configs.update(await provd.configs.get(String(unallocated[0]?.config)));
    expect(await provd.devices.get(id)).toMatchObject({ is_new: false, tenant_uuid: server.tenants.two });
    expect(await orNull(inOne.devices.get(id))).toBeNull(); // 404, not 403
    expect(await provd.devices.list({ mac: phone.mac }, { recurse: false })).toEqual([]);
  });

  it('GET /devices/{id}/synchronize: started, read once, never deleted', async () => {
    const { id } = await bootedPhone();
    const operation = await provd.devices.synchronize(id);
    expect(operation.status.label).toBeNull();
    expect(['progress', 'success', 'fail']).toContain(operation.state);
  });
});

describe('lines and devices', () => {
  it('association: the phone gets its line, the temporary config goes away by itself', async () => {
    const { phone, id } = await bootedPhone();
    const before = await provd.devices.get(id);
    expect(before.config).toMatch(/^autoprov/);
    expect((await provd.configs.get(String(before.config))).parent_ids).toEqual(['autoprov']);
    await confd.associate(id, sipLine('1001'), server.tenants.one);
    expect(await confd.readDevice(id)).toMatchObject({
      config: id,
      status: 'configured',
      tenant_uuid: server.tenants.one,
      is_new: false,
    });
    expect(await orNull(provd.configs.get(String(before.config)))).toBeNull();
    expect(await provd.configs.get(id)).toMatchObject({
      configdevice: 'defaultconfigdevice',
      raw_config: { exten_park: null, sip_lines: { '1': sipLine('1001') } },
    });
    expect((await phone.boot()).body).toContain('user1001');

    await confd.associate(id, sipLine('1002'));
    const { body } = await phone.boot();
    expect(body).toContain('user1002');
    expect(body).not.toContain('user1001');
  });

  it('a phone that restarts between the two writes gets its old file, not an error', async () => {
    const { phone, id } = await bootedPhone();
    await provd.devices.update({ ...(await provd.devices.get(id)), config: id });
    expect((await phone.boot()).status).toBe(200);
  });

  it('dissociation, which confd does twice over, ends with one live temporary config', async () => {
    const { phone, id } = await bootedPhone();
    await confd.associate(id, sipLine('1003'), server.tenants.one);
    await confd.resetToAutoprov(id);
    const between = String((await provd.devices.get(id)).config);
    await confd.resetToAutoprov(id);
    const device = await confd.readDevice(id);
    // It stays in its tenant.
    expect(device).toMatchObject({ status: 'autoprov', tenant_uuid: server.tenants.one, is_new: false });
    expect(device.options).toBeUndefined();
    expect(await orNull(provd.configs.get(id))).toBeNull();
    expect(await orNull(provd.configs.get(between))).toBeNull();
    expect((await phone.boot()).body).not.toContain('user1003');
  });

  it('a change of a shared parent reaches the phones below it', async () => {
    const { phone, id } = await bootedPhone();
    await confd.associate(id, sipLine('1004'));
    const parent = `template-${fresh()}`;
    await provd.configs.create({
      id: parent,
      parent_ids: [],
      X_type: 'device',
      label: 'Lobby',
      raw_config: {},
    });
    const own = await provd.configs.get(id);
    await provd.configs.update({ ...own, configdevice: parent, parent_ids: ['base', parent] });
    const template = await provd.configs.get(parent);
    await provd.configs.update({ ...template, raw_config: { ntp_enabled: true, ntp_ip: '10.9.8.7' } });
    expect((await phone.boot()).body).toContain('10.9.8.7');
  });
});

describe('registrars and high availability', () => {
  const created: string[] = [];
  afterAll(async () => {
    for (const id of created) await orNull(provd.configs.delete(id));
  });

  it('created without an id, listed sorted, found by id, replaced as a whole', async () => {
    const registrar = {
      X_type: 'registrar',
      displayname: 'branch',
      parent_ids: [],
      raw_config: { X_key: 'xivo' },
      registrar_main: '10.0.0.1',
      proxy_main: '10.0.0.1',
      proxy_outbound: null,
      deletable: true,
    };
    const id = await provd.configs.create(registrar);
    created.push(id);
    expect(await provd.configs.list({ X_type: 'registrar', id })).toEqual([{ ...registrar, id }]);
    const sorted = await provd.configs.list(
      { X_type: 'registrar' },
      { order: 'displayname', direction: 'asc' },
    );
    expect(sorted.map((one) => String(one.displayname))).toEqual(
      sorted.map((one) => String(one.displayname)).toSorted(),
    );
    // High availability fills the backup of every registrar, and empties it.
    for (const backup of ['10.0.0.2', null]) {
      for (const one of await provd.configs.listRegistrar()) {
        await provd.configs.update({ ...one, registrar_backup: backup, proxy_backup: backup });
      }
      expect(await provd.configs.get(id)).toMatchObject({ registrar_backup: backup, proxy_backup: backup });
    }
  });

  it('an edit writes the addresses of the template too, missing ones as null', async () => {
    const autoprov = await provd.configs.get('autoprov');
    const changed = structuredClone(autoprov) as Document & {
      raw_config: { sip_lines: Record<string, Document>; sccp_call_managers?: Record<string, Document> };
    };
    const line = changed.raw_config.sip_lines['1'] ?? {};
    Object.assign(line, { proxy_ip: '10.0.0.9', registrar_ip: '10.0.0.9', backup_proxy_ip: null });
    await provd.configs.update(changed);
    expect(await provd.configs.get('autoprov')).toEqual(changed);
    const made = await provd.configs.autocreate();
    expect(await provd.configs.get(made)).toMatchObject({ raw_config: { sip_lines: { '1': line } } });
    await provd.configs.delete(made);
    await provd.configs.update(autoprov);
  });
});

describe('the wizard', () => {
  const mark = fresh();
  const ids = ['base', 'default', 'defaultconfigdevice', 'autoprov'].map((id) => `${id}-${mark}`);
  afterAll(async () => {
    for (const id of ids) await orNull(provd.configs.delete(id));
  });

  it('finds the server ready and creates its four configs, unknown parents included', async () => {
    expect((await provd.status.get()).rest_api).toBe('ok');
    const [base, registrar, template, autoprov] = ids;
    // Whatever the order: a config may name parents that are not there yet.
    await provd.configs.create({
      id: autoprov,
      X_type: 'internal',
      deletable: false,
      parent_ids: [base, template],
      raw_config: {
        sip_lines: { '1': { ...sipLine('autoprov'), username: 'apabcdefgh', display_name: 'Autoprov' } },
        sccp_call_managers: { '1': { ip: '10.0.0.1' } },
      },
    });
    await provd.configs.create({
      id: base,
      X_type: 'internal',
      deletable: false,
      parent_ids: [],
      raw_config: { ntp_enabled: true, ntp_ip: '10.0.0.1', X_xivo_phonebook_ip: '10.0.0.1' },
    });
    await provd.configs.create({
      id: registrar,
      X_type: 'registrar',
      deletable: false,
      displayname: 'local',
      parent_ids: [],
      registrar_main: '10.0.0.1',
      proxy_main: '10.0.0.1',
      raw_config: { X_key: 'xivo' },
    });
    await provd.configs.create({
      id: template,
      X_type: 'device',
      deletable: false,
      label: 'Default config device',
      parent_ids: [],
      raw_config: {
        ntp_enabled: true,
        ntp_ip: '10.0.0.1',
        sip_dtmf_mode: 'RTP-out-of-band',
        admin_username: 'admin',
        admin_password: 'a'.repeat(16),
        user_username: 'user',
        user_password: 'b'.repeat(16),
      },
    });
    expect(await provd.configs.getRaw(String(autoprov))).toMatchObject({
      ntp_ip: '10.0.0.1',
      admin_username: 'admin',
      sip_lines: { '1': { username: 'apabcdefgh' } },
    });
  });

  it('its configs can not be deleted until that is allowed by a change', async () => {
    const id = String(ids[0]);
    await expect(provd.configs.delete(id)).rejects.toMatchObject({ statusCode: 403 });
    for (const one of ids) await provd.configs.update({ ...(await provd.configs.get(one)), deletable: true });
    await provd.configs.delete(id);
    expect(await orNull(provd.configs.get(id))).toBeNull();
  });
});

describe('its integration tests', () => {
  let kept: Document[];
  beforeAll(async () => {
    kept = await provd.configs.list();
  });

  it('wipe everything and create the default configs again', async () => {
    for (const { id } of await provd.devices.list({}, { recurse: true }))
      await provd.devices.delete(String(id));
    expect(await provd.devices.list({}, { recurse: true })).toEqual([]);
    for (const config of await provd.configs.list()) {
      if (config.deletable === false) await provd.configs.update({ ...config, deletable: true });
      await orNull(provd.configs.delete(String(config.id)));
    }
    expect(await provd.configs.list()).toEqual([]);
    for (const config of kept) if (!/^autoprov.+/.test(String(config.id))) await provd.configs.create(config);
    expect((await provd.configs.list()).length).toBeGreaterThan(3);
  });
});

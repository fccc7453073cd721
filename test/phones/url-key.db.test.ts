import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertConfig, moveConfigWithDevice } from '../../lib/db/configs/write';
import { findDevice } from '../../lib/db/devices/find';
import { insertDevice, updateDevice } from '../../lib/db/devices/write';
import { insertTenant, saveProvisioningKey } from '../../lib/db/tenants/tenants';
import { everywhere } from '../../lib/domain/tenants/scope';
import type { JsonObject } from '../../lib/shared/json';
import { objectNode } from '../../lib/shared/json-text';
import { createTestDatabase, type TestDatabase } from '../db/database';
import { tftpGet } from '../fake-phones/tftp-get';
import { PhoneServer } from './phone-server';

const AGENT = 'Digium D40 2_8_1';
const FILE = '/Digium/000fd3a1b2c3.cfg';
const CUSTOMER = '22222222-2222-4222-8222-222222222222';
const OTHER = '33333333-3333-4333-8333-333333333333';
const KEY = 'secret-of-the-customer';
const OTHER_KEY = 'secret-of-the-other';
const MASTER_KEY = 'secret-of-the-master';

const DIGIUM = { mac: '00:0f:d3:a1:b2:c3', plugin: 'digium-2.8.1', vendor: 'Digium', model: 'D40' };

let test: TestDatabase;
let phones: PhoneServer;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

beforeEach(async () => {
  phones = new PhoneServer(test.url);
  await phones.database.sql.execute(
    'TRUNCATE tenant, "user", device, device_state, config, line, phone_event, security_event, setting, custom_template, process CASCADE',
  );
  await phones.setUp();
  for (const [id, name] of [
    [CUSTOMER, 'Customer'],
    [OTHER, 'Other'],
  ] as const) {
    await phones.write((store) =>
      insertTenant(store, { id, parentId: phones.masterTenant, name, slug: null }),
    );
  }
  await setKey(CUSTOMER, KEY);
  await setKey(OTHER, OTHER_KEY);
  await setKey(phones.masterTenant, MASTER_KEY);
  await phones.start({ urlKeys: true });
});
afterEach(async () => {
  await phones.stop();
  await phones.close();
});

const setKey = (tenant: string, key: string | null) =>
  phones.write((store) => saveProvisioningKey(store, tenant, key));

/** A phone that is the customer's, with an account of its own. */
async function addPhone(tenant = CUSTOMER, phone: JsonObject = DIGIUM): Promise<void> {
  const line = { username: 'alice', password: 'pw', display_name: 'Alice', number: '100' };
  const address = { proxy_ip: '192.0.2.1', registrar_ip: '192.0.2.1' };
  const config = {
    parent_ids: ['base', 'defaultconfigdevice'],
    raw_config: { protocol: 'SIP', sip_lines: { 1: { ...line, ...address } } },
  };
  const state = {
    tenantId: tenant,
    isNew: false,
    configured: true,
    configError: null,
    remoteStateSipUsername: null,
  };
  await phones.write(async (store) => {
    await insertConfig(store, 'phone', tenant, objectNode(config));
    await insertDevice(store, 'phone', objectNode({ ...phone, config: 'phone' }), state);
  });
}

const ask = (key: string, file = FILE) => phones.get(`/${key}${file}`, '10.0.0.5', AGENT);

async function events(): Promise<{ path: string; outcome: string; detail: unknown }[]> {
  await phones.stop(); // what is waiting is written
  const rows = await phones.rows<{ path: string; outcome: string; detail: unknown }>(
    'SELECT path, outcome, detail FROM phone_event ORDER BY id',
  );
  await phones.start({ urlKeys: true });
  return rows;
}

describe('a provisioning key in the URL', () => {
  it('opens the file of its own tenant, with the key in every URL of it', async () => {
    await addPhone();
    const answer = await ask(KEY);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(`http://192.0.2.1:8667/${KEY}`);
    // As the phone asks the next time, from the memory of the process.
    expect((await ask(KEY)).body).toBe(answer.body);
  });

  it('is needed: without one, with a wrong one or in other letters there is nothing, and nothing is made', async () => {
    await addPhone();
    for (const path of [
      FILE,
      `/wrong-key${FILE}`,
      `/${KEY.toUpperCase()}${FILE}`,
      `/${KEY}x${FILE}`,
      '/wrong-key',
    ]) {
      const answer = await phones.get(path, '10.0.0.5', AGENT);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.body).toContain('Nowhere to route this request');
    }
    await phones.get('/wrong-key/Digium/000fd3ffffff.cfg', '10.0.0.9', AGENT);
    expect(await phones.rows('SELECT id FROM device')).toEqual([{ id: 'phone' }]);
  });

  it('opens nothing of another tenant, but what nobody has claimed', async () => {
    await addPhone();
    expect((await ask(OTHER_KEY)).status).toBe(404);
    expect((await ask(MASTER_KEY)).status).toBe(404);
    const fresh = await phones.get(`/${OTHER_KEY}/Digium/000fd3000001.cfg`, '10.0.0.6', AGENT);
    expect(fresh.status).toBe(200);
    expect(fresh.body).toContain(`http://192.0.2.1:8667/${MASTER_KEY}`);
    const [device] = await phones.rows('SELECT tenant_id FROM device WHERE mac = $1', ['00:0f:d3:00:00:01']);
    expect(device).toEqual({ tenant_id: phones.masterTenant });
  });

  it('is in the files that all phones of a line share, for each tenant its own', async () => {
    const snom = 'Mozilla/4.0 (compatible; snomD785-SIP 10.1.54.13 1.1.3-s 00041396D0AE)';
    const add = (id: string, tenant: string, mac: string): Promise<boolean> =>
      phones.write((store) =>
        insertDevice(
          store,
          id,
          objectNode({ mac, plugin: 'snom-10.1.54.13', vendor: 'Snom', model: 'D785', config: 'autoprov' }),
          {
            tenantId: tenant,
            isNew: false,
            configured: true,
            configError: null,
            remoteStateSipUsername: null,
          },
        ),
      );
    await add('a', CUSTOMER, '00:04:13:96:d0:ae');
    await add('b', OTHER, '00:04:13:96:d0:af');
    const common = (key: string, agent: string) => phones.get(`/${key}/snomD785.htm`, '10.0.0.7', agent);
    const own = await common(KEY, snom);
    expect(own.body).toContain(`http://192.0.2.1:8667/${KEY}/`);
    const others = await common(OTHER_KEY, snom.replace('D0AE', 'D0AF'));
    expect(others.body).toContain(`http://192.0.2.1:8667/${OTHER_KEY}/`);
    expect(others.body).not.toContain(KEY);
  });

  it('is the directory of the files: 403 for itself', async () => {
    await addPhone();
    await ask(KEY);
    for (const end of ['', '/']) {
      expect((await phones.get(`/${KEY}${end}`, '10.0.0.5', AGENT)).status).toBe(403);
    }
  });

  it('changes at once: the old one is over, the files name the new one', async () => {
    await addPhone();
    expect((await ask(KEY)).status).toBe(200);
    await setKey(CUSTOMER, 'another-secret');
    expect((await ask(KEY)).status).toBe(404);
    const answer = await ask('another-secret');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('/another-secret');
    expect(answer.body).not.toContain(KEY);
  });

  it('goes with the phone into another tenant', async () => {
    await addPhone();
    expect((await ask(KEY)).status).toBe(200);
    const all = everywhere(phones.masterTenant);
    await phones.write(async (store) => {
      const device = await findDevice(store, all, 'phone', { lock: true });
      if (!device) throw new Error('no device');
      await updateDevice(store, all, 'phone', device.document, { ...device, tenantId: OTHER });
      await moveConfigWithDevice(store, all, 'phone', 'phone', OTHER);
    });
    expect((await ask(KEY)).status).toBe(404);
    expect((await ask(OTHER_KEY)).body).toContain(`/${OTHER_KEY}`);
  });

  it('that a tenant lacks leaves its phones without files, and says why', async () => {
    await addPhone();
    expect((await ask(KEY)).status).toBe(200);
    await setKey(phones.masterTenant, null);
    const fresh = await phones.get(`/${KEY}/Digium/000fd3000001.cfg`, '10.0.0.6', AGENT);
    expect(fresh.status).toBe(404);
    expect(fresh.body).not.toMatch(/None|null|undefined/);
    const seen = await events();
    expect(JSON.stringify(seen.at(-1)?.detail)).toContain('no provisioning key');
  });

  it('is written down nowhere: not when it is right, wrong, old, or in a request of another method', async () => {
    await addPhone();
    const server = `http://127.0.0.1:${phones.http.port}`;
    await ask(KEY);
    await ask(KEY, '/Digium/absent.cfg');
    await ask(OTHER_KEY);
    await setKey(CUSTOMER, 'another-secret');
    await ask(KEY);
    await ask('another-secrft');
    await phones.get('/another-secrft', '10.0.0.5', AGENT);
    for (const method of ['DELETE', 'PUT', 'POST', 'PATCH']) {
      await fetch(`${server}/another-secret${FILE}`, {
        method,
        ...(method === 'DELETE' ? {} : { body: 'x' }),
      });
    }
    await fetch(`${server}/another-secret/%zz`);
    await fetch(`${server}/another-secret/..%2f..%2fetc/passwd`);
    const seen = await events();
    expect(seen.length).toBeGreaterThan(5);
    const kept = JSON.stringify([
      seen,
      await phones.rows('SELECT * FROM security_event'),
      await phones.rows('SELECT * FROM device_state'),
      await phones.rows('SELECT * FROM audit'),
      phones.securityLog(),
    ]);
    for (const secret of [KEY, OTHER_KEY, 'another-secret', 'another-secrft'])
      expect(kept).not.toContain(secret);
    expect(kept).toContain('000fd3a1b2c3.cfg');
  });
});

describe('TFTP beside keys in URLs', () => {
  const fetchFile = async (): Promise<string | null> => {
    const answer = await tftpGet({ host: '127.0.0.1', port: phones.tftp.port, path: '001122a1b2c3.xml' });
    return answer.bytes?.toString() ?? null;
  };

  async function prepare(tftp: 'open' | 'own' | 'public'): Promise<void> {
    await addPhone(CUSTOMER, {
      mac: '00:11:22:a1:b2:c3',
      ip: '127.0.0.1',
      plugin: 'cisco-sip-11.1.0',
      vendor: 'Cisco',
      model: 'SPA112',
    });
    await phones.stop();
    await phones.start({ urlKeys: true, policy: { http: 'open', tftp } });
  }

  it('gives files without a key when it is open or their own', async () => {
    await prepare('own');
    expect(await fetchFile()).toContain('alice');
  });

  it('gives no file with secrets when it is public', async () => {
    await prepare('public');
    expect(await fetchFile()).toBeNull();
  });
});

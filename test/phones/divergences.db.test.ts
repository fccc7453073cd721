import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findDevice } from '../../lib/db/devices/find';
import { insertConfig } from '../../lib/db/configs/write';
import { updateDevice } from '../../lib/db/devices/write';
import { saveSetting } from '../../lib/db/settings/settings';
import { everywhere } from '../../lib/domain/tenants/scope';
import { nodeOf, objectNode } from '../../lib/shared/json-text';
import type { JsonValue } from '../../lib/shared/json';
import { createTestDatabase, type TestDatabase } from '../db/database';
import { PhoneServer } from './phone-server';

/** What docs/divergences.md says about phones, as far as no other test shows it. */

const MAC = '00:15:65:a1:b2:c3';
const FILE = '/001565a1b2c3.cfg';
const AGENT = `Yealink SIP-T46S 66.86.0.15 ${MAC}`;

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
  await phones.start();
});
afterEach(async () => {
  await phones.stop();
  await phones.close();
});

interface DeviceRow extends Record<string, unknown> {
  id: string;
  ip: string | null;
  model: string | null;
  plugin: string | null;
  configured: boolean;
  sip: string | null;
}

const devices = (): Promise<DeviceRow[]> =>
  phones.rows<DeviceRow>('SELECT *, remote_state_sip_username AS sip FROM device ORDER BY created_at, id');

async function onlyDevice(): Promise<DeviceRow> {
  const [device, ...others] = await devices();
  expect(others).toEqual([]);
  if (!device) throw new Error('no device');
  return device;
}

async function change(id: string, members: Record<string, JsonValue>): Promise<void> {
  const scope = everywhere(phones.masterTenant);
  await phones.write(async (store) => {
    const device = await findDevice(store, scope, id, { lock: true });
    if (!device) throw new Error('no device');
    const changed = new Map(device.document.members);
    for (const [name, value] of Object.entries(members)) changed.set(name, nodeOf(value));
    await updateDevice(store, scope, id, { kind: 'object', members: changed }, device);
  });
}

describe('recognition', () => {
  it('is not spoilt for all families by a User-Agent with letters beyond ASCII', async () => {
    await phones.get('/Digium/000fd3a1b2c3.cfg', '10.0.0.5', 'Digium D40 2_8_1 \u00e9\u00ff');
    expect(await onlyDevice()).toMatchObject({ mac: '00:0f:d3:a1:b2:c3', vendor: 'Digium' });
  });

  it('corrects the model of a phone whose MAC address is the same, and nothing that somebody wrote of another', async () => {
    await phones.get(FILE, '10.0.0.5', AGENT);
    await change((await onlyDevice()).id, { model: 'T42S' });
    await phones.get(FILE, '10.0.0.5', AGENT);
    expect(await onlyDevice()).toMatchObject({ model: 'T46S', vendor: 'Yealink' });
  });

  it.each([null, ''])('gives a plugin to a device whose plugin is %j', async (plugin) => {
    await phones.get(FILE, '10.0.0.5', AGENT);
    const { id, plugin: chosen } = await onlyDevice();
    await change(id, { plugin });
    expect((await onlyDevice()).plugin).toBe(plugin);
    expect((await phones.get(FILE, '10.0.0.5', AGENT)).status).toBe(200);
    expect((await onlyDevice()).plugin).toBe(chosen);
  });

  it('makes devices of phones with an IPv6 address', async () => {
    expect((await phones.get(FILE, '2001:db8::5', AGENT)).status).toBe(200);
    expect(await onlyDevice()).toMatchObject({ ip: '2001:db8::5', mac: MAC });
  });

  it('makes no device where the address is shared and the request tells nobody apart', async () => {
    await phones.write((store) => saveSetting(store, everywhere(phones.masterTenant), 'NAT', 1));
    await phones.get(FILE, '10.0.0.5', AGENT);
    await phones.get('/001565a1b2c4.cfg', '10.0.0.5', AGENT.replace(MAC, '00:15:65:a1:b2:c4'));
    for (let i = 0; i < 3; i += 1)
      await phones.get('/y000000000028.cfg', '10.0.0.5', 'Yealink SIP-T46S 66.86.0.15');
    expect(await devices()).toHaveLength(2);
  });

  it('gives an unknown phone a page that it can not find, never a question for a password', async () => {
    const answer = await phones.get('/nothing', '10.0.0.9', 'Mozilla/5.0');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });
});

describe('files', () => {
  it('are found below repeated slashes, as phones ask with a base URL that ends with one', async () => {
    expect((await phones.get(`//${FILE}`, '10.0.0.5', AGENT)).status).toBe(200);
  });

  it('are sent as text or bytes, unpacked for nobody, and to no script of another site', async () => {
    const answer = await phones.get(FILE, '10.0.0.5', AGENT);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the account that a phone is known to use', () => {
  it('is that of line 1 as inherited, not only as written in its own config', async () => {
    await phones.get(FILE, '10.0.0.5', AGENT);
    const line = {
      username: 'inherited',
      password: 'p',
      display_name: 'd',
      number: '1',
      proxy_ip: '192.0.2.1',
    };
    const parent = objectNode({
      parent_ids: ['base'],
      raw_config: {
        protocol: 'SIP',
        sip_proxy_ip: '192.0.2.1',
        sip_lines: { '1': { ...line, registrar_ip: '192.0.2.1' } },
      },
    });
    await phones.write((store) => insertConfig(store, 'parent', phones.masterTenant, parent));
    const child = objectNode({ parent_ids: ['parent'], raw_config: {} });
    await phones.write((store) => insertConfig(store, 'child', phones.masterTenant, child));
    await change((await onlyDevice()).id, { config: 'child' });
    expect((await phones.get(FILE, '10.0.0.5', AGENT)).body).toContain('inherited');
    await expect.poll(async () => (await onlyDevice()).sip).toBe('inherited');
  });
});

describe('the security log', () => {
  it('has a line for each request of a sensitive file, from whomever', async () => {
    for (let i = 0; i < 3; i += 1) await phones.get(FILE, '10.0.0.5', AGENT);
    const sensitive = () => phones.securityLog().filter((line) => line.includes('Sensitive file requested'));
    await expect.poll(() => sensitive().length).toBe(3);
    expect(sensitive()[0]).toMatch(
      /^\[[\d-]+ [\d:,]+\] Sensitive file requested from 10\.0\.0\.5: 001565a1b2c3\.cfg$/,
    );
  });
});

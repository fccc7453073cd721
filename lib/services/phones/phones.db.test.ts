import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { tftpGet } from '../../../test/fake-phones/tftp-get';
import { PhoneServer } from '../../../test/phones/phone-server';
import { deleteConfig, insertConfig, updateConfig } from '../../db/configs/write';
import { findDevice } from '../../db/devices/find';
import { deleteDevice, updateDevice } from '../../db/devices/write';
import { findConfig } from '../../db/configs/find';
import { saveSetting } from '../../db/settings/settings';
import { everywhere } from '../../domain/tenants/scope';
import { nodeOf, objectNode, plainObject } from '../../shared/json-text';
import type { JsonObject } from '../../shared/json';

const AGENT = 'Digium D40 2_8_1';
const FILE = '/Digium/000fd3a1b2c3.cfg';

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
  mac: string | null;
  ip: string | null;
  plugin: string | null;
  config: string | null;
  configured: boolean;
  model: string | null;
  version: string | null;
  sip: string | null;
  body: JsonObject;
}

const devices = (): Promise<DeviceRow[]> =>
  phones.rows<DeviceRow>('SELECT *, remote_state_sip_username AS sip FROM device ORDER BY created_at, id');

async function onlyDevice(): Promise<DeviceRow> {
  const [device, ...others] = await devices();
  expect(others).toEqual([]);
  if (!device) throw new Error('no device');
  return device;
}

/** Gives the device a config of its own with this line. */
async function associate(id: string, username: string): Promise<void> {
  await pointTo(id, id);
  await phones.write((store) => insertConfig(store, id, phones.masterTenant, ownConfig(username)));
}

function ownConfig(username: string) {
  return objectNode({
    parent_ids: ['base', 'defaultconfigdevice'],
    raw_config: {
      protocol: 'SIP',
      sip_proxy_ip: '192.0.2.1',
      sip_registrar_ip: '192.0.2.1',
      sip_lines: {
        '1': {
          username,
          password: 'pw',
          display_name: 'Alice',
          number: '100',
          proxy_ip: '192.0.2.1',
          registrar_ip: '192.0.2.1',
        },
      },
    },
  });
}

async function pointTo(id: string, config: string | null): Promise<void> {
  const scope = everywhere(phones.masterTenant);
  await phones.write(async (store) => {
    const device = await findDevice(store, scope, id, { lock: true });
    if (!device) throw new Error('no device');
    const members = new Map(device.document.members).set('config', nodeOf(config));
    await updateDevice(store, scope, id, { kind: 'object', members }, device);
  });
}

async function changeConfig(id: string, change: (raw: JsonObject) => void): Promise<void> {
  const scope = everywhere(phones.masterTenant);
  await phones.write(async (store) => {
    const config = await findConfig(store, scope, id, { lock: true });
    if (!config) throw new Error('no config');
    const document = plainObject(config.document);
    change(document.raw_config as JsonObject); // the configs of these tests have one
    await updateConfig(store, scope, id, phones.masterTenant, objectNode(document));
  });
}

describe('a phone that was never seen', () => {
  it('is made, given a plugin and a config, configured, and served', async () => {
    const answer = await phones.get(FILE, '10.0.0.5', AGENT);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('label="Autoprov"'.slice(7, 15));
    const device = await onlyDevice();
    expect(device).toMatchObject({
      mac: '00:0f:d3:a1:b2:c3',
      ip: '10.0.0.5',
      plugin: 'digium-2.8.1',
      configured: true,
    });
    expect(device.body).toMatchObject({ id: device.id, mac: device.mac, added: 'auto' });
    expect(device.config).toMatch(/^autoprov[0-9a-f-]{36}$/);
    const [config] = await phones.rows<{ body: JsonObject; transient: boolean; parent_ids: string[] }>(
      'SELECT * FROM config WHERE id = $1',
      [device.config],
    );
    expect(config).toMatchObject({ transient: true, parent_ids: ['autoprov'] });
    const [line] = await phones.rows<{ username: string }>('SELECT username FROM line WHERE config_id = $1', [
      device.config,
    ]);
    expect(device.sip).toBe(line?.username);
    expect(JSON.stringify(config?.body)).toContain('enc:1:'); // the password is sealed
  });

  it('leaves exactly two lines in the security log, as fail2ban expects them', async () => {
    await phones.get(FILE, '10.0.0.5', AGENT);
    const { id } = await onlyDevice();
    await expect.poll(() => phones.securityLog()).toHaveLength(2);
    const time = String.raw`\[\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\]`;
    expect(phones.securityLog()[0]).toMatch(
      new RegExp(`^${time} New device created automatically from 10\\.0\\.0\\.5: ${id}$`),
    );
    expect(phones.securityLog()[1]).toMatch(
      new RegExp(`^${time} Sensitive file requested from 10\\.0\\.0\\.5: 000fd3a1b2c3\\.cfg$`),
    );
  });

  it('may be a program that posts who it is', async () => {
    const uuid = '1d381b98-5546-4cb6-89d0-0123456789ab';
    const answer = await fetch(`http://127.0.0.1:${phones.http.port}/jitsi`, {
      method: 'POST',
      headers: { 'X-Forwarded-For': '10.0.0.7', 'User-Agent': 'Jitsi/2.10.5550' },
      body: new URLSearchParams({ uuid, osname: 'Linux' }),
    });
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('net.java.sip')]);
    const [device] = await phones.rows('SELECT uuid, plugin, configured FROM device');
    expect(device).toEqual({ uuid, plugin: 'jitsi-1', configured: true });
    const again = await phones.get(`/jitsi?uuid=${uuid}`, '10.0.0.7', 'Jitsi/2.10.5550');
    expect(again.status).toBe(200);
  });

  it('is made once however many requests it sends at a time', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => phones.get(FILE, '10.0.0.5', AGENT)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    await onlyDevice();
  });

  it('is not made for a request that says nothing of a phone; it becomes an event', async () => {
    expect((await phones.get('/index.html', '10.0.0.6', 'Mozilla/5.0')).status).toBe(404);
    expect((await phones.get('/001122334455.cfg', '10.0.0.6', 'curl/8')).status).toBe(404);
    expect(await devices()).toEqual([]);
    await expect
      .poll(() => phones.rows('SELECT path, outcome, ip, device_id FROM phone_event ORDER BY path'))
      .toEqual([
        { path: '/001122334455.cfg', outcome: 'unknown', ip: '10.0.0.6', device_id: null },
        { path: '/index.html', outcome: 'unknown', ip: '10.0.0.6', device_id: null },
      ]);
  });

  it('is not made beyond the limit of its address', async () => {
    await phones.stop();
    await phones.start({
      limits: { source: { burst: 2, perSecond: 0 }, overall: { burst: 100, perSecond: 0 } },
    });
    const status = async (n: number) =>
      (await phones.get(`/Digium/000fd3a1b2c${n}.cfg`, '10.0.0.5', AGENT)).status;
    expect([await status(1), await status(2), await status(3)]).toEqual([200, 200, 404]);
    expect(await devices()).toHaveLength(2);
  });

  it('is served over TFTP where its plugin serves that', async () => {
    const fetchFile = (path: string) => tftpGet({ host: '127.0.0.1', port: phones.tftp.port, path });
    expect((await fetchFile('SEP001122334455.cnf.xml')).bytes?.toString()).toContain('<');
    expect(await onlyDevice()).toMatchObject({ mac: '00:11:22:33:44:55', ip: '127.0.0.1', configured: true });
    expect(await fetchFile('SEP001122334455.none')).toEqual({ bytes: null, error: 1 });
  });
});

describe('a phone that is known', () => {
  beforeEach(async () => {
    await phones.get(FILE, '10.0.0.5', AGENT);
  });

  it('is answered without rendering again, and told apart by its tag', async () => {
    const rendered = phones.renderer.rendered;
    const answer = await phones.get(FILE, '10.0.0.5', AGENT);
    const again = await phones.get(FILE, '10.0.0.5', AGENT, {
      'If-None-Match': answer.headers.get('etag') ?? '',
    });
    expect([answer.status, again.status, phones.renderer.rendered]).toEqual([200, 304, rendered]);
  });

  it('keeps its address with it, and nobody else has it', async () => {
    await phones.get('/Digium/000fd3a1b2c4.cfg', '10.0.0.5', AGENT);
    expect((await devices()).map(({ mac, ip }) => [mac, ip])).toEqual([
      ['00:0f:d3:a1:b2:c3', null],
      ['00:0f:d3:a1:b2:c4', '10.0.0.5'],
    ]);
    const [first] = await devices();
    expect(first?.body).not.toHaveProperty('ip');
    const [{ search } = { search: null }] = await phones.rows<{ search: JsonObject | null }>(
      'SELECT search FROM device WHERE mac = $1',
      ['00:0f:d3:a1:b2:c3'],
    );
    expect(search).not.toHaveProperty('ip');
  });

  it('shares its address behind NAT', async () => {
    await phones.write((store) => saveSetting(store, everywhere(phones.masterTenant), 'NAT', 1));
    await phones.get('/Digium/000fd3a1b2c4.cfg', '10.0.0.5', AGENT);
    expect((await devices()).map(({ ip }) => ip)).toEqual(['10.0.0.5', '10.0.0.5']);
  });

  it('accounts for requests in rows that count', async () => {
    for (let i = 0; i < 5; i += 1) await phones.get(FILE, '10.0.0.5', AGENT);
    await phones.stop();
    const events = await phones.rows<{ count: number; outcome: string }>(
      'SELECT count, outcome FROM phone_event',
    );
    expect(events.reduce((sum, { count }) => sum + count, 0)).toBe(6);
    expect(events.length).toBeLessThanOrEqual(2);
    const [state] = await phones.rows<{ last_user_agent: string; fetched_hash: string }>(
      'SELECT * FROM device_state',
    );
    expect(state).toMatchObject({
      last_user_agent: AGENT,
      fetched_hash: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    await phones.start();
  });

  it('gets its files from disk after a restart, without rendering', async () => {
    await phones.stop();
    await phones.start();
    const rendered = phones.renderer.rendered;
    expect((await phones.get(FILE, '10.0.0.5', AGENT)).status).toBe(200);
    expect(phones.renderer.rendered).toBe(rendered);
  });

  it('gets new files after a restart when a config was changed meanwhile', async () => {
    await phones.stop();
    await changeConfig('defaultconfigdevice', (raw) => (raw.ntp_ip = '192.0.2.99'));
    await phones.start();
    expect((await phones.get(FILE, '10.0.0.5', AGENT)).body).toContain('192.0.2.99');
  });
});

describe('what a phone gets, and when', () => {
  let id: string;
  const ask = () => phones.get(FILE, '10.0.0.5', AGENT);

  beforeEach(async () => {
    await ask();
    ({ id } = await onlyDevice());
  });

  it('the new file, as soon as the save has answered', async () => {
    for (let i = 1; i <= 30; i += 1) {
      await changeConfig('defaultconfigdevice', (raw) => (raw.ntp_ip = `192.0.2.${i}`));
      expect((await ask()).body).toContain(`192.0.2.${i}"`);
    }
  });

  it('the new file after any kind of change', async () => {
    await associate(id, 'alice');
    expect((await ask()).body).toContain('alice');
    expect(await onlyDevice()).toMatchObject({ configured: true, sip: 'alice' });
    await changeConfig(id, (raw) => (raw.sip_lines = {}));
    expect((await ask()).body).not.toContain('alice');
  });

  it('its last good file when rendering fails, and the reason is shown', async () => {
    const before = await ask();
    phones.renderer.failing = 'line 3: no';
    await changeConfig('defaultconfigdevice', (raw) => (raw.ntp_ip = '192.0.2.77'));
    const answer = await ask();
    expect([answer.status, answer.body]).toEqual([200, before.body]);
    await expect
      .poll(async () => (await phones.rows('SELECT configured, config_error FROM device'))[0])
      .toMatchObject({
        configured: false,
        config_error: { code: 'template_error', message: 'line 3: no' },
      });
    phones.renderer.failing = null;
    await changeConfig('defaultconfigdevice', (raw) => (raw.ntp_ip = '192.0.2.78'));
    expect((await ask()).body).toContain('192.0.2.78');
    await expect.poll(async () => (await onlyDevice()).configured).toBe(true);
  });

  it('never an account that was taken away, not even when rendering fails', async () => {
    await associate(id, 'alice');
    expect((await ask()).body).toContain('alice');
    phones.renderer.failing = 'no';
    await changeConfig(id, (raw) => (raw.sip_lines = {}));
    expect((await ask()).status).toBe(404);
  });

  it('the old file while the config that it points to is not there yet', async () => {
    const before = await ask();
    await pointTo(id, 'coming');
    expect((await ask()).body).toBe(before.body);
    await phones.write((store) => insertConfig(store, 'coming', phones.masterTenant, ownConfig('bob')));
    expect((await ask()).body).toContain('bob');
  });

  it('nothing when its config is taken away or deleted', async () => {
    await associate(id, 'alice');
    expect((await ask()).status).toBe(200);
    await phones.write((store) => deleteConfig(store, everywhere(phones.masterTenant), id));
    expect((await ask()).status).toBe(404);
    await pointTo(id, null);
    expect((await ask()).status).toBe(404);
  });

  it('nothing of a device that was deleted: it is a new one', async () => {
    await associate(id, 'alice');
    await ask();
    await phones.write((store) => deleteDevice(store, everywhere(phones.masterTenant), id));
    const answer = await ask();
    expect(answer.body).not.toContain('alice');
    expect((await onlyDevice()).id).not.toBe(id);
  });

  it("another phone's file with the policy open, its own only with the policy own", async () => {
    await phones.get('/Digium/000fd3a1b2c4.cfg', '10.0.0.6', AGENT);
    const strange = () => phones.get(FILE, '10.0.0.6', `${AGENT} 000fd3a1b2c4`);
    expect((await strange()).status).toBe(200);
    await ask(); // it has its address again
    await phones.stop();
    await phones.start({ policy: { http: 'own', tftp: 'own' } });
    expect((await strange()).status).toBe(403);
    expect((await ask()).status).toBe(200);
    expect((await phones.get(FILE, '10.9.9.9', 'Digium 000FD3A1B2C3')).status).toBe(200);
  });
});

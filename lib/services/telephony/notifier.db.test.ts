import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { FakeAmi } from '../../../test/phones/fake-ami';
import { PhoneServer } from '../../../test/phones/phone-server';
import { findLine, readRegistry, type PluginRegistry } from '../../plugins/registry';
import type { JsonObject } from '../../shared/json';
import { createAmiNotifier } from './notifier';
import { writeTelephony } from './settings';

let test: TestDatabase;
let server: PhoneServer;
let ami: FakeAmi;
let registry: PluginRegistry;

beforeAll(async () => {
  test = await createTestDatabase();
  server = new PhoneServer(test.url);
  await server.setUp();
  registry = await readRegistry(['plugins']);
  ami = await FakeAmi.start();
});
afterAll(async () => {
  await ami.stop();
  await server.close();
  await test.drop();
});

const settings = () => ({
  host: '127.0.0.1',
  port: ami.port,
  username: 'offhook',
  tls: false,
  verifyCertificate: true,
});
const connect = (connected: boolean): Promise<void> =>
  server.write((store) =>
    writeTelephony(store, server.masterTenant, connected ? settings() : null, connected ? ami.secret : null),
  );

beforeEach(async () => {
  ami.actions.length = 0;
  await connect(true);
});

function notify(plugin: string, device: JsonObject) {
  const line = findLine(registry, plugin);
  if (!line) throw new Error(`no ${plugin}`);
  const notifier = createAmiNotifier({ database: server.database, masterTenant: server.masterTenant });
  return notifier.notify({ device, plugin: line, rawConfig: {} });
}

it.each<[string, JsonObject, [string, string]]>([
  ['the account that it runs', { remote_state_sip_username: 'u1001', ip: '10.0.0.5' }, ['Endpoint', 'u1001']],
  [
    'its address, not the shared account of new phones',
    { remote_state_sip_username: 'ap12345678', ip: '10.0.0.5' },
    ['URI', 'sip:anonymous@10.0.0.5'],
  ],
  [
    'an account that only looks like it',
    { remote_state_sip_username: 'ap1234567', ip: '' },
    ['Endpoint', 'ap1234567'],
  ],
  ['its address when nothing else is known', { ip: '10.0.0.5' }, ['URI', 'sip:anonymous@10.0.0.5']],
])('a phone is notified at %s', async (_, device, target) => {
  expect(await notify('yealink-v86', device)).toMatchObject({ ok: true });
  expect(ami.sent('PJSIPNotify')).toEqual([[target, ['Variable', 'Event=check-sync']]]);
});

it('says why a phone is not notified', async () => {
  expect(await notify('yealink-v86', {})).toMatchObject({
    error: { message: expect.stringContaining('known') },
  });
  expect(await notify('cisco-sccp-9.4', { ip: '10.0.0.5' })).toMatchObject({
    error: { message: expect.stringContaining('SCCP') },
  });
  await connect(false);
  expect(await notify('yealink-v86', { ip: '10.0.0.5' })).toMatchObject({
    error: { code: 'unavailable', message: expect.stringContaining('No telephony server') },
  });
  expect(ami.sent('PJSIPNotify')).toEqual([]);
});

it('keeps the secret sealed', async () => {
  const rows = await server.rows(`SELECT value::text FROM setting WHERE key LIKE 'telephony%'`);
  expect(rows).toHaveLength(2);
  expect(JSON.stringify(rows)).not.toContain(ami.secret);
});

it('does not drown the server when a fleet is notified at once', async () => {
  let [now, most] = [0, 0];
  ami.answer = () => {
    most = Math.max(most, (now += 1));
    setTimeout(() => (now -= 1), 20);
    return 'Response: Success';
  };
  const notifier = createAmiNotifier({ database: server.database, masterTenant: server.masterTenant });
  const plugin = findLine(registry, 'yealink-v86');
  if (!plugin) throw new Error('no line');
  const fleet = Array.from({ length: 100 }, (_, i) => ({ ip: `10.0.1.${i}` }));
  const outcomes = await Promise.all(
    fleet.map((device) => notifier.notify({ device, plugin, rawConfig: {} })),
  );
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  expect(ami.sent('PJSIPNotify')).toHaveLength(100);
  expect(most).toBeLessThanOrEqual(8);
});

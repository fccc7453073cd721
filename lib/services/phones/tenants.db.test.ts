import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { PhoneServer } from '../../../test/phones/phone-server';
import { insertConfig, updateConfig } from '../../db/configs/write';
import { insertDevice } from '../../db/devices/write';
import { insertTenant } from '../../db/tenants/tenants';
import { everywhere } from '../../domain/tenants/scope';
import { objectNode } from '../../shared/json-text';

const A = '22222222-2222-4222-8222-222222222222';
const B = '33333333-3333-4333-8333-333333333333';
const AGENT = 'Digium D40 2_8_1';

let test: TestDatabase;
let phones: PhoneServer;

beforeAll(async () => {
  test = await createTestDatabase();
  phones = new PhoneServer(test.url);
  await phones.setUp();
  await phones.start();
  await phones.write(async (store) => {
    for (const id of [A, B])
      await insertTenant(store, { id, parentId: phones.masterTenant, name: id, slug: null });
  });
});
afterAll(async () => {
  await phones.stop();
  await phones.close();
  await test.drop();
});

const line = (username: string, ...parents: string[]) =>
  objectNode({
    parent_ids: parents,
    raw_config: {
      protocol: 'SIP',
      sip_lines: { '1': { username, password: 'pw', display_name: 'x', number: '1', proxy_ip: '192.0.2.1' } },
    },
  });

async function deviceOf(tenantId: string, id: string, mac: string, config: string): Promise<void> {
  await phones.write((store) =>
    insertDevice(
      store,
      id,
      objectNode({ mac, vendor: 'Digium', model: 'D40', plugin: 'digium-2.8.1', config }),
      {
        tenantId,
        configured: false,
        configError: null,
        isNew: false,
        remoteStateSipUsername: null,
      },
    ),
  );
}

it('a phone gets nothing of a config of another tenant, also when its own names it as a parent', async () => {
  await phones.write(async (store) => {
    await insertConfig(store, 'of-b', B, line('user-of-b'));
    await insertConfig(store, 'of-a', A, objectNode({ parent_ids: ['of-b', 'base'], raw_config: {} }));
  });
  await deviceOf(A, 'one', '00:0f:d3:00:00:01', 'of-b');
  await deviceOf(A, 'two', '00:0f:d3:00:00:02', 'of-a');
  await deviceOf(B, 'three', '00:0f:d3:00:00:03', 'of-b');
  const ask = (n: number) => phones.get(`/Digium/000fd300000${String(n)}.cfg`, `10.0.0.${String(n)}`, AGENT);
  expect((await ask(1)).status).toBe(404);
  expect((await ask(2)).body).not.toContain('user-of-b');
  expect((await ask(3)).body).toContain('user-of-b');
  // It becomes the first tenant's, and the phones have it at once, or have it no more.
  await phones.write(async (store) => {
    const all = everywhere(phones.masterTenant);
    const document = line('user-of-b');
    expect(await updateConfig(store, all, 'of-b', A, document)).toBe(true);
  });
  expect((await ask(1)).body).toContain('user-of-b');
  expect((await ask(2)).body).toContain('user-of-b');
  expect((await ask(3)).status).toBe(404);
});

it('a phone that nobody has seen starts with the master tenant’s template, whatever roles others give theirs', async () => {
  await phones.write(async (store) => {
    const { members } = line('evil');
    await insertConfig(store, '0', A, {
      kind: 'object',
      members: new Map([...members, ...objectNode({ role: 'autocreate' }).members]),
    });
  });
  expect((await phones.get('/Digium/000fd30000aa.cfg', '10.0.0.10', AGENT)).status).toBe(200);
  const config = () => phones.rows(`SELECT config FROM device WHERE mac = '00:0f:d3:00:00:aa'`);
  await expect.poll(config).toEqual([{ config: expect.stringMatching(/^autoprov/) as unknown }]);
});

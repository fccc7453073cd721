import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { PhoneServer } from '../../../test/phones/phone-server';
import { startLearning as form } from '../../domain/learn/learn';
import { everywhere, scopeOf } from '../../domain/tenants/scope';
import { readRegistry, type PluginRegistry } from '../../plugins/registry';
import {
  forgetLearning,
  learnedFamily,
  listLearning,
  readLearning,
  startLearning,
  stopLearning,
  type LearnContext,
  type Learner,
} from './sessions';

/** A phone that nobody knows asks a real server, while somebody watches. */

const IP = '10.3.0.1';
const AGENT = 'Acme AX200 2.4.1.7 000b99a1b2c3';

let test: TestDatabase;
let server: PhoneServer;
let registry: PluginRegistry;
let context: LearnContext;
let learner: Learner;

beforeAll(async () => {
  test = await createTestDatabase();
  server = new PhoneServer(test.url);
  await server.setUp();
  await server.start();
  registry = await readRegistry(['plugins']);
  context = { database: server.database, plugins: () => Promise.resolve(registry) };
  learner = { scope: everywhere(server.masterTenant), actor: 'system' };
});
afterAll(async () => {
  await server.stop();
  await server.close();
  await test.drop();
});

async function start(source: string, minutes = 5): Promise<string> {
  const started = await startLearning(context, learner, form.parse({ source, minutes }));
  if (!started.ok) throw new Error(started.error.message);
  return started.value.id;
}

async function recorded(id: string): Promise<string[]> {
  const detail = await readLearning(context, learner, id, null);
  if (!detail.ok) throw new Error(detail.error.message);
  return detail.value.requests.map(({ protocol, path, userAgent }) =>
    `${protocol} ${path} ${userAgent ?? ''}`.trim(),
  );
}

it('records what the source asks for while it is watched, and nothing else', async () => {
  await server.get('/acme/too-early.cfg', IP, AGENT);
  await expect
    .poll(() => server.rows(`SELECT 1 FROM phone_event WHERE path = '/acme/too-early.cfg'`))
    .toHaveLength(1);
  const id = await start(IP);
  await server.get('/acme/000b99a1b2c3.cfg', IP, AGENT);
  await server.get('/acme/000b99a1b2c3.cfg', IP, AGENT);
  await server.get('/acme/ax200.rom', IP, AGENT);
  await server.get('/other.cfg', '10.3.0.2', 'Other X1');
  const wanted = [`http /acme/000b99a1b2c3.cfg ${AGENT}`, `http /acme/ax200.rom ${AGENT}`];
  await expect.poll(() => recorded(id)).toEqual(wanted);

  expect((await stopLearning(context, learner, id)).ok).toBe(true);
  await server.get('/acme/too-late.cfg', IP, AGENT);
  await expect
    .poll(() => server.rows(`SELECT 1 FROM phone_event WHERE path = '/acme/too-late.cfg'`))
    .toHaveLength(1);
  // Kept, though the events are pruned.
  await server.rows('DELETE FROM phone_event');
  expect(await recorded(id)).toEqual(wanted);

  const detail = await readLearning(context, learner, id, 'Acme');
  expect(detail.ok && detail.value).toMatchObject({
    suggestedVendor: 'Acme',
    session: { running: false, ip: IP },
    proposal: { family: 'acme', changed: [], requests: [{ recognised: true }, { recognised: true }] },
  });
  const family = await learnedFamily(context, learner, id, 'Acme');
  expect(family.ok && Object.keys(family.value.files)).toEqual(
    expect.arrayContaining(['plugin.json5', 'identify.json5', 'templates/base.tpl']),
  );
  const again = await learnedFamily(context, learner, id, 'Yealink');
  expect(again.ok && again.value.proposal.family).toBe('yealink-learned');
  expect((await forgetLearning(context, learner, id)).ok).toBe(true);
  expect((await readLearning(context, learner, id, null)).ok).toBe(false);
});

it('finds a MAC prefix in paths, User-Agents and leases, and what else came from their addresses', async () => {
  const id = await start('00-0b-99');
  const lease = { identity: {}, why: { evidence: [{ source: 'option 60', value: 'acme_ax200' }] } };
  await server.rows(
    `INSERT INTO phone_event (tenant_id, first_at, last_at, protocol, method, path, ip, outcome, detail)
     VALUES ($1, now(), now(), 'dhcp', 'commit', '00:0b:99:00:00:07', '10.3.0.7', 'lease', $2::jsonb)`,
    [server.masterTenant, JSON.stringify(lease)],
  );
  await server.get('/firmware.rom', '10.3.0.7', '');
  await server.get('/x.cfg', '10.3.0.8', 'Acme (00:0B:99:00:00:08)');
  await server.get('/y.cfg', '10.3.0.9', 'Acme (00:0B:98:00:00:08)');
  await expect
    .poll(() => recorded(id))
    .toEqual(['dhcp 00:0b:99:00:00:07', 'http /firmware.rom', 'http /x.cfg Acme (00:0B:99:00:00:08)']);
  const detail = await readLearning(context, learner, id, null);
  expect(detail.ok && detail.value.requests[0]?.options).toEqual({ '60': 'acme_ax200' });
});

it('belongs to its tenant, ends by itself, and only so many run at once', async () => {
  const id = await start(IP, 1);
  const stranger: Learner = { scope: scopeOf('6f9619ff-8b86-4011-b42d-00cf4fc964ff'), actor: 'system' };
  expect(await listLearning(context, stranger)).toEqual([]);
  expect((await readLearning(context, stranger, id, null)).ok).toBe(false);
  expect((await stopLearning(context, stranger, id)).ok).toBe(false);
  expect((await readLearning(context, learner, 'nonsense', null)).ok).toBe(false);
  await server.rows(`UPDATE learn_session SET ends_at = now() - interval '1 second' WHERE id = $1`, [id]);
  const sessions = await listLearning(context, learner);
  expect(sessions.find((session) => session.id === id)?.running).toBe(false);
  for (let n = (await listLearning(context, learner)).filter(({ running }) => running).length; n < 20; n += 1)
    await start(`10.4.0.${n}`);
  const more = await startLearning(context, learner, form.parse({ source: '10.4.1.1' }));
  expect(more.ok ? '' : more.error.code).toBe('conflict');
});

it('takes an address, a MAC address or a prefix, and no time without end', () => {
  expect(form.parse({ source: ' 192.0.2.7 ' })).toEqual({ source: { ip: '192.0.2.7' }, minutes: 30 });
  expect(form.parse({ source: '000FD3A1B2C3' }).source).toEqual({ macPrefix: '00:0f:d3:a1:b2:c3' });
  expect(form.parse({ source: '000FD3' }).source).toEqual({ macPrefix: '00:0f:d3' });
  for (const source of ['', 'phone', '%', '192.0.2', "1' OR 1=1"])
    expect(form.safeParse({ source }).success).toBe(false);
  expect(form.safeParse({ source: '192.0.2.7', minutes: 100_000 }).success).toBe(false);
});

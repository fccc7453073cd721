import http from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { createChangeWriter, type ChangeWriter } from '../../db/changes';
import { openDatabase, type Database } from '../../db/client';
import { deleteDevice, insertDevice, updateDevice } from '../../db/devices/write';
import { resealValues } from '../../db/reseal';
import { createOperation, updateOperation } from '../../db/operations/operations';
import { insertTenant } from '../../db/tenants/tenants';
import { prepareQueue, registerJob, startWorker } from '../../jobs/queue';
import { deliverWebhooksJob } from '../../jobs/definitions/deliver-webhooks';
import { webhookDeliverer } from '../../jobs/handlers/webhooks';
import { everywhere } from '../../domain/tenants/scope';
import { isSigned } from '../../domain/webhooks/signature';
import type { ChangeWebhook, WebhookEvent } from '../../domain/webhooks/webhook';
import { objectNode } from '../../shared/json-text';
import { generateKeyFile, Keyring } from '../../shared/keyring';
import { createLogger } from '../../shared/logger';
import { Networks } from '../../shared/network';
import type { Caller } from '../actor';
import { deliverWebhook } from './deliver';
import { startWebhookFeed } from './feed';
import { findEvents } from './find-events';
import {
  changeOwnWebhook,
  createOwnWebhook,
  deleteOwnWebhook,
  listOwnDeliveries,
  listOwnWebhooks,
  redeliver,
  renewSecret,
  testWebhook,
} from './manage-webhooks';
import { pruneWebhooks } from './prune';

const MASTER = '00000000-0000-4000-8000-000000000001';
const SUB = '00000000-0000-4000-8000-000000000002';
const OTHER = '00000000-0000-4000-8000-000000000003';
const LOOPBACK = new Networks(['127.0.0.0/8']);
const log = createLogger('test', 'silent');

let server: TestDatabase;
let database: Database;
let changes: ChangeWriter;
const context = () => ({ database, unreachableHours: 48, allowed: LOOPBACK });
const as = (tenant: string, role = 'administrator'): Caller => ({
  actor: { kind: 'user', id: MASTER, tenant, role },
  tenant,
});

interface Taken {
  headers: Record<string, string>;
  body: string;
  event: { type: string; id: string; tenant: string; data: Record<string, unknown> };
}
let taken: Taken[] = [];
let answer: (request: http.IncomingMessage, response: http.ServerResponse) => void;
let receiver: http.Server;
let url: string;

beforeAll(async () => {
  server = await createTestDatabase();
  database = openDatabase({ url: server.url, keyring: new Keyring(generateKeyFile()), max: 6 });
  changes = createChangeWriter(database, { origin: 'test', waitMs: 1 });
  await prepareQueue(database);
  await changes.write(async (store) => {
    await insertTenant(store, { id: MASTER, parentId: null, name: 'Master', slug: 'master' });
    await insertTenant(store, { id: SUB, parentId: MASTER, name: 'Sub', slug: 'sub' });
    await insertTenant(store, { id: OTHER, parentId: MASTER, name: 'Other', slug: 'other' });
  });
  receiver = http.createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      taken.push({ headers, body, event: JSON.parse(body) });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hook`;
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await changes.close();
  await database.close();
  await server.drop();
});
beforeEach(async () => {
  taken = [];
  answer = (_, response) => void response.writeHead(204).end();
  for (const table of ['webhook', 'webhook_feed', 'webhook_device', 'device', 'operation'])
    await database.sql.execute(`DELETE FROM ${table}`, []);
  await database.sql.execute('DELETE FROM graphile_worker._private_jobs', []);
});

const STATE = {
  isNew: false,
  configured: false,
  configError: null,
  remoteStateSipUsername: null,
};
const put = (
  id: string,
  members: Record<string, string>,
  state: Partial<typeof STATE> = {},
  tenant = MASTER,
) =>
  changes.write((store) =>
    insertDevice(store, id, objectNode({ id, ...members }), { ...STATE, ...state, tenantId: tenant }),
  );
const change = (id: string, members: Record<string, string>, configured = false) =>
  changes.write((store) =>
    updateDevice(store, everywhere(MASTER), id, objectNode({ id, ...members }), {
      ...STATE,
      configured,
      tenantId: MASTER,
    }),
  );

async function made(events: WebhookEvent[], tenant = MASTER, to = url) {
  const created = await createOwnWebhook(context(), as(tenant), { name: 'Test', url: to, events });
  if (!created.ok) throw new Error(created.error.message);
  return created.value;
}
const look = (now?: Date) =>
  findEvents(database, { unreachableHours: 48, ...(now ? { now: () => now } : {}) });
const deliver = (id: string, options = {}) =>
  deliverWebhook(database, id, { allowed: LOOPBACK, limitMs: 400, ...options });
async function deliveries(id: string) {
  const page = await listOwnDeliveries(context(), as(MASTER), id, { size: 100 });
  if (!page.ok) throw new Error(page.error.message);
  return page.value.rows;
}
const types = () => taken.map(({ event }) => event.type).sort();

describe('webhooks are told', () => {
  it('of devices that are created, configured and changed, signed, each once', async () => {
    await put('old', { mac: '00:00:00:00:00:01' });
    const webhook = await made(['device.created', 'device.configured', 'device.changed']);
    await put('new', { mac: '00:00:00:00:00:02', vendor: 'Yealink' });
    await look();
    await deliver(webhook.id);
    expect(types()).toEqual(['device.created']);
    const [first] = taken;
    expect(first?.event).toMatchObject({
      tenant: MASTER,
      data: { device: { id: 'new', mac: '00:00:00:00:00:02', vendor: 'Yealink', configured: false } },
    });
    expect(isSigned(webhook.secret, first?.headers ?? {}, first?.body ?? '', new Date())).toBe(true);
    expect(first?.headers['webhook-id']).toBe(first?.event.id);

    await change('new', { mac: '00:00:00:00:00:02', vendor: 'Yealink', ip: '192.0.2.1' }, true);
    await look();
    await look();
    await deliver(webhook.id);
    expect(types()).toEqual(['device.changed', 'device.configured', 'device.created']);
    expect(taken.find(({ event }) => event.type === 'device.changed')?.event.data).toMatchObject({
      changed: ['ip'],
      before: { ip: null },
      device: { ip: '192.0.2.1' },
    });
    expect(taken.find(({ event }) => event.type === 'device.configured')?.event.data).toMatchObject({
      configured: true,
    });
  });

  it('never of a secret', async () => {
    const webhook = await made(['device.created', 'device.changed']);
    await put('s', { mac: '00:00:00:00:00:03', admin_password: 'hunter2' });
    await look();
    await change('s', { mac: '00:00:00:00:00:03', admin_password: 'hunter3' });
    await look();
    await deliver(webhook.id);
    expect(types()).toEqual(['device.changed', 'device.created']);
    expect(JSON.stringify(taken)).not.toMatch(/hunter|hash:|enc:/);
    const [row] = await database.sql.query<{ secret: string }>('SELECT secret FROM webhook');
    expect(row?.secret).toMatch(/^enc:1:/);
  });

  it('of a change that is committed after a later one', async () => {
    const webhook = await made(['device.created']);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let begun = (): void => undefined;
    const started = new Promise<void>((resolve) => (begun = resolve));
    const slow = changes.write(async (store) => {
      await insertDevice(store, 'slow', objectNode({ id: 'slow' }), { ...STATE, tenantId: MASTER });
      begun();
      await held;
    });
    await started;
    await put('fast', {});
    for (let i = 0; i < 4; i += 1) await look();
    release();
    await slow;
    for (let i = 0; i < 4; i += 1) await look();
    await deliver(webhook.id);
    expect(taken.map(({ event }) => event.data.device)).toEqual([
      expect.objectContaining({ id: 'fast' }),
      expect.objectContaining({ id: 'slow' }),
    ]);
    const [feed] = await database.sql.query<{ moved: boolean }>(
      'SELECT revision > 0 AS moved FROM webhook_feed',
    );
    expect(feed?.moved).toBe(true);
  });

  it('of silence, of its end, and of deletion', async () => {
    const webhook = await made(['device.unreachable', 'device.reachable', 'device.deleted']);
    await put('quiet', { mac: '00:00:00:00:00:04' });
    const seen = (hours: number) =>
      database.sql.execute(
        `INSERT INTO device_state (device_id, tenant_id, last_seen_at) VALUES ('quiet', $1, now() - $2 * interval '1 hour')
         ON CONFLICT (device_id) DO UPDATE SET last_seen_at = excluded.last_seen_at`,
        [MASTER, hours],
      );
    const later = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
    await seen(1);
    await look(later(1));
    await seen(49);
    await look(later(2));
    await look(later(3));
    await deliver(webhook.id);
    expect(types()).toEqual(['device.unreachable']);
    await seen(0);
    await look(later(4));
    await changes.write((store) => deleteDevice(store, everywhere(MASTER), 'quiet'));
    await look(later(5));
    await deliver(webhook.id);
    expect(types()).toEqual(['device.deleted', 'device.reachable', 'device.unreachable']);
  });

  it('of operations that end', async () => {
    const webhook = await made(['job.finished']);
    const { parent, number } = await createOperation(database.sql, {
      parent: '/bulk',
      tenantId: SUB,
      label: 'bulk',
      state: 'progress',
    });
    await look();
    const done = { label: 'bulk', state: 'fail', current: 1, end: 1, subs: [] } as const;
    await updateOperation(database.sql, parent, number, { ...done, subs: [] }, 'It broke.');
    await look();
    await look();
    await deliver(webhook.id);
    expect(taken.map(({ event }) => event.data)).toEqual([
      { job: expect.objectContaining({ operation: `/bulk/${number}`, state: 'fail', error: 'It broke.' }) },
    ]);
  });

  it('of their tenant and those below alone', async () => {
    const all = await made(['device.created']);
    const sub = await made(['device.created'], SUB);
    const other = await made(['device.created'], OTHER);
    await put('in-sub', {}, {}, SUB);
    await look();
    const counts = await Promise.all([all, sub, other].map(async ({ id }) => (await deliveries(id)).length));
    expect(counts).toEqual([1, 1, 0]);
    const listed = await listOwnWebhooks(context(), as(SUB));
    expect(listed.ok && listed.value.map(({ id }) => id)).toEqual([sub.id]);
    expect((await deleteOwnWebhook(context(), as(SUB), other.id)).ok).toBe(false);
    expect((await deleteOwnWebhook(context(), as(MASTER), other.id)).ok).toBe(true);
    expect(
      await createOwnWebhook(context(), as(SUB, 'viewer'), { name: 'x', url, events: [] }),
    ).toMatchObject({
      ok: false,
    });
  });
});

describe('a delivery', () => {
  const waiting = async () => {
    const webhook = await made(['device.created']);
    await put('d', {});
    await look();
    return webhook;
  };
  const now = (id: string) =>
    database.sql.execute(
      `WITH w AS (UPDATE webhook SET paused_until = NULL WHERE id = $1)
       UPDATE webhook_delivery SET next_at = now() WHERE webhook_id = $1`,
      [id],
    );

  it('is tried again, ever later, until it is taken', async () => {
    const webhook = await waiting();
    answer = (_, response) => void response.writeHead(503).end('busy');
    await deliver(webhook.id);
    await deliver(webhook.id); // not yet
    expect(taken).toHaveLength(1);
    const [first] = await deliveries(webhook.id);
    expect(first).toMatchObject({
      state: 'pending',
      attempts: 1,
      log: [{ status: 503, error: null, response: 'busy' }],
    });
    const [job] = await database.sql.query<{ later: boolean }>(
      `SELECT run_at > now() + interval '4 seconds' AS later FROM graphile_worker.jobs`,
    );
    expect(job?.later).toBe(true);
    await now(webhook.id);
    answer = (_, response) => void response.writeHead(200).end('ok');
    await deliver(webhook.id);
    expect(taken).toHaveLength(2);
    expect(taken[0]?.headers['webhook-id']).toBe(taken[1]?.headers['webhook-id']);
    expect(await deliveries(webhook.id)).toMatchObject([{ state: 'delivered', attempts: 2 }]);
  });

  it('is given up in the end, and can be sent again', async () => {
    const webhook = await waiting();
    answer = (_, response) => void response.writeHead(500).end();
    for (let i = 0; i < 10; i += 1) {
      await now(webhook.id);
      await deliver(webhook.id);
    }
    expect(taken).toHaveLength(8);
    const [failed] = await deliveries(webhook.id);
    expect(failed).toMatchObject({ state: 'failed', attempts: 8, nextAt: null });
    answer = (_, response) => void response.writeHead(204).end();
    expect((await redeliver(context(), as(MASTER), webhook.id, failed?.id ?? '')).ok).toBe(true);
    await now(webhook.id);
    await deliver(webhook.id);
    expect(await deliveries(webhook.id)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    expect((await redeliver(context(), as(MASTER), webhook.id, webhook.id)).ok).toBe(false);
  });

  it('ends with the time it has, does not follow a redirection, and reads little of the answer', async () => {
    const webhook = await waiting();
    answer = () => undefined; // silence
    await deliver(webhook.id);
    expect((await deliveries(webhook.id))[0]?.log).toMatchObject([
      { status: null, error: 'No answer within 0.4 s.' },
    ]);
    await now(webhook.id);
    answer = (request, response) =>
      void response.writeHead(302, { location: `${request.url}/elsewhere` }).end('x'.repeat(1_000_000));
    await deliver(webhook.id);
    const [row] = await deliveries(webhook.id);
    expect(row?.log[1]?.status).toBe(302);
    expect(row?.log[1]?.response).toHaveLength(500);
    expect(taken).toHaveLength(2);
  });

  it('leaves an address that does not answer alone, and disables one that is gone', async () => {
    const webhook = await waiting();
    await put('d2', {});
    await put('d3', {});
    for (let i = 0; i < 30; i += 1) await put(`more-${i}`, {});
    await look();
    answer = (_, response) => void response.writeHead(500).end();
    await deliver(webhook.id);
    expect(taken.length).toBeLessThanOrEqual(4);
    await now(webhook.id);
    answer = (_, response) => void response.writeHead(410).end();
    await deliver(webhook.id);
    const [view] = await listOwnWebhooks(context(), as(MASTER)).then((r) => (r.ok ? r.value : []));
    expect(view).toMatchObject({ enabled: false, disabledReason: 'gone' });
    taken = [];
    answer = (_, response) => void response.writeHead(200).end();
    await now(webhook.id);
    await deliver(webhook.id);
    expect(taken).toEqual([]);
    expect((await testWebhook(context(), as(MASTER), webhook.id)).ok).toBe(false);
    await changeOwnWebhook(context(), as(MASTER), webhook.id, { enabled: true });
    await now(webhook.id);
    await deliver(webhook.id);
    expect(taken).toHaveLength(33);
  });

  it('is signed with the key as it is now', async () => {
    const webhook = await waiting();
    const renewed = await renewSecret(context(), as(MASTER), webhook.id);
    await deliver(webhook.id);
    const [request] = taken;
    const check = (secret: string) =>
      isSigned(secret, request?.headers ?? {}, request?.body ?? '', new Date());
    expect(renewed.ok && check(renewed.value.secret)).toBe(true);
    expect(check(webhook.secret)).toBe(false);
  });

  it('keeps its key through the rotation of the server’s', async () => {
    const webhook = await waiting();
    const file = generateKeyFile();
    const old = openDatabase({ url: server.url, keyring: new Keyring(file) });
    const rotated = new Keyring(generateKeyFile(file));
    await old.sql.execute('UPDATE webhook SET secret = $1', [
      old.keyring.seal(webhook.secret, `webhook/${webhook.id}/secret`),
    ]);
    expect(await old.transaction((sql) => resealValues(sql, rotated))).toBe(1);
    const [row] = await old.sql.query<{ secret: string }>('SELECT secret FROM webhook');
    expect(rotated.isCurrent(row?.secret ?? '')).toBe(true);
    expect(rotated.open(row?.secret ?? '', `webhook/${webhook.id}/secret`)).toEqual({
      ok: true,
      value: webhook.secret,
    });
    await old.close();
  });

  it('never reaches a private address that is not allowed, nor one that a name turns to', async () => {
    const port = new URL(url).port;
    const none = new Networks([]);
    const refused = /private address/;
    for (const target of [
      url,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `http://0x7f.1:${port}/`,
      `http://localhost:${port}/`,
    ]) {
      const webhook = await made(['device.created'], MASTER, target);
      await testWebhook(context(), as(MASTER), webhook.id);
      await deliver(webhook.id, { allowed: none });
      expect((await deliveries(webhook.id))[0]?.log[0]?.error, target).toMatch(refused);
    }
    const turning = await made(['device.created'], MASTER, `http://rebind.example:${port}/`);
    await testWebhook(context(), as(MASTER), turning.id);
    const mixed = async () => [
      { address: '8.8.8.8', family: 4 as const },
      { address: '127.0.0.1', family: 4 as const },
    ];
    await deliver(turning.id, { allowed: none, resolve: mixed });
    expect((await deliveries(turning.id))[0]?.log[0]?.error).toMatch(refused);
    expect(taken).toEqual([]);

    // Asked once: the answer of that one time is where the request goes.
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '127.0.0.1' : '203.0.113.1', family: 4 as const }];
    };
    await now(turning.id);
    await deliver(turning.id, { resolve });
    expect(asked).toBe(1);
    expect(taken.map(({ headers }) => headers.host)).toEqual([`rebind.example:${port}`]);
  });

  it('is not kept for a private address in its URL that is not allowed', async () => {
    const strict = { ...context(), allowed: new Networks(['10.20.0.0/16']) };
    const form = { name: 'Test', events: ['device.created' as const] };
    const create = (to: string) => createOwnWebhook(strict, as(MASTER), { ...form, url: to });
    for (const target of [
      'http://127.0.0.1/',
      'http://127.1:8080/hook',
      'http://2130706433/',
      'https://169.254.169.254/latest/meta-data',
      'http://[::1]/',
      'http://[::ffff:10.0.0.1]/',
      'http://10.21.0.1/',
    ]) {
      expect(await create(target), target).toMatchObject({
        ok: false,
        error: {
          code: 'invalid',
          message: expect.stringContaining('OFFHOOK_WEBHOOK_NETWORKS'),
          problems: [{ path: 'url', message: 'webhookPrivate' }],
        },
      });
    }
    for (const target of ['http://10.20.0.1/', 'https://8.8.8.8/', 'http://hooks.example/'])
      expect(await create(target), target).toMatchObject({ ok: true });

    const old = await made(['device.created']); // let in when its network was allowed
    const change = (changes: ChangeWebhook) => changeOwnWebhook(strict, as(MASTER), old.id, changes);
    expect(await change({ name: 'Renamed', url, enabled: false })).toMatchObject({ ok: true });
    expect(await change({ url: 'http://192.168.0.1/' })).toMatchObject({ error: { code: 'invalid' } });
  });

  it('is forgotten two weeks after its end', async () => {
    const webhook = await waiting();
    await deliver(webhook.id);
    await pruneWebhooks(database);
    expect(await deliveries(webhook.id)).toHaveLength(1);
    await database.sql.execute(`UPDATE webhook_delivery SET finished_at = now() - interval '15 days'`, []);
    await pruneWebhooks(database);
    expect(await deliveries(webhook.id)).toHaveLength(0);
  });
});

describe('the worker', () => {
  it('tells a webhook of a change within a second or two, and goes on where a dead one stopped', async () => {
    const job = registerJob(deliverWebhooksJob, webhookDeliverer({ allowed: LOOPBACK }));
    const webhook = await made(['device.created']);
    const feed = startWebhookFeed(database, { unreachableHours: 48, log });
    const worker = await startWorker(database, [job], log);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await put('live', {});
    await expect.poll(types, { timeout: 4_000 }).toEqual(['device.created']);
    await feed.close();
    await worker.stop();
    await put('meanwhile', {});
    await database.sql.execute("UPDATE webhook_feed SET swept_at = now() - interval '1 hour'", []);
    const next = startWebhookFeed(database, { unreachableHours: 48, log });
    const again = await startWorker(database, [job], log);
    await expect.poll(types, { timeout: 8_000 }).toEqual(['device.created', 'device.created']);
    await next.close();
    await again.stop();
    expect((await deliveries(webhook.id)).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
  });

  it('looks at nothing while there is no webhook', async () => {
    const webhook = await made(['device.created']);
    await deleteOwnWebhook(context(), as(MASTER), webhook.id);
    await look();
    await put('unseen', {});
    await look();
    expect(await database.sql.query('SELECT * FROM webhook_device')).toEqual([]);
    expect(await database.sql.query('SELECT * FROM webhook_feed')).toEqual([]);
  });
});

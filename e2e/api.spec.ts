import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { API } from '../lib/domain/api/registry';
import type { AnyContract } from '../lib/domain/api/contract';
import { expect, expectNoViolations, ready, signedOut, test } from './fixtures';

type Sql = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;

/** An API token with these rights, in the master tenant or the given one. */
async function token(sql: Sql, acl: string[], more: { tenant?: string; expired?: boolean } = {}) {
  const secret = randomBytes(24).toString('hex');
  const [master] = await sql<{ id: string }>('SELECT id FROM tenant WHERE parent_id IS NULL');
  await sql(
    `INSERT INTO api_token (id, tenant_id, name, hash, acl, expires_at) VALUES ($1, $2, 'test', $3, $4, $5)`,
    [
      randomUUID(),
      more.tenant ?? master?.id,
      createHash('sha256').update(secret).digest('hex'),
      acl,
      more.expired ? new Date(0) : null,
    ],
  );
  return secret;
}

/** Values for the variables of a path and for what a query has to have. */
const PARAMS: Record<string, string> = { id: 'seed00001', family: 'digium', model: 'D70' };
const QUERIES: Record<string, string> = {
  '/api/dhcp': '?server=kea',
  '/api/events': '?since=2026-01-01T00:00:00Z&size=50',
};

test.describe('the interface of programs', () => {
  test.use(signedOut);

  test('answers every route that reads as it is described', async ({ request, sql, server }) => {
    const secret = await token(sql, ['provd.#', 'offhook.#']);
    const [webhook] = await sql<{ id: string }>(
      `INSERT INTO webhook (id, tenant_id, name, url, events, secret, enabled)
       SELECT gen_random_uuid(), id, 'described', 'https://example.com', '{device.created}', 'x', false FROM tenant
       WHERE parent_id IS NULL RETURNING id`,
    );
    const described = API.filter(
      (route): route is AnyContract & { answer: z.ZodType } =>
        route.method === 'GET' && typeof route.access !== 'string' && route.answer instanceof z.ZodType,
    );
    const tried: string[] = [];
    try {
      for (const route of described) {
        const params = route.path.startsWith('/api/webhooks/') ? { id: webhook?.id ?? '' } : PARAMS;
        const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
        if (route.path === '/api/bulk/{id}' || path.includes('//')) continue;
        const response = await request.get(server.consoleUrl + path + (QUERIES[route.path] ?? ''), {
          headers: { authorization: `Bearer ${secret}` },
        });
        if (response.status() === 404) continue; // something that this fleet does not have
        expect(response.status(), path).toBe(200);
        const parsed = route.answer.safeParse(await response.json());
        expect(parsed.error?.issues ?? [], path).toEqual([]);
        tried.push(route.path);
      }
    } finally {
      await sql('DELETE FROM webhook WHERE id = $1', [webhook?.id]);
    }
    expect(tried).toEqual(
      expect.arrayContaining([
        '/api/devices',
        '/api/devices/facets',
        '/api/devices/{id}',
        '/api/devices/{id}/config',
        '/api/devices/{id}/files',
        '/api/devices/{id}/events',
        '/api/unknown',
        '/api/overview',
        '/api/plugins',
        '/api/webhooks',
        '/api/webhooks/{id}',
        '/api/webhooks/{id}/deliveries',
        '/api/tokens',
        '/api/users',
        '/api/tenants',
        '/api/events',
        '/api/provisioning-keys',
      ]),
    );
  });

  test('takes tokens instead of a session, each for its rights and tenant', async ({
    request,
    sql,
    server,
  }) => {
    const url = (path: string): string => server.consoleUrl + path;
    const reader = await token(sql, ['provd.dev_mgr.devices.#.read', 'provd.dev_mgr.devices.read']);
    const headers = { 'x-auth-token': reader };
    const list = await request.get(url('/api/devices'), { headers });
    expect(list.status()).toBe(200);
    expect((await list.json()).total).toBeGreaterThan(50);
    expect((await request.get(url('/api/overview'), { headers })).status()).toBe(403);
    expect((await request.delete(url('/api/devices/seed00001'), { headers })).status()).toBe(403);
    expect((await request.get(url('/api/account'), { headers })).status()).toBe(403);
    expect((await request.get(url('/api/devices'))).status()).toBe(401);
    expect(
      (await request.get(url('/api/devices'), { headers: { authorization: 'Bearer no' } })).status(),
    ).toBe(401);
    const old = await token(sql, ['#'], { expired: true });
    expect((await request.get(url('/api/devices'), { headers: { 'x-auth-token': old } })).status()).toBe(401);

    const [tenant] = await sql<{ id: string }>(
      `INSERT INTO tenant (id, parent_id, name) SELECT gen_random_uuid(), id, 'Other' FROM tenant WHERE parent_id IS NULL RETURNING id`,
    );
    const other = { 'x-auth-token': await token(sql, ['#'], { tenant: tenant?.id ?? '' }) };
    expect((await (await request.get(url('/api/devices'), { headers: other })).json()).total).toBe(0);
    expect((await request.get(url('/api/devices/seed00001'), { headers: other })).status()).toBe(404);
    const named = { ...headers, 'wazo-tenant': tenant?.id ?? '' };
    expect((await (await request.get(url('/api/devices'), { headers: named })).json()).total).toBe(0);
    const [master] = await sql<{ id: string }>('SELECT id FROM tenant WHERE parent_id IS NULL');
    const above = { ...other, 'wazo-tenant': master?.id ?? '' };
    expect((await request.get(url('/api/devices'), { headers: above })).status()).toBe(401);
    await sql('DELETE FROM tenant WHERE id = $1', [tenant?.id]);
  });

  test('takes many devices in one request, as JSON and as a table', async ({ request, sql, server }) => {
    const secret = await token(sql, ['provd.#', 'offhook.#']);
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'text/csv' };
    const mac = (i: number): string => `00156501${i.toString(16).padStart(4, '0')}`;
    const table = (count: number): string =>
      ['MAC address;Name;Number', ...Array.from({ length: count }, (_, i) => `${mac(i)};;`)].join('\n');
    const few = await request.post(`${server.consoleUrl}/api/bulk?dryRun=true`, { headers, data: table(3) });
    expect(few.status()).toBe(200);
    expect(await few.json()).toMatchObject({
      dryRun: true,
      total: 3,
      done: 3,
      failed: 0,
      location: null,
      results: Array.from({ length: 3 }, () => ({
        ok: true,
        configured: false,
        warnings: [{ code: 'noPluginYet', message: expect.stringContaining('no plugin yet') }],
      })),
    });
    const many = await request.post(`${server.consoleUrl}/api/bulk`, { headers, data: table(120) });
    expect(many.status()).toBe(202);
    const { location } = (await many.json()) as { location: string };
    expect(many.headers().location).toBe(location);
    const state = async () =>
      (await (await request.get(server.consoleUrl + location, { headers })).json()) as { state: string };
    await expect.poll(async () => (await state()).state, { timeout: 30_000 }).toBe('success');
    expect(await state()).toMatchObject({ total: 120, done: 120, failed: 0 });
    const gone = await request.post(`${server.consoleUrl}/api/bulk?action=delete`, {
      headers,
      data: table(120),
    });
    const end = gone.headers().location ?? '';
    await expect
      .poll(async () => (await (await request.get(server.consoleUrl + end, { headers })).json()).state, {
        timeout: 30_000,
      })
      .toBe('success');
    expect(await sql(`SELECT 1 FROM device WHERE mac LIKE '00:15:65:01:%'`)).toEqual([]);
    const broken = await request.post(`${server.consoleUrl}/api/bulk`, { headers, data: 'mac\n"open' });
    expect(broken.status()).toBe(400);
  });

  test('refuses what it would misunderstand, and writes nothing', async ({ request, sql, server }) => {
    const authorization = `Bearer ${await token(sql, ['provd.#', 'offhook.#'])}`;
    const refused = async (query: string, type: string, data: string | Buffer): Promise<string> => {
      const headers = { authorization, 'content-type': type };
      const answer = await request.post(`${server.consoleUrl}/api/bulk${query}`, { headers, data });
      expect(answer.status(), await answer.text()).toBe(400);
      return ((await answer.json()) as { message: string }).message;
    };
    const rows = [{ mac: '001565030001' }];
    const json = (more: object): Promise<string> =>
      refused('', 'application/json', JSON.stringify({ ...more, rows }));
    expect(await json({ dry_run: true })).toContain('There is no “dry_run”. There are: mode, dryRun, rows.');
    expect(await json({ Mode: 'all_or_nothing' })).toContain('There is no “Mode”.');
    const csv = (query: string, text: string, encoding: BufferEncoding = 'utf8'): Promise<string> =>
      refused(query, 'text/csv', Buffer.from(text, encoding));
    expect(await csv('?dryrun=true', 'mac\n001565030001')).toContain('There is no “dryrun”.');
    expect(await csv('', 'mac,username,passwort\n001565030001,u,p')).toContain(
      'There is no column “passwort”.',
    );
    expect(await csv('', 'mac,mac\n001565030001,001565030002')).toContain('“mac” and “mac” are the same one');
    expect(await csv('', 'mac,description\n001565030001,café', 'latin1')).toContain(
      'Line 2 is not in UTF-8.',
    );
    expect(await sql(`SELECT 1 FROM device WHERE mac LIKE '00:15:65:03:%'`)).toEqual([]);
  });

  test('its description is open, and figures need a token', async ({ request, sql, server }) => {
    const document = await request.get(`${server.consoleUrl}/api/openapi.json`);
    expect(await document.json()).toMatchObject({ openapi: '3.1.0' });
    expect(await (await request.get(`${server.consoleUrl}/health`)).json()).toEqual({ status: 'ok' });
    expect((await request.get(`${server.consoleUrl}/metrics`)).status()).toBe(401);
    const headers = { authorization: `Bearer ${await token(sql, ['offhook.metrics.read'])}` };
    const metrics = await request.get(`${server.consoleUrl}/metrics`, { headers });
    expect(await metrics.text()).toContain('offhook_database_up 1');
  });
});

test('the page of the interface is searched and opened', async ({ page }) => {
  await page.goto('/api');
  await ready(page);
  await expect(page.getByText('/api/devices/{id}/accounts', { exact: true })).toBeVisible();
  await page.getByLabel('Find a route…').fill('webhook key');
  await expect(page.getByRole('status').filter({ hasText: '1 route' })).toBeVisible();
  await page.getByLabel('Find a route…').fill('replaces sip accounts');
  await page.getByText('/api/devices/{id}/accounts', { exact: true }).click();
  await expect(page.getByText('provd.dev_mgr.devices.{id}.update')).toBeVisible();
  await page.getByText('accounts', { exact: true }).first().click();
  await expect(page.getByText('registrar_ip')).toBeVisible();
  const revision = page.getByRole('listitem').filter({ has: page.getByText('revision', { exact: true }) });
  await expect(revision.last()).toContainText('text or null');
  await page.getByLabel('Find a route…').fill('provisioning key');
  await page.getByText('/api/provisioning-keys/{id}', { exact: true }).click();
  await expect(page.getByText('provd.configure.{id}.provisioning_key.update')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Answer 204 It was taken away.' })).toBeVisible();
  await expectNoViolations(page);
});

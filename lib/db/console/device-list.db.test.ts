import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { deviceListQuery, type DeviceListQuery } from '../../domain/console/device-list';
import { scopeOf } from '../../domain/tenants/scope';
import { Keyring, generateKeyFile } from '../../shared/keyring';
import { openDatabase, type Database } from '../client';
import { countDeviceFacets, listConsoleDevices } from './device-list';

const [MINE, THEIRS] = [randomUUID(), randomUUID()];
const scope = scopeOf(MINE);
let server: TestDatabase;
let database: Database;

interface Seed {
  id: string;
  tenant?: string;
  mac?: string;
  ip?: string;
  vendor?: string;
  model?: string;
  plugin?: string;
  config?: string;
  configured?: boolean;
  error?: string;
  seen?: string;
  number?: string;
  name?: string;
  extra?: Record<string, unknown>;
}

async function insert(seed: Seed): Promise<void> {
  const { sql } = database;
  const document = { id: seed.id, mac: seed.mac, vendor: seed.vendor, ...seed.extra };
  await sql.execute(
    `INSERT INTO device (id, tenant_id, body, search, mac, ip, vendor, model, plugin, config, configured, config_error, is_new)
     VALUES ($1, $2, $3::json, $3::jsonb, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, false)`,
    [
      seed.id,
      seed.tenant ?? MINE,
      JSON.stringify(document),
      seed.mac,
      seed.ip,
      seed.vendor,
      seed.model,
      seed.plugin,
      seed.config,
      seed.configured ?? false,
      seed.error ? JSON.stringify({ code: 'template_error', message: seed.error }) : null,
    ],
  );
  if (seed.seen) {
    await sql.execute('INSERT INTO device_state (device_id, tenant_id, last_seen_at) VALUES ($1, $2, $3)', [
      seed.id,
      MINE,
      seed.seen,
    ]);
  }
  if (seed.number) {
    await sql.execute(
      `INSERT INTO config (id, tenant_id, body, search, parent_ids) VALUES ($1, $2, '{}', '{}', '{}') ON CONFLICT DO NOTHING`,
      [seed.config, MINE],
    );
    await sql.execute(
      'INSERT INTO line (config_id, position, tenant_id, number, display_name) VALUES ($1, 1, $2, $3, $4)',
      [seed.config, MINE, seed.number, seed.name],
    );
  }
}

beforeAll(async () => {
  server = await createTestDatabase();
  database = openDatabase({ url: server.url, keyring: new Keyring(generateKeyFile()) });
  for (const [id, name] of [
    [MINE, 'mine'],
    [THEIRS, 'theirs'],
  ]) {
    await database.sql.execute('INSERT INTO tenant (id, name) VALUES ($1, $2)', [id, name]);
  }
  const yealink = { vendor: 'Yealink', plugin: 'yealink-v86' };
  await insert({
    id: 'a',
    mac: '00:15:65:a1:b2:c3',
    ip: '10.0.0.9',
    model: 'T46S',
    ...yealink,
    config: 'a',
    configured: true,
    seen: '2026-01-03',
    number: '1001',
    name: 'Amélie 50%',
  });
  await insert({
    id: 'b',
    mac: '00:15:65:00:00:02',
    ip: '10.0.0.10',
    model: 'T27G',
    ...yealink,
    config: 'autoprov7',
    configured: true,
    seen: '2026-01-04',
  });
  await insert({
    id: 'c',
    mac: '00:04:13:00:00:03',
    ip: '10.0.0.2',
    vendor: 'Snom',
    model: 'D717',
    plugin: 'snom-10',
    error: 'line 3 is wrong',
    seen: '2026-01-01',
  });
  await insert({
    id: 'd',
    mac: '00:04:13:00:00:04',
    vendor: 'Snom',
    plugin: 'snom-10',
    extra: { X_room: 'B-204', X_password: 'hash:b204' },
  });
  await insert({ id: 'e', ip: 'fe80::1', extra: { description: 'by the door' } });
  await insert({ id: 'x', tenant: THEIRS, mac: '00:15:65:ff:ff:ff', vendor: 'Yealink', model: 'T46S' });
});

afterAll(async () => {
  await database.close();
  await server.drop();
});

async function ids(query: Partial<Record<keyof DeviceListQuery, unknown>>): Promise<string> {
  const { rows } = await listConsoleDevices(database.sql, scope, deviceListQuery.parse(query));
  return rows.map(({ id }) => id).join('');
}

describe('search', () => {
  it.each([
    ['00:15:65:a1:b2:c3', 'a'],
    ['001565A1B2C3', 'a'],
    ['00-15-65-A1', 'a'],
    ['0015.65a1', 'a'],
    ['a1b2', 'a'],
    ['65:a1:', 'a'],
    ['10.0.0.10', 'b'],
    ['t46', 'a'],
    ['snom', 'cd'],
    ['1001', 'a'],
    ['amélie', 'a'],
    ['50%', 'a'],
    ['%', 'a'],
    ['_', ''],
    ['yealink t27', 'b'],
    ['snom t46', ''],
    ['B-204', 'd'],
    ['door', 'e'],
    ['ff:ff:ff', ''],
    ['hash', ''],
    ['', 'abcde'],
  ])('%s', async (q, found) => expect([...(await ids({ q }))].sort().join('')).toBe(found));
});

describe('order', () => {
  it.each([
    [{ sort: 'seen', dir: 'desc' }, /^(de|ed)bac/],
    [{ sort: 'seen', dir: 'asc' }, /^cab/],
    [{ sort: 'ip', dir: 'asc' }, /^cab/],
    [{ sort: 'ip', dir: 'desc' }, /^bac/],
    [{ sort: 'mac', dir: 'asc' }, /^cdba/],
    [{ sort: 'status', dir: 'asc' }, /^cedba$/],
    [{ sort: 'line', dir: 'asc' }, /^a/],
    [{ sort: 'vendor', dir: 'desc' }, /^[ab]{2}[cd]{2}e$/],
  ])('%o', async (query, order) => expect(await ids(query)).toMatch(order));
});

it('filters, pages and counts', async () => {
  expect(await ids({ status: ['autoprov', 'failed'], sort: 'mac', dir: 'asc' })).toBe('cb');
  expect(await ids({ vendor: ['Snom'], model: ['D717'] })).toBe('c');
  const query = deviceListQuery.parse({ sort: 'mac', dir: 'asc', size: 25, page: 1 });
  const { rows, total } = await listConsoleDevices(database.sql, scope, query);
  expect(total).toBe(5);
  expect(rows[3]).toMatchObject({
    id: 'a',
    status: 'configured',
    line: { number: '1001', name: 'Amélie 50%' },
    lastSeenAt: expect.stringContaining('2026-01-0'),
  });
  expect(rows.find(({ id }) => id === 'c')).toMatchObject({
    status: 'failed',
    reason: 'line 3 is wrong',
    line: null,
  });
  expect(await listConsoleDevices(database.sql, scope, { ...query, page: 2 })).toEqual({
    rows: [],
    total: 5,
  });
});

it('counts what the filters offer, of the own tenants alone', async () => {
  const facets = await countDeviceFacets(database.sql, scope);
  expect(facets.total).toBe(5);
  expect(Object.fromEntries(facets.status.map(({ value, count }) => [value, count]))).toEqual({
    configured: 1,
    autoprov: 1,
    failed: 1,
    not_configured: 1,
    no_plugin: 1,
  });
  expect(facets.vendor).toEqual(
    expect.arrayContaining([
      { value: 'Snom', count: 2 },
      { value: 'Yealink', count: 2 },
    ]),
  );
  expect(facets.model).toContainEqual({ value: 'T46S', vendor: 'Yealink', count: 1 });
  expect(facets.plugin).toHaveLength(2);
});

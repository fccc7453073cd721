import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { openDatabase, type Database } from '../../db/client';
import { CHANGE_CHANNEL, change } from '../../domain/changes/change';
import type { MoveNote } from '../../domain/moving/report';
import { readRegistry, type PluginRegistry } from '../../plugins/registry';
import type { JsonObject } from '../../shared/json';
import { Keyring, generateKeyFile } from '../../shared/keyring';
import { setUp } from '../setup/set-up';
import { exportStorage } from './export-storage';
import { importStorage, type ImportOptions } from './import-storage';

const MASTER = '11111111-1111-4111-8111-111111111111';
const SUB = '22222222-2222-4222-8222-222222222222';
const OLD_MASTER = '33333333-3333-4333-8333-333333333333';

const keyring = new Keyring(generateKeyFile());
let registry: PluginRegistry;
let testDatabase: TestDatabase;
let database: Database;
let folder: string;
const folders: string[] = [];

beforeAll(async () => {
  registry = await readRegistry(['plugins']);
});
beforeEach(async () => {
  await renewDatabase();
  folder = newFolder();
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

async function renewDatabase(): Promise<void> {
  if (testDatabase) {
    await database.close();
    await testDatabase.drop();
  }
  testDatabase = await createTestDatabase();
  database = openDatabase({ url: testDatabase.url, keyring, max: 4 });
  const done = await setUp(database, {
    masterTenant: MASTER,
    adminPassword: 'not-secret-here',
    bootstrapToken: null,
    publicUrl: 'http://192.0.2.1:8667',
    serverAddress: '192.0.2.1',
  });
  if (!done.ok) throw new Error(done.error.message);
}

function newFolder(): string {
  const path = mkdtempSync(join(os.tmpdir(), 'offhook-moving-'));
  folders.push(path);
  return path;
}

function put(path: string, content: string | JsonObject): void {
  const at = join(folder, path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content));
}

async function take(options: Partial<ImportOptions> = {}) {
  const report = await importStorage(database, { path: folder, registry, ...options });
  if (!report.ok) throw new Error(report.error.message);
  return report.value;
}

const LINE = { username: 'alice', password: 'the-sip-password', display_name: 'Alice', number: '1001' };

/** What a small installation has: two tenants, a configured phone in each, templates and keys. */
function fillFolder(): void {
  put('jsondb/configs/base', {
    id: 'base',
    X_type: 'internal',
    deletable: false,
    parent_ids: [],
    raw_config: { ntp_enabled: true, ntp_ip: '198.51.100.9' },
  });
  put('jsondb/configs/autoprov', {
    id: 'autoprov',
    role: 'autocreate',
    parent_ids: ['base'],
    raw_config: { sip_lines: { 1: LINE } },
  });
  put('jsondb/configs/autoprov77', {
    id: 'autoprov77',
    parent_ids: ['autoprov'],
    transient: true,
    raw_config: { sip_lines: { 1: LINE } },
  });
  put('jsondb/configs/dev2', {
    id: 'dev2',
    parent_ids: ['base'],
    raw_config: { exten_park: null, sip_lines: { 1: { ...LINE, password: 'other-password' } } },
  });
  put('jsondb/devices/dev1', {
    id: 'dev1',
    mac: '00:15:65:00:00:01',
    ip: '192.0.2.11',
    plugin: 'wazo-yealink-v86',
    config: 'autoprov77',
    configured: true,
    vendor: 'Yealink',
    model: 'T46S',
    tenant_uuid: MASTER,
    is_new: true,
    added: 'auto',
  });
  put('jsondb/devices/dev2', {
    id: 'dev2',
    mac: '00:15:65:00:00:02',
    plugin: 'xivo-yealink-v86',
    config: 'dev2',
    configured: true,
    options: { switchboard: false },
    remote_state_sip_username: 'alice',
    description: null,
    X_own: 1.5,
    tenant_uuid: SUB,
    is_new: false,
  });
  put('app.json', {
    NAT: 1,
    locale: 'fr_FR',
    plugin_server: 'http://plugins.example.org/',
    http_proxy: null,
    tenants: { [SUB]: { provisioning_key: 'sub-secret-1' }, [MASTER]: { provisioning_key: null } },
  });
  put('plugins/wazo-yealink-v86/plugin-info', { version: '1', description: 'x', capabilities: {} });
  put('plugins/wazo-yealink-v86/var/templates/base.tpl', '{% extends "base.tpl" %}');
  put('plugins/wazo-yealink-v86/var/installed/T46-fw', { id: 'T46-fw' });
}

/** Every file below a folder, by path; documents as values. */
function read(root: string, at = ''): Record<string, unknown> {
  return Object.fromEntries(
    readdirSync(join(root, at), { withFileTypes: true }).flatMap((entry): [string, unknown][] => {
      const path = join(at, entry.name);
      if (entry.isDirectory()) return Object.entries(read(root, path));
      const text = readFileSync(join(root, path), 'utf8');
      return [[path, path.endsWith('.tpl') ? text : JSON.parse(text)]];
    }),
  );
}

async function exported(): Promise<string> {
  const path = join(newFolder(), 'out');
  const done = await exportStorage(database, { path, registry });
  if (!done.ok) throw new Error(done.error.message);
  return path;
}

describe('import of a storage folder', () => {
  it('keeps ids, tenants and secrets, and maps plugins', async () => {
    fillFolder();
    const report = await take();
    expect(report.counts).toMatchObject({
      tenant: { created: 1 },
      device: { created: 2, refused: 0 },
      config: { created: 2, updated: 2, refused: 0 },
      template: { created: 1 },
    });
    expect(report.plugins).toEqual([
      expect.objectContaining({
        id: 'wazo-yealink-v86',
        line: 'yealink-v86',
        devices: 1,
        templates: 1,
        packages: ['T46-fw'],
        installed: true,
      }),
      expect.objectContaining({ id: 'xivo-yealink-v86', line: 'yealink-v86', devices: 1, installed: false }),
    ]);
    const rows = await database.sql.query<{
      id: string;
      tenant_id: string;
      is_new: boolean;
      configured: boolean;
      plugin: string;
      body: string;
    }>('SELECT id, tenant_id, is_new, configured, plugin, body::text AS body FROM device ORDER BY id');
    expect(rows).toMatchObject([
      { id: 'dev1', tenant_id: MASTER, is_new: true, configured: true, plugin: 'wazo-yealink-v86' },
      { id: 'dev2', tenant_id: SUB, is_new: false, configured: true, plugin: 'xivo-yealink-v86' },
    ]);
    const configs = await database.sql.query<{ id: string; tenant_id: string; body: string }>(
      'SELECT id, tenant_id, body::text AS body FROM config',
    );
    expect(configs.map(({ body }) => body).join()).not.toContain('the-sip-password');
    // The private config of a claimed device is its tenant's; the lines with it.
    expect(configs.find(({ id }) => id === 'dev2')?.tenant_id).toBe(SUB);
    expect(configs.find(({ id }) => id === 'autoprov77')?.tenant_id).toBe(MASTER);
    expect(
      await database.sql.query('SELECT tenant_id, username FROM line WHERE config_id = $1', ['dev2']),
    ).toEqual([{ tenant_id: SUB, username: 'alice' }]);
  });

  it('gives back what it took: import, export, import are equal', async () => {
    fillFolder();
    await take();
    const first = await exported();
    const out = read(first);
    const given = read(folder);
    for (const path of Object.keys(given).filter((name) => name.startsWith('jsondb/'))) {
      expect(out[path], path).toEqual(given[path]);
    }
    expect(readFileSync(join(first, 'jsondb/devices/dev2'), 'utf8')).toContain('"X_own":1.5');
    expect(out['app.json']).toEqual({
      NAT: 1,
      locale: 'fr_FR',
      tenants: { [SUB]: { provisioning_key: 'sub-secret-1' } },
    });
    expect(out['plugins/wazo-yealink-v86/var/templates/base.tpl']).toBe('{% extends "base.tpl" %}');
    await renewDatabase();
    folder = first;
    const report = await take();
    expect(report.reasons.filter(({ reason }) => reason !== 'named_by_id')).toEqual([]);
    expect(read(await exported())).toEqual(out);
  });

  it('changes nothing the second time, and nothing at all in a dry run', async () => {
    fillFolder();
    const dry = await take({ dryRun: true });
    expect(dry.counts.device.created).toBe(2);
    expect(await database.sql.query('SELECT 1 FROM device')).toEqual([]);
    expect(await database.sql.query('SELECT 1 FROM tenant')).toHaveLength(1);
    await take();
    const revisions =
      'SELECT id, revision FROM device UNION ALL SELECT id, revision FROM config ORDER BY 1, 2';
    const before = await database.sql.query(revisions);
    const again = await take();
    for (const { created, updated, kept, refused } of Object.values(again.counts)) {
      expect({ created, updated, kept, refused }).toEqual({ created: 0, updated: 0, kept: 0, refused: 0 });
    }
    expect(await database.sql.query(revisions)).toEqual(before);
  });

  it('keeps what was changed here since, and replaces it when asked to', async () => {
    fillFolder();
    await take();
    put('jsondb/devices/dev1', {
      id: 'dev1',
      mac: '00:15:65:00:00:99',
      plugin: 'wazo-yealink-v86',
      config: 'autoprov77',
      tenant_uuid: MASTER,
      is_new: true,
    });
    const kept = await take();
    expect(kept.counts.device).toMatchObject({ kept: 1, unchanged: 1 });
    const mac = 'SELECT mac FROM device WHERE id = $1';
    expect(await database.sql.query(mac, ['dev1'])).toEqual([{ mac: '00:15:65:00:00:01' }]);
    expect((await take({ overwrite: true })).counts.device).toMatchObject({ updated: 1, unchanged: 1 });
    expect(await database.sql.query(mac, ['dev1'])).toEqual([{ mac: '00:15:65:00:00:99' }]);
  });

  it('takes the rest when documents are bad, and says why for each', async () => {
    fillFolder();
    put('jsondb/devices/torn', '{"id": "torn", "mac": "00:');
    put('jsondb/devices/list', '[1]');
    put('jsondb/devices/bad id', { id: 'bad id' });
    writeFileSync(join(folder, 'jsondb/devices/latin'), Buffer.from([0x7b, 0xe9, 0x7d]));
    put('jsondb/devices/tenant', { id: 'tenant', tenant_uuid: 'nobody' });
    put('jsondb/devices/upper', {
      id: 'other',
      mac: '00-15-65-AA-BB-0C',
      ip: 'not an address',
      plugin: 'wazo-none-1',
      vendor: 'Yealink',
      model: 'T46S',
      config: 'gone',
      configured: true,
      tenant_uuid: null,
    });
    put('jsondb/devices/nul', '{"id":"nul","description":"\\u0000"}');
    put('jsondb/configs/noparents', { id: 'noparents', raw_config: {} });
    put('jsondb/configs/old', {
      id: 'old',
      parent_ids: ['lost'],
      raw_config: { config_encryption_on: true },
    });
    symlinkSync('/etc/hostname', join(folder, 'jsondb/devices/link'));
    mkdirSync(join(folder, 'jsondb/devices/sub'));
    execFileSync('mkfifo', [join(folder, 'jsondb/configs/pipe')]);
    put('plugins/wazo-none-1/var/templates/base.tpl', 'x');
    put('plugins/wazo-yealink-v86/var/templates/T46S.tpl', '{% if %}');
    const notes: MoveNote[] = [];
    const report = await take({ onNote: (note) => notes.push(note) });
    expect(report.counts.device).toMatchObject({ created: 3, refused: 8 });
    expect(report.counts.config).toMatchObject({ refused: 2, created: 3, updated: 2 });
    expect(report.counts.template).toMatchObject({ created: 2, refused: 1 });
    const reasons = (id: string) => notes.filter((note) => note.id === id).map(({ reason }) => reason);
    expect(reasons('torn')).toEqual(['not_json']);
    expect(reasons('list')).toEqual(['not_json']);
    expect(reasons('bad id')).toEqual(['bad_id']);
    expect(reasons('latin')).toEqual(['unreadable']);
    const told = (id: string) => notes.find((note) => note.id === id);
    expect(told('link')).toMatchObject({
      kind: 'device',
      message: 'is a symbolic link, which is not followed',
    });
    expect(told('sub')).toMatchObject({ kind: 'device', reason: 'unreadable', message: 'is a folder' });
    expect(told('pipe')).toMatchObject({ kind: 'config', message: 'is a named pipe' });
    expect(reasons('tenant')).toEqual(['bad_tenant']);
    expect(reasons('nul')).toEqual(['not_json']);
    expect(reasons('upper').sort()).toEqual([
      'address',
      'address',
      'other_id',
      'unknown_config',
      'unknown_plugin',
    ]);
    expect(reasons('noparents')).toEqual(['invalid']);
    expect(reasons('old').sort()).toEqual(['parameter', 'unknown_parent']);
    expect(reasons('wazo-yealink-v86/T46S.tpl')).toEqual(['error']);
    expect(report.plugins.find(({ id }) => id === 'wazo-none-1')).toMatchObject({
      line: null,
      devices: 1,
      suggestions: [expect.stringMatching(/^yealink-/)],
    });
    const [upper] = await database.sql.query<{
      mac: string;
      ip: string | null;
      configured: boolean;
      tenant_id: string;
    }>('SELECT mac, ip, configured, tenant_id FROM device WHERE id = $1', ['upper']);
    expect(upper).toEqual({ mac: '00:15:65:aa:bb:0c', ip: null, configured: false, tenant_id: MASTER });
    expect(JSON.stringify(notes)).not.toMatch(/sub-secret|password/);
  });

  it('stops at another master tenant, and moves its devices when told to', async () => {
    put('jsondb/devices/a', { id: 'a', tenant_uuid: OLD_MASTER, is_new: true });
    put('jsondb/devices/b', { id: 'b', tenant_uuid: SUB, is_new: false });
    const refused = await importStorage(database, { path: folder, registry });
    expect(refused).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await database.sql.query('SELECT 1 FROM device')).toEqual([]);
    expect((await take({ dryRun: true })).reasons.map(({ reason }) => reason)).toContain('other_master');
    await take({ adoptMaster: true });
    expect(await database.sql.query('SELECT id, tenant_id FROM device ORDER BY id')).toEqual([
      { id: 'a', tenant_id: MASTER },
      { id: 'b', tenant_id: SUB },
    ]);
  });

  it('refuses a folder that is none, and to export over something', async () => {
    expect(await importStorage(database, { path: join(folder, 'typo'), registry })).toMatchObject({
      ok: false,
    });
    put('something', 'x');
    expect(await exportStorage(database, { path: folder, registry })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
  });

  it('announces what it writes', async () => {
    fillFolder();
    const heard: string[] = [];
    const client = await database.pool.connect();
    client.on('notification', ({ payload }) => {
      const parsed = change.parse(JSON.parse(payload ?? ''));
      heard.push(...(parsed.ids ?? ['all']).map((id) => `${parsed.kind} ${id}`));
    });
    await client.query(`LISTEN ${CHANGE_CHANNEL}`);
    await take();
    await client.query('SELECT 1');
    client.release(true);
    expect(heard).toEqual(
      expect.arrayContaining([
        'device dev1',
        'device dev2',
        'config base',
        'config dev2',
        'template yealink-v86',
        'setting NAT',
        `tenant ${SUB}`,
      ]),
    );
  });

  it('takes thousands of documents, ended in the middle and begun again', async () => {
    for (let i = 0; i < 1_500; i += 1) {
      put(`jsondb/devices/d${i}`, {
        id: `d${i}`,
        mac: null,
        plugin: 'wazo-yealink-v86',
        config: `autoprov${randomUUID()}`,
        tenant_uuid: MASTER,
        is_new: true,
      });
    }
    await expect(
      importStorage(database, {
        path: folder,
        registry,
        onProgress: (kind, done) => {
          if (kind === 'device' && done >= 400) throw new Error('the plug is pulled');
        },
      }),
    ).rejects.toThrow('the plug is pulled');
    const [partly] = await database.sql.query<{ n: number }>('SELECT count(*)::int AS n FROM device');
    expect(partly?.n).toBeGreaterThan(0);
    expect(partly?.n).toBeLessThan(1_500);
    const { counts } = await take();
    expect(counts.device).toMatchObject({
      unchanged: partly?.n,
      created: 1_500 - (partly?.n ?? 0),
      refused: 0,
    });
  });

  it('writes files that others can not read', async () => {
    const path = await exported();
    for (const file of ['app.json', 'jsondb/configs/autoprov']) {
      expect(statSync(join(path, file)).mode & 0o077).toBe(0);
    }
  });
});

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/db/database';
import { tarOf, zipOf, type TarSpec } from '../../../test/packages/archives';
import { serveFiles, type FileServer } from '../../../test/packages/file-server';
import { copyFamilies, type PluginsFolder } from '../../../test/plugins/family-folder';
import { openDatabase, type Database } from '../../db/client';
import { freeJobsOfDeadWorkers } from '../../db/jobs';
import type { OperationRecord } from '../../db/operations/operations';
import { statusText } from '../../domain/operations/progress';
import {
  installPackageJob,
  installPluginJob,
  reconfigurePluginJob,
  updatePluginIndexJob,
} from '../../jobs/definitions/plugins';
import { pluginHandlers } from '../../jobs/handlers/plugins';
import { prepareQueue, registerJob, startWorker, type Worker } from '../../jobs/queue';
import { buildRepository } from '../../packages/repository';
import { generateKeyFile, Keyring } from '../../shared/keyring';
import { createLogger } from '../../shared/logger';
import { nodeOf } from '../../shared/json-text';
import type { Result } from '../../shared/result';
import type { Caller } from '../actor';
import { createConfig } from '../configs/create-config';
import type { ServiceContext } from '../context';
import { createDevice } from '../devices/create-device';
import { getDevice } from '../devices/get-device';
import { getOperation } from '../operations/operations';
import { setParameter } from '../parameters/parameters';
import { setUp } from '../setup/set-up';
import { renderDevice } from '../../render/render-device';
import { openWorkerContext, type WorkerContext } from '../worker-context';
import { installPackage } from './install-package';
import { installPlugin, upgradePlugin } from './install-plugin';
import { listInstallablePackages, listInstallablePlugins, listInstalledPackages } from './list-installable';
import { listInstalledPlugins } from './list-plugins';
import { reloadPlugin } from './reload-plugin';
import { uninstallPackage } from './uninstall-package';
import { uninstallPlugin } from './uninstall-plugin';
import { updatePluginIndex } from './update-index';

const PACKAGES = '/pg_mgr/plugins/test-plugin/install/install';
const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex');

let server: TestDatabase;
let database: Database;
let folder: string;
let data: string;
let shipped: PluginsFolder;
let repository: FileServer;
let open: WorkerContext;
let context: ServiceContext;
let worker: Worker;
let caller: Caller;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-packages-'));
  data = join(folder, 'data');
  mkdirSync(join(folder, 'repository'));
  shipped = copyFamilies('test', 'digium');
  server = await createTestDatabase();
  database = openDatabase({ url: server.url, keyring: new Keyring(generateKeyFile()) });
  await prepareQueue(database);
  const made = await setUp(database, {
    masterTenant: null,
    adminPassword: 'correct horse',
    bootstrapToken: null,
    publicUrl: 'http://127.0.0.1:8667',
    serverAddress: '127.0.0.1',
  });
  if (!made.ok) throw new Error(made.error.message);
  const { masterTenant } = made.value;
  caller = { actor: { kind: 'system', tenant: masterTenant }, tenant: masterTenant };
  const logger = createLogger('test', 'silent');
  open = openWorkerContext({
    database,
    logger,
    dataDir: data,
    shipped: shipped.path,
    publicUrl: null,
    tftpPort: 69,
    render: { device: (line, input, custom) => Promise.resolve(renderDevice(line, input, custom)) },
  });
  context = await open.services();
  const handlers = pluginHandlers(() => open.services());
  worker = await startWorker(
    database,
    [
      registerJob(updatePluginIndexJob, handlers.updateIndex),
      registerJob(installPluginJob, handlers.installPlugin),
      registerJob(installPackageJob, handlers.installPackage),
      registerJob(reconfigurePluginJob, handlers.reconfigurePlugin),
    ],
    logger,
  );
  repository = await serveFiles(join(folder, 'repository'));
});
afterAll(async () => {
  await worker.stop();
  await open.close();
  await database.close();
  await server.drop();
  await repository.close();
  shipped.delete();
  rmSync(folder, { recursive: true, force: true });
});

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** The status text of an operation at its end, and why it failed. */
async function end(started: Result<OperationRecord>): Promise<{ status: string; error: string | null }> {
  const { parent, number } = value(started);
  for (;;) {
    const operation = value(await getOperation(context, caller, parent, number));
    if (operation.finishedAt) return { status: statusText(operation), error: operation.error };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const pluginServerIs = async (url: string | null) =>
  value(await setParameter(context, caller, 'plugin_server', url));
const installed = async () => Object.keys(value(await listInstalledPlugins(context, caller)));
const device = async () => value(await getDevice(context, caller, 'd1'));
const firmware = (path = '') => join(data, 'firmware/test-plugin', path);

/** Builds the repository anew of a changed copy of the test family. */
async function publish(change: (family: PluginsFolder) => void = () => {}): Promise<void> {
  const family = copyFamilies('test');
  change(family);
  await buildRepository([family.path], join(folder, 'repository'));
  family.delete();
}

describe('families that come with Offhook', () => {
  it('are the index when no server is set, and need no network', async () => {
    expect(await installed()).toEqual(['digium-2.8.1']);
    expect(await end(await updatePluginIndex(context, caller))).toEqual({
      status: 'update|success;0',
      error: null,
    });
    // However quickly one ends while others wait to begin, none is refused.
    const many = await Promise.all(Array.from({ length: 12 }, () => updatePluginIndex(context, caller)));
    expect(many.filter((started) => !started.ok)).toEqual([]);
    for (const started of many) await end(started);
    const index = value(await listInstallablePlugins(context, caller));
    expect(Object.keys(index)).toEqual(['digium-2.8.1', 'test-plugin']);
    expect(index['test-plugin']).toMatchObject({ version: '1.0', description: 'Plugin for tests' });
    expect(index['test-plugin']).not.toHaveProperty('description_fr');
    expect(index['test-plugin']).not.toHaveProperty('filename');
  });

  it('are taken away and come back; devices keep the name and lose that they are configured', async () => {
    value(
      await createConfig(
        context,
        caller,
        objectOf({
          id: 'c1',
          parent_ids: [],
          raw_config: {
            sip_lines: {
              '1': { username: 'u', password: 'p', display_name: 'd', number: '1', proxy_ip: '192.0.2.1' },
            },
          },
        }),
      ),
    );
    const document = { id: 'd1', mac: '00:0f:d3:00:00:01', vendor: 'Digium', model: 'D40', config: 'c1' };
    value(await createDevice(context, caller, objectOf({ ...document, plugin: 'Wazo-Digium-2.8.1' })));
    expect((await device()).configured).toBe(true);
    value(await uninstallPlugin(context, caller, 'xivo-digium-2.8.1'));
    expect(await installed()).toEqual([]);
    expect((await device()).configured).toBe(false);
    expect(await uninstallPlugin(context, caller, 'digium-2.8.1')).toMatchObject({
      error: { code: 'invalid' },
    });
    expect(await end(await installPlugin(context, caller, 'digium-2.8.1'))).toEqual({
      status: 'install|success',
      error: null,
    });
    expect(await installed()).toEqual(['digium-2.8.1']);
    expect((await device()).configured).toBe(true);
    expect(await installPlugin(context, caller, 'digium-2.8.1')).toMatchObject({
      error: { code: 'invalid', message: 'plugin digium-2.8.1 is already installed' },
    });
  });

  it('are in use only when they are wanted, if they are optional', async () => {
    expect(await context.plugins.find('test-plugin')).toBeNull();
    expect((await end(await installPlugin(context, caller, 'test-plugin'))).status).toBe('install|success');
    expect(await installed()).toEqual(['digium-2.8.1', 'test-plugin']);
    const before = value(await reloadPlugin(context, caller, 'test-plugin'));
    expect(before).toBeUndefined();
    value(await uninstallPlugin(context, caller, 'test-plugin'));
    expect(await installed()).toEqual(['digium-2.8.1']);
  });
});

describe('a repository', () => {
  it('is read, and a plugin of it installed, upgraded and taken away', async () => {
    await publish();
    await pluginServerIs(`${repository.url}stable`);
    const size = readFileSync(join(folder, 'repository/stable/plugins.db')).length;
    expect((await end(await updatePluginIndex(context, caller))).status).toBe(`update|success;${size}`);
    expect(Object.keys(value(await listInstallablePlugins(context, caller)))).toEqual(['test-plugin']);
    const archive = readFileSync(join(folder, 'repository/stable/test-plugin-1.0.tar.gz')).length;
    expect((await end(await installPlugin(context, caller, 'test-plugin'))).status).toBe(
      `install|success(download|success;${archive}/${archive})`,
    );
    expect((await context.plugins.find('test-plugin'))?.version).toBe('1.0');

    await publish((family) => family.edit('test/plugin.json5', "version: '1.0'", "version: '1.1'"));
    expect((await end(await updatePluginIndex(context, caller))).status).toContain('success');
    expect((await end(await upgradePlugin(context, caller, 'test-plugin'))).status).toContain(
      'install|success(',
    );
    expect((await context.plugins.find('test-plugin'))?.version).toBe('1.1');
    expect(await upgradePlugin(context, caller, 'none')).toMatchObject({ error: { code: 'invalid' } });
    value(await uninstallPlugin(context, caller, 'test-plugin'));
    expect(await context.plugins.find('test-plugin')).toBeNull();
  });

  it('that offers a plugin with a name of another one does not spoil that', async () => {
    await publish((family) => family.edit('test/plugin.json5', 'test-plugin-legacy-import', 'digium-2.8.1'));
    expect((await end(await updatePluginIndex(context, caller))).status).toContain('success');
    const outcome = await end(await installPlugin(context, caller, 'test-plugin'));
    expect(outcome.status).toContain('install|fail(download|success');
    expect(outcome.error).toContain('claims "digium-2.8.1"');
    expect(await installed()).toEqual(['digium-2.8.1']);
  });

  it('that is away or broken leaves the index as it was', async () => {
    const before = value(await listInstallablePlugins(context, caller));
    await pluginServerIs(`${repository.url}nowhere`);
    const failed = await end(await updatePluginIndex(context, caller));
    expect(failed.status).toBe('update|fail;0');
    expect(failed.error).toContain('status 404');
    expect(value(await listInstallablePlugins(context, caller))).toEqual(before);
    mkdirSync(join(folder, 'repository/broken'), { recursive: true });
    for (const text of ['<html>', '[]', '{"x": {"version": "1"}}']) {
      writeFileSync(join(folder, 'repository/broken/plugins.db'), text);
      await pluginServerIs(`${repository.url}broken`);
      expect((await end(await updatePluginIndex(context, caller))).status).toContain('update|fail');
      expect(value(await listInstallablePlugins(context, caller))).toEqual(before);
    }
  });

  it('that offers hostile archives installs none of them', async () => {
    const info = JSON.stringify({ version: '1', offhook: { format: 1, family: 'test' } });
    const archives: [string, TarSpec[], string][] = [
      ['evil-slip', [{ name: '../../../evil', content: 'x' }], 'leads out'],
      ['evil-link', [{ name: 'evil-link/x', type: '2', linkTo: '/etc' }], 'link'],
      ['evil-device', [{ name: 'evil-device/x', type: '3' }], 'device'],
      ['evil-bomb', [{ name: 'evil-bomb/x', content: Buffer.alloc(70_000_000) }], 'too large'],
      ['evil-name', [{ name: 'digium-2.8.1/plugin-info', content: info }], 'does not hold'],
      [
        'evil-two',
        [{ name: 'evil-two/a' }, { name: 'lines/digium-2.8.1.json', content: '{}' }],
        'does not hold',
      ],
      [
        'evil-python',
        [{ name: 'evil-python/plugin-info', content: '{"version":"1"}' }, { name: 'evil-python/entry.py' }],
        'no plugin for Offhook',
      ],
      [
        'evil-format',
        [{ name: 'evil-format/plugin-info', content: info.replace('"format":1', '"format":2') }],
        'another version',
      ],
      ['evil-empty', [{ name: 'evil-empty/plugin-info', content: info }], 'broken'],
    ];
    const hostile = join(folder, 'repository/hostile');
    mkdirSync(hostile, { recursive: true });
    const index: Record<string, unknown> = { broken: { version: 1 } };
    const describe = { version: '1', description: 'evil', capabilities: {} };
    for (const [id, entries] of archives) {
      const bytes = gzipSync(tarOf(entries));
      writeFileSync(join(hostile, `${id}.tar.gz`), bytes);
      index[id] = { ...describe, filename: `${id}.tar.gz`, dsize: bytes.length, sha1sum: sha1(bytes) };
    }
    const fine = readFileSync(join(hostile, 'evil-name.tar.gz'));
    index['evil-hash'] = {
      ...describe,
      filename: 'evil-name.tar.gz',
      dsize: fine.length,
      sha1sum: '0'.repeat(40),
    };
    index['evil-size'] = { ...describe, filename: 'evil-name.tar.gz', dsize: 10, sha1sum: sha1(fine) };
    index['evil-path'] = { ...describe, filename: '../stable/plugins.db', dsize: 1, sha1sum: sha1(fine) };
    writeFileSync(join(hostile, 'plugins.db'), JSON.stringify(index));
    await pluginServerIs(`${repository.url}hostile`);
    expect((await end(await updatePluginIndex(context, caller))).status).toContain('success');
    expect(await installPlugin(context, caller, 'evil-path')).toMatchObject({
      error: { message: "'evil-path'" },
    });
    expect(await installPlugin(context, caller, 'broken')).toMatchObject({ error: { message: "'broken'" } });
    for (const [id, why] of [
      ...archives.map(([id, , why]) => [id, why] as const),
      ['evil-hash', 'not the expected file'],
      ['evil-size', 'larger'],
    ] as const) {
      const outcome = await end(await installPlugin(context, caller, id));
      expect(outcome.status, id).toMatch(/^install\|fail/);
      expect(outcome.error, id).toContain(why);
    }
    expect(await installed()).toEqual(['digium-2.8.1']);
    expect(existsSync(join(folder, 'evil'))).toBe(false);
    expect(readdirSync(join(data, 'packages/work'))).toEqual([]);
  });
});

describe('packages', () => {
  const zip = zipOf([
    { name: 'fw/phone.rom', content: 'rom 1' },
    { name: 'fw/shared.txt', content: 'shared' },
  ]);
  const lang = Buffer.from('language');
  const definitions = (more = '') => `{
    files: {
      fw: { name: 'fw.zip', url: '${repository.url}files/fw.zip', size: ${zip.length}, sha1: '${sha1(zip)}' },
      lang: { name: 'lang.txt', url: '${repository.url}files/lang.txt', size: ${lang.length}, sha1: '${sha1(lang)}' },
      login: { name: 'login.bin', size: 5, sha1: '${sha1(Buffer.from('hello'))}' },
      inside: { url: 'http://localhost:1/x', size: 5, sha1: '${'0'.repeat(40)}' },
    },
    packages: [
      { id: 'fw', version: '1', description: { en: 'Firmware', fr: 'Micrologiciel' }, files: ['fw'],
        install: [['a', 'b', 'unzip', '*.zip'], ['b', 'c', 'cp', 'fw/*', 'Test/']] },
      { id: 'lang', version: '2', description: 'Languages', files: ['lang'], depends: ['shared'],
        install: [['a', 'b', 'cp', 'lang.txt', 'Test/lang/fr.txt']] },
      { id: 'shared', version: '1', description: 'Shared', files: ['fw'],
        install: [['a', 'b', 'unzip', '*'], ['b', 'c', 'cp', 'fw/shared.txt', 'Test/']] },
      { id: 'login', version: '1', description: 'By hand', files: ['login'], install: [['a', 'b', 'cp', '*', 'x/']] },
      { id: 'inside', version: '1', description: 'Looks inside', files: ['inside'], install: [['a', 'b', 'null']] },
      ${more}
    ],
  }`;
  const install = async (id: string) =>
    end(
      await installPackage(context, caller, { plugin: 'test-plugin', id, verb: 'install', path: PACKAGES }),
    );
  const packages = async () =>
    Object.keys(value(await listInstalledPackages(context, caller, 'test-plugin')));

  beforeAll(async () => {
    mkdirSync(join(folder, 'repository/files'), { recursive: true });
    writeFileSync(join(folder, 'repository/files/fw.zip'), zip);
    writeFileSync(join(folder, 'repository/files/lang.txt'), lang);
    await publish((family) => family.write('test/firmware.json5', definitions()));
    await pluginServerIs(`${repository.url}stable`);
    expect((await end(await updatePluginIndex(context, caller))).status).toContain('success');
    expect((await end(await installPlugin(context, caller, 'test-plugin'))).status).toContain('success');
  });

  it('are offered with their size, and installed with what they need', async () => {
    expect(value(await listInstallablePackages(context, caller, 'test-plugin'))).toMatchObject({
      fw: { version: '1', description: 'Firmware', dsize: zip.length },
      lang: { version: '2', description: 'Languages', dsize: lang.length },
    });
    const { status } = await install('lang');
    expect(status).toBe(
      `install_pkg|success(download|success(success;${zip.length}/${zip.length})(success;${lang.length}/${lang.length}))(install|success)`,
    );
    expect(await packages()).toEqual(['lang', 'shared']);
    expect(readFileSync(firmware('Test/lang/fr.txt'), 'utf8')).toBe('language');
    expect(existsSync(firmware('Test/phone.rom'))).toBe(false);
  });

  it('keep files that another one has too', async () => {
    expect((await install('fw')).status).toContain('install_pkg|success');
    value(await uninstallPackage(context, caller, 'test-plugin', 'shared'));
    expect(readFileSync(firmware('Test/shared.txt'), 'utf8')).toBe('shared');
    value(await uninstallPackage(context, caller, 'test-plugin', 'fw'));
    expect(readdirSync(firmware('Test'))).toEqual(['lang']);
    expect(await uninstallPackage(context, caller, 'test-plugin', 'fw')).toMatchObject({
      error: { message: "'fw'" },
    });
    value(await uninstallPackage(context, caller, 'test-plugin', 'lang'));
    expect(existsSync(firmware('Test'))).toBe(false);
  });

  it('take a file that an administrator put into the cache, after checking it', async () => {
    const refused = await install('login');
    expect(refused.status).toBe('install_pkg|fail(download|fail)(install|waiting)');
    expect(refused.error).toContain('packages/files/test-plugin/login.bin below the data folder');
    expect(refused.error).not.toContain(data);
    mkdirSync(join(data, 'packages/files/test-plugin'), { recursive: true });
    writeFileSync(join(data, 'packages/files/test-plugin/login.bin'), 'WRONG');
    expect((await install('login')).status).toContain('fail');
    writeFileSync(join(data, 'packages/files/test-plugin/login.bin'), 'hello');
    expect((await install('login')).status).toBe('install_pkg|success(download|success)(install|success)');
    expect(readFileSync(firmware('x/login.bin'), 'utf8')).toBe('hello');
  });

  it('never look into the network around the server', async () => {
    expect((await install('inside')).error).toContain('not allowed');
  });

  it('that fail or are unknown leave what phones get as it is', async () => {
    writeFileSync(join(folder, 'repository/files/fw.zip'), Buffer.from(zip).fill(0, 10, 20));
    const before = readdirSync(firmware());
    expect((await install('fw')).error).toContain('not the expected file');
    writeFileSync(join(folder, 'repository/files/fw.zip'), zip);
    expect(readdirSync(firmware())).toEqual(before);
    expect(await packages()).toEqual(['login']);
    const unknown = await installPackage(context, caller, {
      plugin: 'test-plugin',
      id: 'none',
      verb: 'install',
      path: PACKAGES,
    });
    expect(unknown).toMatchObject({ error: { code: 'invalid', message: 'package not found' } });
  });

  it('write through no link that somebody put into the folder', async () => {
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), firmware('Test'));
    expect((await install('fw')).error).toContain('a link is where');
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
    rmSync(firmware('Test'));
  });

  it('go with their plugin', async () => {
    expect((await install('fw')).status).toContain('success');
    value(await uninstallPlugin(context, caller, 'test-plugin'));
    expect(existsSync(firmware())).toBe(false);
    expect((await end(await installPlugin(context, caller, 'test-plugin'))).status).toContain('success');
    expect(await packages()).toEqual([]);
  });
});

it('one operation on a plugin runs at a time; a second update follows the first', async () => {
  await database.sql.query(`SELECT graphile_worker.add_job('wait', job_key := 'plugin/test-plugin')`);
  const refused = await installPackage(context, caller, {
    plugin: 'test-plugin',
    id: 'fw',
    verb: 'install',
    path: PACKAGES,
  });
  expect(refused).toMatchObject({ error: { message: expect.stringContaining('already in progress') } });
  expect(await uninstallPlugin(context, caller, 'test-plugin')).toMatchObject({ error: { code: 'invalid' } });
  await database.sql.query(`SELECT graphile_worker.remove_job('plugin/test-plugin')`);
  const [first, second] = [
    await updatePluginIndex(context, caller),
    await updatePluginIndex(context, caller),
  ];
  expect(value(second).number).toBe(value(first).number);
  await end(first);
});

it('jobs of a worker that was killed are done by another; one that is killed each time is given up', async () => {
  const { sql } = database;
  const start = async (number: number, attempts: number) => {
    await sql.query(
      `SELECT graphile_worker.add_job('update-plugin-index', max_attempts := 5, run_at := now() + interval '1 hour',
         payload := json_build_object('parent', '/pg_mgr/install/update', 'number', $1::int))`,
      [number],
    );
    await sql.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'worker-killed', attempts = $2, run_at = now(),
         locked_at = now() - interval '1 minute' WHERE payload->>'number' = $1::text`,
      [number, attempts],
    );
  };
  const place = async (number: number) => {
    await sql.query(
      `INSERT INTO operation (parent, number, tenant_id, label, state) VALUES ('/pg_mgr/install/update', $1, $2, 'update', 'progress')`,
      [number, caller.tenant],
    );
    return { ok: true, value: { parent: '/pg_mgr/install/update', number } as OperationRecord } as const;
  };
  await pluginServerIs(null);
  const [once, always] = [await place(9_001), await place(9_002)];
  await start(9_001, 1);
  await start(9_002, 4);
  expect(await freeJobsOfDeadWorkers(sql, worker.ids())).toBe(1);
  expect((await end(once)).status).toBe('update|success;0');
  expect(await end(always)).toMatchObject({
    status: 'update|fail;0',
    error: expect.stringContaining('interrupted'),
  });
});

function objectOf(object: Parameters<typeof nodeOf>[0]) {
  const node = nodeOf(object);
  if (node.kind !== 'object') throw new Error('no object');
  return node;
}

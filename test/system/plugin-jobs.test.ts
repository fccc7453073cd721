import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOffhook, waitFor } from '../../scripts/test/offhook-server.mjs';
import { restClient } from '../compat/rest-client';
import { serveFiles, type FileServer } from '../packages/file-server';
import { copyFamilies } from '../plugins/family-folder';

/** Firmware that takes about six seconds to download. */
const FIRMWARE = Buffer.alloc(600_000, 'firmware ');
const SLOW = 100_000;

let folder: string;
let files: FileServer;
let repository: FileServer;
let server: Awaited<ReturnType<typeof startOffhook>>;
let rest: ReturnType<typeof restClient>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-jobs-'));
  mkdirSync(join(folder, 'files'));
  writeFileSync(join(folder, 'files/fw.bin'), FIRMWARE);
  files = await serveFiles(join(folder, 'files'), { slow: SLOW });
  const families = copyFamilies('test');
  const sha1 = createHash('sha1').update(FIRMWARE).digest('hex');
  families.write(
    'test/firmware.json5',
    `{ files: { fw: { url: '${files.url}fw.bin', size: ${FIRMWARE.length}, sha1: '${sha1}' } },
       packages: [{ id: 'fw', version: '1', description: 'Firmware', files: ['fw'], install: [['a', 'b', 'cp', '*', 'fw/']] }] }`,
  );
  execFileSync(process.execPath, [
    'dist/offhook.mjs',
    ...['plugin', 'package', join(folder, 'repository'), '--plugins', families.path],
  ]);
  families.delete();
  repository = await serveFiles(join(folder, 'repository'));
  server = await startOffhook();
  rest = restClient(`${server.consoleUrl}/0.2`, server.token);
});
afterAll(async () => {
  await server.stop();
  await repository.close();
  await files.close();
  rmSync(folder, { recursive: true, force: true });
});

async function follow(path: string, body: unknown): Promise<() => Promise<string>> {
  const started = await rest({ method: 'POST', path, body });
  expect(started.status, started.text).toBe(201);
  const operation = String(started.headers.location).slice('/0.2'.length);
  return async () => {
    const text: { status: string } = JSON.parse((await rest({ path: operation })).text);
    return text.status;
  };
}

it('an installation whose worker is killed in the middle of a download is finished by the next one', async () => {
  // The server of the firmware is the one that the administrator named: another in the private network is not asked.
  const set = (value: string) =>
    rest({ method: 'PUT', path: '/configure/plugin_server', body: { param: { value } } });
  expect((await set(`${repository.url}stable`)).status).toBe(204);
  const update = await follow('/pg_mgr/install/update', {});
  await waitFor(async () => (await update()).startsWith('update|success'));
  const install = await follow('/pg_mgr/install/install', { id: 'test-plugin' });
  await waitFor(async () => (await install()).startsWith('install|success'), 30_000);
  expect((await set(files.url)).status).toBe(204);

  const status = await follow('/pg_mgr/plugins/test-plugin/install/install', { id: 'fw' });
  await waitFor(async () => /\(progress;[1-9]\d*\/600000\)/.test(await status()));
  const worker = workerOf(server.child.pid ?? 0);
  process.kill(worker, 'SIGKILL');
  expect(await status()).toContain('install_pkg|progress');
  expect(existsSync(join(server.dataDir, 'firmware/test-plugin/fw/fw.bin'))).toBe(false);

  await waitFor(async () => !(await status()).startsWith('install_pkg|progress'), 60_000);
  expect(await status()).toBe(
    'install_pkg|success(download|success(success;600000/600000))(install|success)',
  );
  expect(readFileSync(join(server.dataDir, 'firmware/test-plugin/fw/fw.bin'))).toEqual(FIRMWARE);
  expect(workerOf(server.child.pid ?? 0)).not.toBe(worker);
  // Asked twice, the second time for what was missing.
  expect(files.asked).toEqual(['/fw.bin', '/fw.bin']);
});

function workerOf(supervisor: number): number {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(supervisor)], { encoding: 'utf8' });
  return Number(/^\s*(\d+) .*worker\.mjs/m.exec(lines)?.[1]);
}

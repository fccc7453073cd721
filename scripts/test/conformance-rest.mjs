// The REST checks against a whole Offhook, with a plugin repository of its own, in both ways of giving phones addresses.
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { startOffhook } from './offhook-server.mjs';

const checks = path.join(process.env.OFFHOOK_CONFORMANCE_DIR, 'rest');
const repository = path.resolve('.cache/test/rest/repository');

/** @type {Record<string, Record<string, string>>} */
const MODES = { bind: {}, forwarded: { OFFHOOK_TRUSTED_PROXIES: '1' } };

fs.rmSync(repository, { recursive: true, force: true });
const built = spawnSync(process.execPath, ['dist/offhook.mjs', 'plugin', 'package', repository], {
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(1);

const files = serveFolder(repository);
await once(files.listen(0, '127.0.0.1'), 'listening');
const repo = `http://127.0.0.1:${files.address().port}/stable/`;
process.exitCode = 0;
try {
  for (const [mode, env] of Object.entries(MODES)) {
    const status = await check(mode, env);
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  files.close();
}

/**
 * @param {string} mode
 * @param {Record<string, string>} env
 */
async function check(mode, env) {
  const tenant = randomUUID();
  const server = await startOffhook({ env: { ...env, OFFHOOK_MASTER_TENANT: tenant } });
  try {
    console.log(`\nphones' addresses: ${mode}`);
    // The first look at what can be installed packs the families, which takes a while on a busy machine.
    const installable = `${server.consoleUrl}/0.2/pg_mgr/install/installable`;
    await fetch(installable, { headers: { 'X-Auth-Token': server.token } });
    // Not spawnSync: this process serves the repository meanwhile.
    const run = spawn(
      process.execPath,
      [
        path.join(checks, 'rest-check.mjs'),
        ...['--base', `${server.consoleUrl}/0.2`, '--phones', server.phoneUrl, '--token', server.token],
        ...['--cases', path.join(checks, 'cases.visible.jsonl'), '--client-address', mode],
        ...['--vars', '@docs/conformance/rest.vars', '--vars', `tenant=${tenant},repo=${repo}`],
        ...['--park-autocreate', '--no-skip', ...process.argv.slice(2)],
      ],
      { stdio: 'inherit' },
    );
    const [status] = await once(run, 'exit');
    if (status !== 0) fs.writeFileSync(`.cache/test/rest/${mode}.log`, server.output());
    return status;
  } finally {
    await server.stop();
  }
}

/** @param {string} root */
function serveFolder(root) {
  return http.createServer((request, response) => {
    const file = path.join(root, path.normalize(new URL(request.url ?? '/', 'http://localhost').pathname));
    if (!file.startsWith(root) || !fs.statSync(file, { throwIfNoEntry: false })?.isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Length': fs.statSync(file).size });
    fs.createReadStream(file).pipe(response);
  });
}

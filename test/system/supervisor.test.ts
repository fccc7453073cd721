import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOffhook, waitFor } from '../../scripts/test/offhook-server.mjs';
import { descendants, processesOf } from './processes';

type Server = Awaited<ReturnType<typeof startOffhook>>;

let dataDir: string;
const servers: Server[] = [];

async function start(env: Record<string, string> = {}): Promise<Server> {
  const server = await startOffhook({ dataDir, env });
  servers.push(server);
  return server;
}

function pidOf(server: Server, script: string): number | undefined {
  return descendants(server.child.pid ?? -1).find(({ command }) => command.includes(`/dist/${script}.mjs`))
    ?.pid;
}

async function phonePortAnswers(server: Server): Promise<boolean> {
  return fetch(`${server.phoneUrl}/no-such-file`).then(
    () => true,
    () => false,
  );
}

async function consoleAnswers(server: Server): Promise<boolean> {
  return fetch(server.consoleUrl, { redirect: 'manual' }).then(
    (response) => response.status < 500,
    () => false,
  );
}

function postmaster(): number | undefined {
  const file = path.join(dataDir, 'postgres/pgdata/postmaster.pid');
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-system-'));
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
  const left = postmaster();
  if (left !== undefined && processesOf(dataDir).some(({ pid }) => pid === left))
    process.kill(left, 'SIGQUIT');
  fs.rmSync(dataDir, { recursive: true, force: true });
});

describe('npm start', () => {
  it('answers on both ports, and SIGTERM ends it within 10 s, with status 0 and nothing left', async () => {
    const server = await start();
    expect(await consoleAnswers(server)).toBe(true);
    expect(await phonePortAnswers(server)).toBe(true);
    expect(server.output()).toContain(server.consoleUrl);
    const before = Date.now();
    expect(await server.stop()).toBe(0);
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(processesOf(dataDir)).toEqual([]);
  });

  it('prints a generated password once, and only the first time', async () => {
    const first = await start({ OFFHOOK_ADMIN_PASSWORD: '' });
    expect(first.output().match(/Password {2}\S{20}$/gm)).toHaveLength(1);
    await first.stop();
    const second = await start({ OFFHOOK_ADMIN_PASSWORD: '' });
    expect(second.output()).toContain('Offhook is running.');
    expect(second.output()).not.toContain('Password');
  });

  it('keeps its keys to itself', async () => {
    await start();
    expect(fs.statSync(path.join(dataDir, 'keys.json')).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path.join(dataDir, 'postgres/password')).mode & 0o777).toBe(0o600);
  });

  it('is ready again within 5 s', async () => {
    await (await start()).stop();
    const before = Date.now();
    await start();
    expect(Date.now() - before).toBeLessThan(5_000);
  });
});

describe('kill -9', () => {
  it.each(['phones', 'worker', 'console'])(
    'of the %s process: the supervisor starts another',
    async (script) => {
      const server = await start();
      const victim = pidOf(server, script);
      if (victim === undefined) throw new Error(`there is no ${script} process`);
      process.kill(victim, 'SIGKILL');
      await waitFor(() => ![undefined, victim].includes(pidOf(server, script)));
      await waitFor(async () => (await consoleAnswers(server)) && (await phonePortAnswers(server)));
    },
  );

  it('of the database: the supervisor starts it again on the same port', async () => {
    const server = await start();
    const victim = postmaster();
    if (victim === undefined) throw new Error('there is no database process');
    const port = fs.readFileSync(path.join(dataDir, 'postgres/pgdata/postmaster.pid'), 'utf8').split('\n')[3];
    process.kill(victim, 'SIGKILL');
    await waitFor(() => ![undefined, victim].includes(postmaster()), 20_000);
    await waitFor(() =>
      fs.readFileSync(path.join(dataDir, 'postgres/pgdata/postmaster.pid'), 'utf8').includes('ready'),
    );
    expect(fs.readFileSync(path.join(dataDir, 'postgres/pgdata/postmaster.pid'), 'utf8').split('\n')[3]).toBe(
      port,
    );
    expect(await server.stop()).toBe(0);
  });

  it('of the supervisor: the others end by themselves, and the next start adopts the database', async () => {
    const first = await start();
    const children = descendants(first.child.pid ?? -1).filter(({ command }) => command.includes('/dist/'));
    const database = postmaster();
    first.child.kill('SIGKILL');
    await waitFor(() => children.every(({ pid }) => !fs.existsSync(`/proc/${pid}`)));
    const second = await start({ ...first.settings });
    expect(postmaster()).toBe(database);
    expect(await consoleAnswers(second)).toBe(true);
  });

  it('of everything at once: the next start needs no cleaning', async () => {
    const first = await start();
    const all = [...descendants(first.child.pid ?? -1), ...processesOf(dataDir)];
    for (const pid of new Set([first.child.pid ?? -1, ...all.map((one) => one.pid)]))
      process.kill(pid, 'SIGKILL');
    const second = await start({ ...first.settings });
    expect(await consoleAnswers(second)).toBe(true);
    expect(await phonePortAnswers(second)).toBe(true);
  });
});

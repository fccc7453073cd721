import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOffhook } from '../../scripts/test/offhook-server.mjs';

let dataDir: string;
beforeAll(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-commands-'));
});
afterAll(() => fs.rmSync(dataDir, { recursive: true, force: true }));

function offhook(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['dist/offhook.mjs', ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', OFFHOOK_DATA_DIR: dataDir },
    encoding: 'utf8',
    timeout: 60_000,
  });
}

const keyIds = () => fs.readFileSync(path.join(dataDir, 'keys.json'), 'utf8').match(/"id"/g)?.length;

describe('offhook on an installation', () => {
  it('says so when there is none yet', () => {
    const { status, stderr } = offhook('user', 'reset-password');
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/^offhook: There is no key file/)]);
  });

  it('resets a password and rotates keys while Offhook runs, and forgets old keys only when it is stopped', async () => {
    const server = await startOffhook({ dataDir });
    const reset = offhook('user', 'reset-password', 'admin');
    expect(reset).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^The new password of admin: \S{20}\n$/),
    });
    expect(offhook('user', 'reset-password', 'nobody')).toMatchObject({
      status: 1,
      stderr: 'offhook: There is no user nobody.\n',
    });
    expect(offhook('keys', 'rotate')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/[1-9]\d* rows were sealed/),
    });
    expect(keyIds()).toBe(2);
    expect(offhook('keys', 'forget-old')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Stop it'),
    });
    expect(keyIds()).toBe(2);
    await server.stop();
    expect(offhook('keys', 'forget-old')).toMatchObject({ status: 0 });
    expect(keyIds()).toBe(1);
    expect(offhook('user', 'reset-password')).toMatchObject({ status: 0 });
    const again = await startOffhook({ dataDir });
    expect(await again.stop()).toBe(0);
  });
});

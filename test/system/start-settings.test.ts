import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startOffhook } from '../../scripts/test/offhook-server.mjs';

let dataDir: string;
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'offhook-settings-'));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true, force: true }));

/** The URL for phones that a start prints. */
async function printed(env: Record<string, string>): Promise<string | undefined> {
  const server = await startOffhook({ dataDir, env });
  await server.stop();
  return /^ *Phones +(\S+)/m.exec(server.output())?.[1];
}

describe('the URL that phones use', () => {
  it('is printed as the processes take it: OFFHOOK_PUBLIC_URL before what the first start stored', async () => {
    const port = { OFFHOOK_PHONE_HTTP_PORT: '28767' };
    const first = await printed({ ...port, OFFHOOK_PHONE_HOST: '0.0.0.0' });
    expect(first).toMatch(/^http:\/\/[1-9][0-9.]+:28767$/);
    expect(await printed({ ...port, OFFHOOK_PUBLIC_URL: 'http://phones.example.com' })).toBe(
      'http://phones.example.com',
    );
    expect(await printed(port)).toBe(first);
  });
});

describe('the number of devices that phones may make', () => {
  it('is that of the environment, and events tell whom it turned away', async () => {
    const server = await startOffhook({ dataDir, env: { OFFHOOK_NEW_DEVICES_PER_SOURCE: '0/s,1' } });
    const ask = (mac: string) =>
      fetch(`${server.phoneUrl}/snomD785-${mac}.htm`, {
        headers: {
          'User-Agent': `Mozilla/4.0 (compatible; snomD785-SIP 10.1.215.13 1.1.3-s ${mac} SXM:0 UXM:0)`,
        },
      });
    try {
      expect((await ask('000413000001')).status).toBe(200);
      expect((await ask('000413000002')).status).toBe(404);
      const authorization = `Bearer ${server.token}`;
      const unknown = async () =>
        (await fetch(`${server.consoleUrl}/api/unknown`, { headers: { authorization } })).json();
      await expect.poll(unknown, { timeout: 10_000 }).toMatchObject({
        rows: [
          {
            outcome: 'refused',
            path: '/snomD785-000413000002.htm',
            detail: { refused: 'too many new devices' },
          },
        ],
      });
    } finally {
      await server.stop();
    }
  });
});

describe('simulated phones', () => {
  it('ask by TFTP where a server with the same variables answers', () => {
    const help = (env: Record<string, string>) =>
      execFileSync(process.execPath, ['dist/simulate.mjs', '--help'], {
        env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
        encoding: 'utf8',
      }).replace(/\s+/g, ' ');
    expect(help({ OFFHOOK_TFTP_PORT: '6971' })).toContain('by TFTP, on the host of --target (default: 6971)');
    expect(help({})).toMatch(/by TFTP, on the host of --target \(default: (69|6969)\)/);
  });
});

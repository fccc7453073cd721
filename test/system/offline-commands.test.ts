import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Commands that need no installation and no database. */
function offhook(
  args: string[],
  input: object[] = [],
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['dist/offhook.mjs', ...args], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    input: input.map((line) => JSON.stringify(line)).join('\n'),
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 256 * 1024 * 1024,
  });
}

function answers(command: string, input: object[]): Record<string, unknown>[] {
  const { status, stdout, stderr } = offhook([command], input);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line));
}

const raw_config = {
  http_base_url: 'http://192.0.2.10:8667',
  sip_lines: { '1': { username: 'u1', password: 'p' } },
};
const device = { id: 'd', mac: '00:0f:d3:a1:b2:c3', vendor: 'Digium', model: 'D70' };

it('render gives the files of devices and of lines, or says why not', () => {
  const [phone, alias, common, noMac, unknown, nothing] = answers('render', [
    { id: 1, vendor: 'Digium', model: 'D70', device, raw_config, now: '2026-07-01T12:00:00Z' },
    { id: 'x', vendor: 'Digium', plugin: 'xivo-digium-1.4.0.0', device, raw_config },
    { id: 3, vendor: 'Polycom', stock_plugin: 'wazo-polycom-5.9.2', raw_config },
    { id: 4, vendor: 'Digium', model: 'D70', device: {}, raw_config },
    { id: 5, vendor: 'Nobody', model: 'X', device, raw_config },
    { id: 6 },
  ]);
  expect(phone).toMatchObject({
    id: 1,
    plugin: 'digium-2.8.1',
    files: [
      { path: 'Digium/000fd3a1b2c3.cfg', contents: expect.stringContaining('authname="u1"') },
      { path: 'Digium/000fd3a1b2c3-contacts.xml' },
    ],
  });
  expect(alias).toMatchObject({ id: 'x', plugin: 'digium-2.8.1' });
  expect(common).toMatchObject({
    id: 3,
    plugin: 'polycom-5.9.2',
    files: expect.arrayContaining([{ path: '000000000000.cfg', contents: expect.any(String) }]),
  });
  expect(noMac).toMatchObject({ id: 4, error: expect.stringContaining('MAC address') });
  expect(unknown).toEqual({ id: 5, error: 'no plugin for Nobody X' });
  expect(nothing).toMatchObject({ id: 6, error: expect.any(String) });
});

it('render answers thousands of requests in seconds, in their order', () => {
  const requests = Array.from({ length: 4_000 }, (_, id) => ({
    id,
    vendor: 'Digium',
    model: 'D70',
    device,
    raw_config,
  }));
  const started = Date.now();
  expect(answers('render', requests).map(({ id }) => id)).toEqual(requests.map(({ id }) => id));
  expect(Date.now() - started).toBeLessThan(10_000);
});

it('identify tells what a request says, the plugin, its aliases and why', () => {
  const [dhcp, scanner] = answers('identify', [
    { id: 1, type: 'dhcp', mac: '00:0f:d3:a1:b2:c3', options: { '60': 'digium_D62_2_8_1' } },
    { id: 2, type: 'http', method: 'GET', path: '/wp-login.php', headers: { 'User-Agent': 'curl/8.0' } },
  ]);
  expect(dhcp).toMatchObject({
    vendor: 'Digium',
    model: 'D62',
    version: '2.8.1',
    mac: '00:0f:d3:a1:b2:c3',
    plugin: 'digium-2.8.1',
    aliases: expect.arrayContaining(['wazo-digium-2.8.1']),
    why: expect.anything(),
  });
  expect(scanner).not.toHaveProperty('vendor');
});

it('dhcp-snippet writes what leads phones to the URL, and the script that reports leases', () => {
  const isc = offhook(['dhcp-snippet', 'isc', '--url', 'http://192.0.2.10:8667']);
  expect(isc).toMatchObject({ status: 0, stderr: '' });
  expect(isc.stdout).toContain('option tftp-server-name "http://192.0.2.10:8667/Digium";');
  expect(isc.stdout).toContain('on commit');
  expect(
    offhook(['dhcp-snippet', 'isc', '--url', 'http://192.0.2.10:8667', '--no-hook']).stdout,
  ).not.toContain('on commit');
  expect(
    offhook(['dhcp-snippet', 'kea', '--script', '--api-url', 'https://voice.example.org']).stdout,
  ).toContain('https://voice.example.org/0.2/dev_mgr/dhcpinfo');
  expect(offhook(['dhcp-snippet', 'isc', '--url', 'nonsense'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('write it like http://192.0.2.10:8667'),
  });
});

it('plugin check says what is wrong, and its status says whether anything is', () => {
  expect(offhook(['plugin', 'check', 'plugins/digium'])).toMatchObject({
    status: 0,
    stdout: 'digium: 1 line, 7 model names, no problems\n',
  });
  expect(offhook(['plugin', 'check', 'docs'])).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('docs/plugin.json5: error: the file is missing'),
  });
  expect(offhook(['plugin', 'check', 'no-such-folder']).status).toBe(1);
});

it('plugin new starts a family that passes the check, and touches no other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-new-'));
  try {
    const options = [
      '--model',
      'A10:2:8',
      '--oui',
      '00-11-22',
      '--tftp',
      '--format',
      'equals',
      '--folder',
      folder,
    ];
    const made = offhook(['plugin', 'new', 'Acme', ...options]);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    const checked = offhook(['plugin', 'check', join(folder, 'acme')]);
    expect(checked).toMatchObject({ status: 0, stdout: 'acme: 1 line, 1 model name, no problems\n' });
    const again = offhook(['plugin', 'new', 'Acme', ...options]);
    expect(again).toMatchObject({ status: 1, stderr: expect.stringContaining('exists already') });
    const taken = offhook(['plugin', 'new', 'Yealink', ...options]);
    expect(taken).toMatchObject({ status: 1, stderr: expect.stringContaining('say --replace') });
    const half = offhook(['plugin', 'new', 'Half', '--root', '/etc', ...options]);
    expect(half).toMatchObject({ status: 1, stderr: expect.stringContaining('Nothing was written') });
    expect(readdirSync(folder)).toEqual(['acme']);
    const bad = offhook(['plugin', 'new', '!!', ...options]);
    expect(bad).toMatchObject({ status: 2, stderr: expect.stringContaining('at least one letter') });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { leaseHook } from './lease-hook';
import type { DhcpServer } from './snippet';

interface Report {
  request: IncomingMessage;
  body: string;
}

let folder = '';
let api: Server;
let url = '';
const reports: Report[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-hook-'));
  writeFileSync(join(folder, 'token'), 'the-token\n');
  api = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      reports.push({ request, body });
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(api, 'listening');
  const address = api.address();
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
});
afterAll(() => {
  api.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  reports.length = 0;
});

/** Runs the script as the server does. Answers with what was reported within the time that a report takes. */
async function run(server: DhcpServer, args: string[], env: Record<string, string> = {}): Promise<Report[]> {
  const script = join(folder, `${server}.sh`);
  writeFileSync(script, leaseHook(server, { apiUrl: url }));
  const variables = Object.entries({ OFFHOOK_DHCP_TOKEN_FILE: join(folder, 'token'), ...env });
  const assignments = variables.map(([name, value]) => `${name}=${value}`);
  const child = spawn('/usr/bin/env', [...assignments, '/bin/sh', script, ...args], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  for (let waited = 0; waited < 60 && reports.length === 0; waited++)
    await new Promise((r) => setTimeout(r, 10));
  return reports;
}

const lease = { op: 'commit', ip: '10.0.0.7' };

it('reports what dhcpd tells, each option as its code and bytes', async () => {
  const args = ['commit', '10.0.0.7', '0:f:d3:29:4b:37', '012', '', '060', '64.69.67.69.75.6d', '077', '41'];
  const [report] = await run('isc', args);
  expect(report?.request.url).toBe('/0.2/dev_mgr/dhcpinfo');
  expect(report?.request.method).toBe('POST');
  expect(report?.request.headers['x-auth-token']).toBe('the-token');
  expect(report?.request.headers['content-type']).toBe('application/vnd.proformatique.provd+json');
  expect(JSON.parse(report?.body ?? '')).toEqual({
    dhcp_info: { ...lease, mac: '0:f:d3:29:4b:37', options: ['06064.69.67.69.75.6d', '07741'] },
  });
});

it('reports the lease that Kea committed', async () => {
  const env = { LEASES4_SIZE: '1', LEASES4_AT0_ADDRESS: '10.0.0.7', LEASES4_AT0_HWADDR: '00:0f:d3:29:4b:37' };
  const [report] = await run('kea', ['leases4_committed'], env);
  expect(JSON.parse(report?.body ?? '')).toEqual({
    dhcp_info: { ...lease, mac: '00:0f:d3:29:4b:37', options: [] },
  });
});

it('reports the vendor class that dnsmasq tells, for phones only', async () => {
  const vendorClass = 'Cisco Systems, Inc. "IP" Phone';
  const env = { DNSMASQ_TAGS: 'lan offhook-cisco', DNSMASQ_VENDOR_CLASS: vendorClass };
  const [report] = await run('dnsmasq', ['add', '00:0f:d3:29:4b:37', '10.0.0.7', 'name'], env);
  const bytes = [...Buffer.from(vendorClass)].map((byte) => byte.toString(16).padStart(2, '0')).join('.');
  expect(JSON.parse(report?.body ?? '')).toEqual({
    dhcp_info: { ...lease, mac: '00:0f:d3:29:4b:37', options: [`060${bytes}`] },
  });
  reports.length = 0;
  expect(await run('dnsmasq', ['add', '00:0f:d3:29:4b:38', '10.0.0.8'], { DNSMASQ_TAGS: 'lan' })).toEqual([]);
});

it.each([
  ['isc', ['expiry', '10.0.0.7', '0:f:d3:29:4b:37']],
  ['isc', ['commit', '10.0.0.7", "x": "', '0:f:d3:29:4b:37']],
  ['kea', ['lease4_expire']],
  ['kea', ['leases4_committed']],
  ['dnsmasq', ['del', '00:0f:d3:29:4b:37', '10.0.0.7']],
] as const)('reports nothing for %s %j', async (server, args) => {
  expect(await run(server, [...args], { DNSMASQ_TAGS: 'offhook-x' })).toEqual([]);
});

it('drops an option that is not bytes rather than sending broken JSON', async () => {
  const [report] = await run('isc', ['commit', '10.0.0.7', '0:f:d3:29:4b:37', '060', '64"],"x":["']);
  expect(JSON.parse(report?.body ?? '')).toMatchObject({ dhcp_info: { options: [] } });
});

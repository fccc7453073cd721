import { programPath } from '../../test/debian-programs';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import JSON5 from 'json5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dhcpFile, type DhcpClass } from '../domain/plugins/dhcp';
import { dhcpAddresses } from './addresses';
import { HOOK_PATH } from './lease-hook';
import { dhcpSnippet, type DhcpServer, type FamilyClasses } from './snippet';

const PLUGINS = join(import.meta.dirname, '../../plugins');

/** The classes of every bundled family, read alone: this test is about DHCP, not about whole families. */
function bundledClasses(): FamilyClasses[] {
  return readdirSync(PLUGINS)
    .filter((family) => existsSync(join(PLUGINS, family, 'dhcp.json5')))
    .map((family) => {
      const text = readFileSync(join(PLUGINS, family, 'dhcp.json5'), 'utf8');
      return { vendor: family, classes: dhcpFile.parse(JSON5.parse(text)).classes };
    });
}

function addresses(url = 'http://192.0.2.10:8667', tftp?: string) {
  const result = dhcpAddresses(url, tftp);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function snippet(server: DhcpServer, families: FamilyClasses[], hook: string | null = HOOK_PATH): string {
  const result = dhcpSnippet(server, families, {
    addresses: addresses(),
    reportedOptions: [12, 43, 60, 125],
    hook,
  });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const everyKind: DhcpClass =
  dhcpFile.parse({
    classes: [
      {
        name: 'every-kind',
        any: [
          { option: 60, equals: 'Some Systems, Inc. (x) $A' },
          { option: 60, startsWith: 'some:class/' },
          { option: 124, endsWith: 'CP-1' },
        ],
        ouis: ['00:0a:ff', 'd0:c7:89'],
        ouisWithoutVendorClass: true,
        send: [
          { option: 66, value: '{http_base_url}/a,b/spa$PSN.cfg' },
          { option: 150, value: '{tftp_server_ip}', type: 'address' },
          { option: 160, value: '{tftp_server_name}' },
        ],
      },
    ],
  }).classes[0] ?? expect.unreachable();

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-dhcp-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the server's own syntax check says; null when it found nothing wrong. */
function checkedBy(server: DhcpServer, config: string): string | null {
  const file = join(folder, `${server}.conf`);
  const subnet = 'subnet 198.51.100.0 netmask 255.255.255.0 { range 198.51.100.10 198.51.100.20; }\n';
  writeFileSync(file, server === 'isc' ? `${config}\n${subnet}` : config);
  const commands: Record<DhcpServer, [string, string[]]> = {
    isc: [programPath('dhcpd'), ['-t', '-cf', file, '-lf', '/dev/null']],
    kea: [programPath('kea-dhcp4'), ['-t', file]],
    dnsmasq: [programPath('dnsmasq'), ['--test', `--conf-file=${file}`]],
  };
  const [program, args] = commands[server];
  // Kea wants to write its locks also when it only checks.
  const kea = [`KEA_PIDFILE_DIR=${folder}`, `KEA_LOCKFILE_DIR=${folder}`];
  const run = spawnSync('/usr/bin/env', [...kea, program, ...args], { encoding: 'utf8' });
  const { status, stdout, stderr, error } = run;
  if (error) throw error;
  return status === 0 ? null : `${stdout}${stderr}`;
}

describe.each(['isc', 'kea', 'dnsmasq'] as const)('the configuration for %s', (server) => {
  it('of every bundled family passes the check of the server itself', () => {
    const families = bundledClasses();
    expect(families.length).toBeGreaterThanOrEqual(6);
    expect(checkedBy(server, snippet(server, families))).toBeNull();
  });

  it('with every kind of test, option and value passes too, without a report of leases', () => {
    const config = snippet(server, [{ vendor: 'Every kind', classes: [everyKind] }], null);
    expect(config).not.toContain(HOOK_PATH);
    expect(checkedBy(server, config)).toBeNull();
  });

  it('is seen to be wrong by the check when it is broken', () => {
    const config = snippet(server, bundledClasses());
    const broken = {
      isc: config.replace('match if', 'match'),
      kea: config.replace('==', '='),
      dnsmasq: config.replace('dhcp-m', 'dhcp-n'),
    };
    expect(checkedBy(server, broken[server])).not.toBeNull();
  });

  it('gives the classes of each family what leads its phones here', () => {
    const config = snippet(server, bundledClasses());
    for (const value of [
      'http://192.0.2.10:8667/Digium',
      'http://192.0.2.10:8667/spa$PSN.cfg',
      '192.0.2.10',
    ]) {
      expect(config).toContain(value);
    }
    for (const { classes } of bundledClasses()) {
      for (const { name } of classes) expect(config).toContain(`offhook-${name}`);
    }
  });
});

it('names each class once among all families', () => {
  const names = bundledClasses().flatMap(({ classes }) => classes.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});

it('asks for an address where a name is not enough', () => {
  const options = { addresses: addresses('http://prov.example.org:8667'), reportedOptions: [60], hook: null };
  const result = dhcpSnippet('isc', [{ vendor: 'x', classes: [everyKind] }], options);
  expect(result).toMatchObject({
    ok: false,
    error: { code: 'invalid', message: expect.stringContaining('prov.example.org') },
  });
});

it.each([
  'ftp://192.0.2.1',
  'http://a"b/',
  "http://a/'",
  'http://a/\n',
  'http://[::1]:8667',
  'nonsense',
  'http://a/b;c',
])('refuses the address %j', (url) => {
  expect(dhcpAddresses(url).ok).toBe(false);
});

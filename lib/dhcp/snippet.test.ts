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
          { option: 242, value: 'HTTPSRVR={http_host},HTTPPORT={http_port},HTTPDIR={http_path}' },
          {
            option: 43,
            suboptions: [
              { code: 2, value: '{http_base_url}' },
              { code: 3, value: 'false', type: 'flag' },
              { code: 5, value: '{tftp_server_ip}', type: 'address' },
            ],
          },
        ],
        boot: { server: '{tftp_server_ip}', file: 'sipconfig.txt' },
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

describe('what is no plain option', () => {
  const write = (server: DhcpServer) => {
    const families = [{ vendor: 'Every kind', classes: [everyKind] }];
    const options = {
      addresses: addresses('http://192.0.2.10:8667/k/key/'),
      reportedOptions: [60],
      hook: null,
    };
    const result = dhcpSnippet(server, families, options);
    return result.ok ? result.value : expect.unreachable();
  };

  it('is written for isc', () => {
    const config = write('isc');
    expect(config).toContain(
      [
        'option space offhook-every-kind;',
        'option offhook-every-kind.suboption-2 code 2 = text;',
        'option offhook-every-kind.suboption-3 code 3 = boolean;',
        'option offhook-every-kind.suboption-5 code 5 = ip-address;',
      ].join('\n'),
    );
    expect(config).toContain(
      [
        '  vendor-option-space offhook-every-kind;',
        '  option offhook-every-kind.suboption-2 "http://192.0.2.10:8667/k/key";',
        '  option offhook-every-kind.suboption-3 false;',
        '  option offhook-every-kind.suboption-5 192.0.2.10;',
        '  next-server 192.0.2.10;',
        '  filename "sipconfig.txt";',
      ].join('\n'),
    );
    expect(config).toContain('option offhook-242 code 242 = text;');
    expect(config).toContain('  option offhook-242 "HTTPSRVR=192.0.2.10,HTTPPORT=8667,HTTPDIR=/k/key";');
  });

  it('is written for kea', () => {
    const text = write('kea');
    const config: unknown = JSON.parse(text.slice(text.indexOf('{')));
    const space = 'offhook-every-kind';
    expect(config).toMatchObject({
      Dhcp4: {
        'option-def': expect.arrayContaining([
          { name: 'offhook-242', code: 242, space: 'dhcp4', type: 'string', array: false },
          { name: 'suboption-3', code: 3, space, type: 'boolean' },
        ]),
        'client-classes': [
          {
            'next-server': '192.0.2.10',
            'boot-file-name': 'sipconfig.txt',
            'option-def': [
              { name: 'vendor-encapsulated-options', code: 43, type: 'empty', encapsulate: space },
            ],
            'option-data': expect.arrayContaining([
              { code: 43, 'always-send': true },
              { space, code: 2, data: 'http://192.0.2.10:8667/k/key' },
              { space, code: 3, data: 'false' },
            ]),
          },
        ],
      },
    });
  });

  it('is written for dnsmasq', () => {
    const url = Buffer.from('http://192.0.2.10:8667/k/key')
      .toString('hex')
      .replace(/(..)(?=.)/g, '$1:');
    const config = write('dnsmasq');
    expect(config).toContain(
      'tag:offhook-every-kind,242,"HTTPSRVR=192.0.2.10,HTTPPORT=8667,HTTPDIR=/k/key"\n',
    );
    expect(config).toContain(`tag:offhook-every-kind,43,02:1c:${url}:03:01:00:05:04:c0:00:02:0a\n`);
    expect(config).toContain('dhcp-boot=tag:offhook-every-kind,sipconfig.txt,,192.0.2.10\n');
  });
});

it.each([
  ['http://192.0.2.10', '192.0.2.10', '80', ''],
  ['https://prov.example.org/', 'prov.example.org', '443', ''],
  ['http://prov.example.org:8667/k/key', 'prov.example.org', '8667', '/k/key'],
])('takes %s to pieces', (url, httpHost, httpPort, httpPath) => {
  expect(addresses(url)).toMatchObject({ httpHost, httpPort, httpPath });
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

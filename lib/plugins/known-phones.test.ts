import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED } from '../../test/plugins/family-folder';
import type { DhcpFile } from '../domain/plugins/dhcp';
import { associate } from '../identify/associate';
import { createIdentifier, type Identifier } from '../identify/identifier';
import type { IdentifyRequest } from '../identify/request';
import { identifierRules } from './identifier-rules';
import { readRegistry, type PluginRegistry } from './registry';

/** Phones that are met in other words than the usual ones, and have to be known all the same. */

let registry: PluginRegistry;
let identifier: Identifier;
beforeAll(async () => {
  registry = await readRegistry([BUNDLED]);
  identifier = createIdentifier(identifierRules(registry));
});

const known = (request: IdentifyRequest) => {
  const { identity, families } = identifier.identify(request);
  const { pluginId } = associate({ ...identity, families }, [...registry.lines.values()]);
  return { ...identity, vouched: families.length > 0, plugin: pluginId };
};
const get = (path: string, agent?: string): IdentifyRequest => ({
  type: 'http',
  method: 'GET',
  path,
  headers: agent === undefined ? {} : { 'User-Agent': agent },
});
const lease = (mac: string, options: Record<string, string> = {}): IdentifyRequest => ({
  type: 'dhcp',
  mac,
  options,
});

describe('a User-Agent in other words', () => {
  const GIGASET = { vendor: 'Gigaset', model: 'N870 IP PRO', plugin: 'gigaset-Nx70-83.v2.65.0' };
  it.each([
    [
      'Fanvil X6V2 P0.16.5-1.12.2 0C383E010203',
      { vendor: 'Fanvil', model: 'X6V2', mac: '0c:38:3e:01:02:03', plugin: 'fanvil-serie-x' },
    ],
    ['Linksys/SPA-942-6.1.5(a) (88019FA42805)', { model: 'SPA942', sn: '88019FA42805', version: '6.1.5(a)' }],
    ['Linksys/SPA-962-6.1.5(a) (4MM00F903042)', { vendor: 'Cisco', model: 'SPA962', sn: '4MM00F903042' }],
    ['Linksys/PAP2T-3.1.15(LS)', { vendor: 'Cisco', model: 'PAP2T', version: '3.1.15(LS)' }],
    [
      'Cisco/SPA501G-7.4.4 (8843E1010203)(CBT141100HR)',
      { model: 'SPA501G', mac: '88:43:e1:01:02:03', sn: 'CBT141100HR' },
    ],
    ['Cisco/SPA122-1.4.1(SR5)', { vendor: 'Cisco', model: 'SPA122', version: '1.4.1(SR5)' }],
    ['Cisco-CP-8865NR-3PCC', { vendor: 'Cisco', model: '8865', vouched: true }],
    [
      '"Gigaset N870 IP PRO/83.V2.11.0+build.a546b91;7C2F80E0D605"',
      { ...GIGASET, version: '83.V2.11.0', mac: '7c:2f:80:e0:d6:05' },
    ],
    ['Gigaset N870 IP PRO/83.V2.65.0', { ...GIGASET, version: '83.V2.65.0' }],
    [
      'Aastra6757iCT MAC:00-08-5D-01-02-03 V:3.3.1.4365-SIP',
      { vendor: 'Aastra', model: '6757iCT', mac: '00:08:5d:01:02:03', plugin: 'aastra-3.3.1-SP4' },
    ],
    ['Aastra9480iCT MAC:00-08-5D-01-02-03 V:3.3.1.4365-SIP', { vendor: 'Aastra', model: '9480iCT' }],
    [
      'SmartNode (Model:SN4114/JS/EUI; Serial:00A0BAB07B71; Software Version:R6.T 2012-09-11 H323 SIP; Hardware Version:4.4)',
      { vendor: 'Patton', model: 'SN4114', version: '6.T', mac: '00:a0:ba:b0:7b:71' },
    ],
    ['AVAYA/SIP12x0\u0017/04.00.04.00', { vendor: 'Avaya', version: '04.00.04.00' }],
  ])('%s', (agent, expected) => {
    expect(known(get('/', agent))).toMatchObject(expected);
  });
});

describe('a name in the other letter case', () => {
  it.each([
    ['/000E08010203.xml', 'Cisco'],
    ['/001BD4010203.xml', 'Cisco'],
    ['/cfg001FC1010203.xml', 'Htek'],
    ['/00A0BAB07B71.cfg', 'Patton'],
    ['/SIP001b4f010203.cfg', 'Avaya'],
    ['/SIP002400010203.cfg', 'Avaya'],
    ['/Panasonic/Config0080f0010203.cfg', 'Panasonic'],
    ['/ST2030S_00147f010203.txt', 'Technicolor'],
    ['/sipconfig-00809F010203.txt', 'Alcatel'],
    ['/config.487A55010203.xml', 'Alcatel'],
    ['/Aastra/00085d010203.cfg', 'Aastra'],
    ['/Fanvil/0C383E010203.cfg', 'Fanvil'],
    ['/snom320.htm?mac=00:04:13:01:02:03', 'Snom'],
  ])('%s is of %s', (path, vendor) => {
    const { mac, ...rest } = known(get(path));
    expect(rest).toMatchObject({ vendor });
    expect(mac).toMatch(/:0[12]:02:03$|:b0:7b:71$/);
  });
});

describe('a file below the folder of its vendor', () => {
  it.each([
    ...['startup.cfg', '6757i.st', 'security.tuz', 'lang_fr.txt', 'i18n/lang_fr_ca.txt'].map(
      (name) => `Aastra/${name}`,
    ),
    ...['fanvil_phone_hwv1_0.txt', 'f0X2hw1.100.cfg', 'phonebook.xml', 'x22.14.0.7386T20210730165954.z'].map(
      (name) => `Fanvil/${name}`,
    ),
    ...['firmware/2_8_1_D70_firmware.eff', 'x', 'ring.wav'].map((name) => `Digium/${name}`),
    ...['x.xml', 'LdapDirectories.xml'].map((name) => `Communicator/${name}`),
  ])('%s', (path) => {
    expect(known(get(`/${path}`)).vouched).toBe(true);
    expect(known({ type: 'tftp', path }).vouched).toBe(true);
  });

  it('is a phone whatever a reference phone was seen to say with it', () => {
    for (const agent of ['Mozilla/5.0 (X11; Linux x86_64) Firefox/121.0', 'curl/8.4.0']) {
      expect(known(get('/Digium/000fd3294b37.cfg', agent)).plugin).toBe('digium-2.8.1');
      expect(known(get('/Digium/000fd3294b37-contacts.xml', agent)).plugin).toBe('digium-2.8.1');
      expect(known(get('/Fanvil/F0V00X200000.cfg', agent)).model).toBe('X210');
    }
    expect(known(get('/SEP001BD4010203.cnf.xml', 'Allegro-Software-WebClient/4.34')).vouched).toBe(true);
  });
});

describe('a vendor class', () => {
  it.each([
    ['Gigaset_N720_DM_PRO', { vendor: 'Gigaset', model: 'N720 DM PRO', plugin: 'gigaset-N720' }],
    ['Gigaset_N720_IP_PRO', { vendor: 'Gigaset', model: 'N720 IP PRO' }],
    ['Gigaset_N510_IP_PRO', { vendor: 'Gigaset', model: 'N510 IP PRO' }],
    ['N510_IP_PRO', { vendor: 'Gigaset', model: 'N510 IP PRO' }],
    ['C470IP021230', { vendor: 'Gigaset', model: 'C470 IP' }],
    ['S675IP/1', { vendor: 'Gigaset', model: 'S675 IP' }],
    ['snomM300_1', { vendor: 'Snom', model: 'M300', plugin: 'snom-dect-05.20.0001' }],
    ['digium_D70.1.4', { vendor: 'Digium', model: 'D70', version: '1.4' }],
    ['Cisco Systems, Inc.', { vendor: 'Cisco', vouched: false }],
    ['SN4112S/JS/EUI', { vendor: 'Patton', model: 'SN4112S' }],
    ['\u0001\u0002Thomson&ST2022', { vendor: 'Technicolor', model: 'ST2022' }],
    ['\u0001\u0002Thomson24TB3033', { vendor: 'Technicolor', model: 'TB30' }],
  ])('%j', (text, expected) => {
    expect(known(lease('02:00:00:01:02:03', { '60': text }))).toMatchObject(expected);
  });

  it.each([
    ['44:db:d2', 'SIP-T46U', 'Yealink'],
    ['00:15:65', 'Yealink T46S', 'Yealink'],
    ['00:1f:c1', 'Htek UC926', 'Htek'],
    ['00:04:f2', 'Polycom-VVX410', 'Polycom'],
    ['00:0b:82', 'udhcp 1.20.2', 'Grandstream'],
    ['00:08:5d', 'other', 'Aastra'],
    ['00:13:cb', 'other', 'Zenitel'],
  ])('that is unknown leaves the MAC prefix: %s %s', (prefix, text, vendor) => {
    expect(known(lease(`${prefix}:01:02:03`, { '60': text }))).toMatchObject({ vendor, plugin: null });
  });

  it.each(['00:08:7b', '00:24:00', '00:01:e3', '00:13:a9'])('is not needed by %s', (prefix) => {
    expect(known(lease(`${prefix}:01:02:03`)).vendor).toBeDefined();
  });
});

describe('what a DHCP server is told to look for', () => {
  type Test = DhcpFile['classes'][number]['any'][number];
  const texts = ({ equals, startsWith, endsWith }: Test): string[] => {
    if (equals !== undefined) return [equals, `${equals}\u0000`];
    // A prefix of many models is met with one of them behind it.
    if (startsWith !== undefined) return [`${startsWith}${MODELS[startsWith] ?? ''}`];
    return [endsWith ?? '', `${ENDS[endsWith ?? ''] ?? ''}${endsWith ?? ''}`];
  };
  const MODELS: Record<string, string> = {
    AastraIPPhone: '6757i',
    MitelIPPhone: '6920',
    'Cisco SPA': '504G',
    'CISCO SPA': '112',
    'Cisco Systems, Inc. IP Phone SPA': '502G',
    'LINKSYS SPA': '-942',
    digium_D: '70',
    snom: '320',
    'Vtech Vesa': ' VSP735',
  };
  const ENDS: Record<string, string> = {
    '-3PCC': 'CP-8851',
    ST2022: 'xxThomson&',
    ST2030: 'xxThomson&',
    Thomson24TB3033: 'xx',
  };

  it('names its vendor, every class and every prefix', () => {
    const missed: string[] = [];
    let asked = 0;
    const ask = (vendor: string, request: IdentifyRequest) => {
      asked += 1;
      if (known(request).vendor !== vendor) missed.push(`${vendor}: ${JSON.stringify(request)}`);
    };
    for (const { identify, dhcp } of registry.families.values()) {
      if (identify === null || dhcp === null) continue;
      for (const { any, ouis, ouisWithoutVendorClass } of dhcp.classes) {
        for (const test of any) {
          for (const text of texts(test).slice(test.endsWith === undefined ? 0 : 1))
            ask(identify.vendor, lease('02:00:00:01:02:03', { [String(test.option)]: text }));
        }
        for (const prefix of ouis) {
          ask(identify.vendor, lease(`${prefix}:01:02:03`));
          if (!ouisWithoutVendorClass) ask(identify.vendor, lease(`${prefix}:01:02:03`, { '60': 'other' }));
        }
      }
    }
    expect(missed).toEqual([]);
    expect(asked).toBeGreaterThan(150);
  });
});

describe('a model that no line knows', () => {
  it.each([
    lease('02:00:00:01:02:03', { '60': 'snomM3' }),
    get('/snomM3.htm'),
    get('/', 'Mozilla/4.0 (compatible; snomM3-SIP 1.0)'),
    get('/', 'Mozilla/4.0 (compatible; snomHM201-SIP)'),
    get('/', 'Mozilla/4.0 (compatible; snomC520-SIP)'),
    get('/', 'Mozilla/4.0 (compatible; snom lid 3605)'),
  ])('and that is no desk phone gets none of theirs: %j', (request) => {
    expect(known(request)).toMatchObject({ vendor: 'Snom', plugin: null });
  });

  it('gets the newest line where the number is that of a desk phone', () => {
    expect(known(lease('02:00:00:01:02:03', { '60': 'snomD999' })).plugin).toBe('snom-10.1.215.13');
    expect(known(get('/snomM400.htm')).plugin).toBe('snom-dect-07.40.0104');
  });
});

describe('what follows the first file', () => {
  it.each(['SCCP45.9-4-2SR1-1S.loads', 'jar45sccp.9-4-2TH1-1.sbn', 'english_united_states/g3-tones.xml'])(
    'tells the vendor: %s',
    (path) => {
      expect(known({ type: 'tftp', path })).toMatchObject({ vendor: 'Cisco', vouched: false });
    },
  );

  it('is asked for with a slash too, by Jitsi', () => {
    const uuid = '357d97d3-d59a-4816-8ff5-2a7c2758044b';
    expect(known(get(`/jitsi/?uuid=${uuid}`, 'Jitsi/2.10.5550'))).toMatchObject({ vendor: 'Jitsi', uuid });
  });
});

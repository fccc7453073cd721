import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED } from '../../../test/plugins/family-folder';
import { readRegistry, type PluginRegistry } from '../../plugins/registry';
import { renderDevice } from '../../render/render-device';
import { matchPath } from './path-matcher';

const DEVICE = {
  id: 'a1',
  mac: '00:0f:d3:a1:b2:c3',
  sn: 'SN1',
  uuid: '1d381b98-5546-4cb6-89d0-0123456789ab',
};

let registry: PluginRegistry;
beforeAll(async () => {
  registry = await readRegistry([BUNDLED], { optional: true });
});

const line = (id: string) => {
  const found = registry.lines.get(id);
  if (!found) throw new Error(`no line ${id}`);
  return found;
};

describe('a name of a file', () => {
  it('is of the device that has the file, for every model of every family', () => {
    let names = 0;
    for (const each of registry.lines.values()) {
      for (const model of Object.keys(each.models)) {
        const rawConfig = {
          protocol: 'SIP',
          http_base_url: 'http://192.0.2.10:8667',
          sip_lines: { '1': { username: 'u1', password: 'p1', display_name: 'One', number: '101' } },
        };
        const device = { ...DEVICE, vendor: each.vendor, model };
        const rendered = renderDevice(each, {
          pluginId: each.id,
          device,
          rawConfig,
          now: '2026-07-01T12:00:00Z',
        });
        if (!rendered.ok) throw new Error(`${each.id} ${model}: ${rendered.error.message}`);
        for (const file of rendered.value.files) {
          for (const path of [file.path, ...file.alsoServedAs]) {
            const matched = matchPath(each, path);
            expect(matched, `${each.id} ${model} ${path}`).not.toBeNull();
            const owner = matched?.owner;
            if (owner) expect([path, owner.value]).toEqual([path, DEVICE[owner.key]]);
            names += 1;
          }
        }
      }
    }
    expect(names).toBeGreaterThan(500);
  });

  it('that stands as it is in the family is that one, not a placeholder’s value', () => {
    expect(matchPath(line('jitsi-1'), 'jitsi')?.owner).toBeNull();
    expect(matchPath(line('jitsi-1'), DEVICE.uuid)?.owner).toEqual({ key: 'uuid', value: DEVICE.uuid });
  });

  it('is of the device whose MAC address it holds, however that is written', () => {
    const zenitel = [...registry.lines.values()].find(({ family }) => family === 'zenitel');
    if (!zenitel) throw new Error('no line of Zenitel');
    const owner = { key: 'mac', value: '00:13:cb:01:02:0a' };
    expect(matchPath(zenitel, 'ipst_config_00_13_cb_01_02_0a.cfg')?.owner).toEqual(owner);
    expect(matchPath(zenitel, 'ipst_config_00_13_cb_01_02.cfg')).toBeNull();
  });

  it.each(['hipve-7C-1E-B3-01-02-0A.xml', 'hipve-7c-1e-b3-01-02-0a.xml', 'hipzz-7c1eb301020a.xml'])(
    'is of the device whose MAC address it holds, with hyphens or without: %s',
    (name) => {
      const owner = { key: 'mac', value: '7c:1e:b3:01:02:0a' };
      expect(matchPath(line('2n-2.50'), name)?.owner).toEqual(owner);
    },
  );

  it.each(['hipve-7C-1E-B3-01-02.xml', 'hipve-7C-1E-B3-01-02-0G.xml', 'hipve-7C_1E_B3_01_02_0A.xml'])(
    'is nobody’s when what stands in the place of a MAC address is none: %s',
    (name) => {
      expect(matchPath(line('2n-2.50'), name)).toBeNull();
    },
  );
});

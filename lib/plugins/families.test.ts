import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSON5 from 'json5';
import { z } from 'zod';
import { XMLValidator } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED } from '../../test/plugins/family-folder';
import type { PluginLine } from '../domain/plugins/plugin';
import { renderCommon, renderDevice } from '../render/render-device';
import type { RenderedFile } from '../render/types';
import type { JsonObject } from '../shared/json';
import { checkFamily } from './check';
import type { Family } from './family';
import { readRegistry, type PluginRegistry } from './registry';

/** What every family of `plugins/` has to pass. A new folder is taken up by itself. */

const NAMES = readdirSync(BUNDLED);
const NOW = '2026-07-01T12:00:00Z';
const BASE = { http_base_url: 'http://192.0.2.10:8667', ip: '192.0.2.10', http_port: 8667, tftp_port: 69 };

function render(line: PluginLine, model: string): RenderedFile[] {
  const device = { id: 'a1', mac: '00:0f:d3:a1:b2:c3', vendor: line.vendor, model, sn: 'SN1', uuid: 'u-1' };
  const rawConfig: JsonObject = {
    ...BASE,
    protocol: 'SIP',
    sip_proxy_ip: '192.0.2.20',
    sip_lines: { '1': { username: 'u1', password: 'p1', display_name: 'One', number: '101' } },
    sccp_call_managers: { '1': { ip: '192.0.2.20' } },
    funckeys: { '1': { type: 'blf', value: '201', label: 'A', line: 1 } },
  };
  const result = renderDevice(line, { pluginId: line.id, device, rawConfig, now: NOW });
  if (!result.ok) throw new Error(`${line.id} ${model}: ${result.error.message}`);
  return result.value.files;
}

/** `fixtures/<name>.json5`: a device whose files are kept below `fixtures/<name>/`, reviewed by eye. */
const deviceFixture = z.strictObject({
  line: z.string(),
  device: z.record(z.string(), z.json()),
  now: z.string(),
  raw_config: z.record(z.string(), z.json()),
});

function deviceFixtures(name: string): string[] {
  const folder = join(BUNDLED, name, 'fixtures');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((file) => file.endsWith('.json5') && file !== 'identify.json5');
}

let registry: PluginRegistry;
beforeAll(async () => {
  registry = await readRegistry([BUNDLED], { optional: true });
});

function family(name: string): Family {
  const found = registry.families.get(name);
  if (!found) throw new Error(`${name} is not loaded`);
  return found;
}

it('are the folders of plugins/, one family each', () => {
  expect([...registry.families.keys()].sort()).toEqual([...NAMES].sort());
});

describe.each(NAMES)('%s', (name) => {
  it('has no problem that a check can find', async () => {
    expect((await checkFamily(join(BUNDLED, name))).problems).toEqual([]);
  });

  it('says where its facts come from, and has a README, identification rules and DHCP classes', () => {
    const { sources, identify, dhcp, folder, lines } = family(name);
    expect(sources.length).toBeGreaterThan(0);
    expect(identify).not.toBeNull();
    // A program takes no lease: its computer does.
    const softphone = lines.every((line) =>
      Object.values(line.models).every((model) => model.capabilities.type === 'softphone'),
    );
    expect(dhcp === null).toBe(softphone);
    expect(readdirSync(folder)).toContain('README.md');
  });

  it('is found by its lines, and each model by its preferred one, which knows it', () => {
    for (const [model, id] of Object.entries(family(name).preferredLine)) {
      expect(registry.lines.get(id)?.modelNames[model], model).toBeDefined();
    }
  });

  it('gives every model files of which one is the main one, and to a SIP phone one that proves its configuration', () => {
    for (const line of family(name).lines) {
      for (const [model, { capabilities }] of Object.entries(line.models)) {
        const protocol = capabilities.protocol === 'sccp' ? 'SCCP' : 'SIP';
        const mine = line.deviceFiles.filter(
          (spec) =>
            (!spec.models || spec.models.includes(model)) && (!spec.protocol || spec.protocol === protocol),
        );
        expect(mine.filter((spec) => spec.main).length, `${line.id} ${model}`).toBe(1);
        if (protocol === 'SIP')
          expect(
            mine.some((spec) => spec.trigger),
            `${line.id} ${model}`,
          ).toBe(true);
      }
    }
  });

  it('gives a phone of a model that it does not know its files too', () => {
    for (const line of family(name).lines) {
      expect(render(line, 'Model of tomorrow').length, line.id).toBeGreaterThan(0);
    }
  });

  it('writes its common files well-formed, each once', () => {
    for (const line of family(name).lines) {
      const result = renderCommon(line, BASE, NOW);
      if (!result.ok) throw new Error(`${line.id}: ${result.error.message}`);
      const paths = result.value.files.map(({ path }) => path);
      expect(new Set(paths).size).toBe(paths.length);
      for (const { path, contents } of result.value.files) {
        if (/^\s*</.test(contents)) expect(XMLValidator.validate(contents), `${line.id} ${path}`).toBe(true);
      }
    }
  });

  it('gives the devices of its fixtures the files that were reviewed (`vitest -u` writes them anew)', async () => {
    for (const file of deviceFixtures(name)) {
      const path = join(BUNDLED, name, 'fixtures', file);
      const fixture = deviceFixture.parse(JSON5.parse(readFileSync(path, 'utf8')));
      const line = registry.lines.get(fixture.line);
      if (!line) throw new Error(`${file}: no line ${fixture.line}`);
      const { device, now, raw_config: rawConfig } = fixture;
      const result = renderDevice(line, { pluginId: line.id, device, rawConfig, now });
      if (!result.ok) throw new Error(`${file}: ${result.error.message}`);
      for (const { path: name, contents } of result.value.files) {
        await expect(contents).toMatchFileSnapshot(join(path.replace(/\.json5$/, ''), name));
      }
    }
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSON5 from 'json5';
import { z } from 'zod';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLED } from '../../test/plugins/family-folder';
import type { FileFormat } from '../domain/plugins/schema';
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

/** Texts that people, or other people's systems, put into names and passwords. */
const HOSTILE = [
  `Zoë "O'Brien" & <Söhne> ]]> --> &amp;`,
  'first\nsecond = injected\r\n[section]\tend',
  'bell\u0007 escape\u001b[31m delete\u007f next\u0085 line\u2028end',
  '😀 👩‍👩‍👧 𝒳',
  '\u202eمرحبا שלום\u202c',
  '{{ 7 * 7 }}{% raw %}{# no',
  '# ; // \\n $PSN $mac %s',
];
/** As many texts that no format gives a meaning to, in the same places. */
const HARMLESS = HOSTILE.map((_, index) => `Harmless${'ABCDEFG'.charAt(index)}`);

function config(texts: readonly string[], protocol: string): JsonObject {
  const text = (index: number) => texts[index % texts.length] ?? '';
  const eight = [1, 2, 3, 4, 5, 6, 7, 8];
  return {
    ...BASE,
    protocol,
    locale: 'fr_FR',
    timezone: 'Europe/Paris',
    ntp_enabled: true,
    ntp_ip: '192.0.2.21',
    admin_password: text(0),
    user_password: text(1),
    sip_proxy_ip: '192.0.2.20',
    sip_lines: Object.fromEntries(
      eight.map((n) => [
        String(n),
        { username: `user${n}`, password: text(n + 3), display_name: text(n), number: String(1000 + n) },
      ]),
    ),
    sccp_call_managers: { '1': { ip: '192.0.2.20' } },
    funckeys: Object.fromEntries(
      eight.map((n) => [
        String(n),
        { type: n % 2 ? 'blf' : 'speeddial', value: String(2000 + n), label: text(n + 1), line: 1 },
      ]),
    ),
  };
}

function render(line: PluginLine, model: string, texts: readonly string[]): RenderedFile[] {
  const sccp = line.models[model]?.capabilities.protocol === 'sccp';
  const device = { id: 'a1', mac: '00:0f:d3:a1:b2:c3', vendor: line.vendor, model, sn: 'SN1', uuid: 'u-1' };
  const input = { pluginId: line.id, device, rawConfig: config(texts, sccp ? 'SCCP' : 'SIP'), now: NOW };
  const result = renderDevice(line, input);
  if (!result.ok) throw new Error(`${line.id} ${model}: ${result.error.message}`);
  return result.value.files;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  preserveOrder: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  processEntities: { enabled: true, maxTotalExpansions: 1e6, maxExpandedLength: 1e8 },
});

/** What a phone reads: the values of an XML file, the lines of a text. */
function read(file: RenderedFile, format: FileFormat): string[] {
  if (format !== 'xml') return file.contents.split(/\r?\n|\r|\u2028|\u0085/);
  expect(XMLValidator.validate(file.contents), file.path).toBe(true);
  const values: string[] = [];
  const walk = (node: unknown, path: string): void => {
    if (typeof node === 'string') values.push(`${path} = ${node.replace(/\s+/g, ' ').trim()}`);
    else if (Array.isArray(node)) node.forEach((child) => walk(child, path));
    else if (typeof node === 'object' && node !== null) {
      for (const [name, child] of Object.entries(node)) walk(child, `${path}/${name}`);
    }
  };
  walk(parser.parse(file.contents), '');
  return values;
}

/** The text as it reaches the phone: as it is, but for characters that the format has no way to write. */
function written(text: string, format: FileFormat): string {
  // XML makes blanks of line breaks in attributes; a control character exists in neither.
  if (format === 'xml') {
    return text
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  }

  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, '');
}

function formatOf(line: PluginLine, model: string, index: number, files: RenderedFile[]): FileFormat {
  const path = files[index]?.path ?? '';
  const specs = line.deviceFiles.filter((spec) => !spec.models || spec.models.includes(model));
  const end = (name: string) => name.slice(name.lastIndexOf('}') + 1);
  const spec = specs.find((one) => path.endsWith(end(one.path)));
  if (!spec) throw new Error(`${line.id}: no entry for ${path}`);
  return spec.format;
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

  it('writes whatever names and passwords hold, to every model, and nothing beside it', () => {
    for (const line of family(name).lines) {
      for (const model of Object.keys(line.models)) {
        const harmless = render(line, model, HARMLESS);
        const hostile = render(line, model, HOSTILE);
        // An SCCP phone gets its names from the call manager, not from its file.
        if (line.models[model]?.capabilities.protocol !== 'sccp') {
          const told = harmless.some(({ contents }) => HARMLESS.some((text) => contents.includes(text)));
          expect(told, `${line.id} ${model} is told none of the texts`).toBe(true);
        }
        expect(hostile.map(({ path }) => path)).toEqual(harmless.map(({ path }) => path));
        harmless.forEach((file, index) => {
          const format = formatOf(line, model, index, harmless);
          const expected = read(file, format).map((value) =>
            HARMLESS.reduce((all, text, i) => all.replaceAll(text, written(HOSTILE[i] ?? '', format)), value),
          );
          const other = hostile[index];
          expect(other && read(other, format), `${line.id} ${model} ${file.path}`).toEqual(expected);
        });
      }
    }
  });

  it('gives a phone of a model that it does not know its files too', () => {
    for (const line of family(name).lines) {
      expect(render(line, 'Model of tomorrow', HARMLESS).length, line.id).toBeGreaterThan(0);
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

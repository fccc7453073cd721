import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { BUNDLED } from '../../test/plugins/family-folder';
import type { PluginLine } from '../domain/plugins/plugin';
import type { FileFormat } from '../domain/plugins/schema';
import { GENERAL_PARAMETERS, LINE_PARAMETERS } from '../domain/configs/parameters';
import { renderDevice } from '../render/render-device';
import type { RenderedFile } from '../render/types';
import type { JsonObject } from '../shared/json';
import { checkFamily } from './check';

/**
 * What people, or other people's systems, write into a configuration reaches every model of every family as it is: files are
 * read back, and each value is found where a harmless one is, whole, with nothing beside it.
 */

/** Texts that mean something in one of the formats. */
const HOSTILE = [
  `Zoë "O'Brien" & <Söhne> ]]> --> &amp;`,
  'first\nsecond = injected\r\n[section]\tend',
  'bell\u0007 escape\u001b[31m delete\u007f next\u0085 line\u2028end',
  '😀 👩‍👩‍👧 𝒳',
  '\u202eمرحبا שלום\u202c',
  '{{ 7 * 7 }}{% raw %}{# no',
  '# ; // \\n $PSN $mac %s',
];
const LINES = 3;
const KEYS = 4;

/** Parameters that hold a text, but those that the server itself fills in. */
const GENERAL = textsOf(GENERAL_PARAMETERS).filter(
  (name) => !['ip', 'http_base_url', 'dns_ip', 'sip_local_certificate'].includes(name),
);
const PER_LINE = textsOf(LINE_PARAMETERS);
const FIELDS = [
  ...GENERAL,
  ...many(LINES, (n) => PER_LINE.map((name) => `sip_lines.${n}.${name}`)),
  ...many(KEYS, (n) => [`funckeys.${n}.value`, `funckeys.${n}.label`]),
];

function textsOf(parameters: Record<string, { kind: string }>): string[] {
  return Object.entries(parameters).flatMap(([name, { kind }]) => (kind === 'text' ? [name] : []));
}

function many(count: number, of: (n: number) => string[]): string[] {
  return Array.from({ length: count }, (_, index) => of(index + 1)).flat();
}

/** A word for each field that is no part of another one's. */
const WORDS = new Map(FIELDS.map((field, index) => [field, `Word${String(index).padStart(3, '0')}x`]));
const word = (field: string): string => WORDS.get(field) ?? '';
/** Another text at each turn; no two fields have the same, since servers with equal names are one to some phones. */
const hostile = (turn: number) => (field: string) => {
  const index = FIELDS.indexOf(field);
  return `${HOSTILE[(index + turn) % HOSTILE.length]} ${index}`;
};

function config(text: (field: string) => string, protocol: string): JsonObject {
  const own = (names: readonly string[], prefix: string) =>
    Object.fromEntries(names.map((name) => [name, text(`${prefix}${name}`)]));
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));
  return {
    http_base_url: 'http://192.0.2.10:8667',
    ip: '192.0.2.10',
    http_port: 8667,
    tftp_port: 69,
    protocol,
    locale: 'fr_FR',
    timezone: 'Europe/Paris',
    ntp_enabled: true,
    syslog_enabled: true,
    sip_subscribe_mwi: true,
    ...own(GENERAL, ''),
    sip_lines: Object.fromEntries(numbers(LINES).map((n) => [n, own(PER_LINE, `sip_lines.${n}.`)])),
    sccp_call_managers: { '1': { ip: '192.0.2.20' } },
    funckeys: Object.fromEntries(
      numbers(KEYS).map((n) => [
        n,
        { type: Number(n) % 2 ? 'blf' : 'speeddial', line: 1, ...own(['value', 'label'], `funckeys.${n}.`) },
      ]),
    ),
  };
}

function render(line: PluginLine, model: string, text: (field: string) => string): RenderedFile[] {
  const sccp = line.models[model]?.capabilities.protocol === 'sccp';
  const device = { id: 'a1', mac: '00:0f:d3:a1:b2:c3', vendor: line.vendor, model, sn: 'SN1', uuid: 'u-1' };
  const rawConfig = config(text, sccp ? 'SCCP' : 'SIP');
  const result = renderDevice(line, { pluginId: line.id, device, rawConfig, now: '2026-07-01T12:00:00Z' });
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

function formatOf(line: PluginLine, model: string, path: string): FileFormat {
  const specs = line.deviceFiles.filter((spec) => !spec.models || spec.models.includes(model));
  const end = (name: string) => name.slice(name.lastIndexOf('}') + 1);
  const spec = specs.find((one) => path.endsWith(end(one.path)));
  if (!spec) throw new Error(`${line.id}: no entry for ${path}`);
  return spec.format;
}

describe.each(readdirSync(BUNDLED))('%s', (name) => {
  it('writes every text as it is to every model, and nothing beside it', async () => {
    const { family } = await checkFamily(join(BUNDLED, name));
    expect(family?.lines.length).toBeGreaterThan(0);
    for (const line of family?.lines ?? []) {
      const models = Object.values(line.models);
      // Each model meets another mixture; together they meet all.
      for (let turn = 0; turn < Math.max(models.length, HOSTILE.length); turn += 1) {
        const { name: model = '', capabilities = {} } = models[turn % models.length] ?? {};
        const harmless = render(line, model, word);
        const text = hostile(turn);
        const files = render(line, model, text);
        expect(files.map(({ path }) => path)).toEqual(harmless.map(({ path }) => path));
        const told = new Set<string>();
        harmless.forEach((file, at) => {
          const format = formatOf(line, model, file.path);
          const expected = read(file, format).map((value) =>
            value.replace(/Word\d{3}x/g, (found) => {
              const field = FIELDS.find((one) => word(one) === found) ?? '';
              told.add(field);
              return written(text(field), format);
            }),
          );
          const other = files[at];
          expect(other && read(other, format), `${line.id} ${model} ${file.path}`).toEqual(expected);
        });
        // An SCCP phone gets its account from the call manager, not from its file.
        if (capabilities.protocol !== 'sccp') {
          expect([...told], `${line.id} ${model}`).toContain('sip_lines.1.password');
        }
      }
    }
  }, 60_000);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { XMLValidator } from 'fast-xml-parser';
import { identifyFixtures } from '../../domain/plugins/identify';
import { createIdentifier } from '../../identify/identifier';
import { renderDevice } from '../../render/render-device';
import { checkFamily } from '../check';
import type { Family } from '../family';
import { familyName, guessedRequests, guessedRules, starterFamily, type StarterSpec } from './starter-family';
import { STARTER_FORMATS } from './starter-template';

const FOLDER = mkdtempSync(join(tmpdir(), 'offhook-starter-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

function specOf(more: Partial<StarterSpec> = {}): StarterSpec {
  const spec: StarterSpec = {
    vendor: 'Acme',
    family: 'acme',
    firmware: '1.2.3',
    models: [{ name: 'A10', lines: 2, keys: 4 }, { name: 'A20' }],
    http: true,
    tftp: false,
    format: 'xml',
    file: '{mac}.cfg',
    root: null,
    ouis: ['00:11:22'],
    dhcpClass: null,
    expectedMissing: [],
    rules: [],
    requests: [],
    sources: ['Nothing yet'],
    ...more,
  };
  spec.rules = spec.rules.length > 0 ? spec.rules : guessedRules(spec);
  return { ...spec, requests: spec.requests.length > 0 ? spec.requests : guessedRequests(spec) };
}

async function written(spec: StarterSpec): Promise<{ family: Family; fixtures: unknown }> {
  const folder = join(FOLDER, spec.family);
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of Object.entries(starterFamily(spec))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { family, problems } = await checkFamily(folder);
  expect(problems).toEqual([]);
  if (!family) throw new Error('it cannot be loaded');
  return { family, fixtures: family.source.fixtures?.value };
}

const HOSTILE = `O'Brien & "<b>" ]]>\nnext = line`;

describe.each(STARTER_FORMATS)('a new family of the format %s', (format) => {
  it('has no problem, and writes names and passwords so that nothing breaks out', async () => {
    const { family } = await written(specOf({ format }));
    const [line] = family.lines;
    if (!line) throw new Error('no line');
    const config = (text: string) => ({
      http_base_url: 'http://192.0.2.1',
      sip_proxy_ip: '192.0.2.2',
      admin_password: text,
      sip_lines: { '1': { username: 'u1', password: text, display_name: text } },
      funckeys: { '1': { type: 'blf', value: '100', label: text, line: 1 } },
    });
    const render = (text: string): string => {
      const device = { id: '1', mac: '00:11:22:a1:b2:c3', vendor: 'Acme', model: 'A10' };
      const rawConfig = config(text);
      const input = { pluginId: line.id, device, rawConfig, now: '2026-07-01T12:00:00Z' };
      const result = renderDevice(line, input);
      if (!result.ok) throw new Error(result.error.message);
      const [file] = result.value.files;
      expect(file?.path).toBe('001122a1b2c3.cfg');
      return file?.contents ?? '';
    };
    const harmless = render('Plain');
    expect(harmless.split('Plain').length - 1).toBe(4);
    const hostile = render(HOSTILE);
    expect(hostile.split('\n')).toHaveLength(harmless.split('\n').length + (format === 'xml' ? 4 : 0));
    if (format === 'xml') expect(XMLValidator.validate(hostile)).toBe(true);
    else expect(hostile).toContain(HOSTILE.replace('\n', ''));
  });
});

it.each([
  ['TFTP, a folder, upper-case names', { http: false, tftp: true, root: 'Acme', file: '{MAC}.xml' }],
  ['no MAC prefix and no model', { ouis: [], models: [] }],
  [
    'a vendor with characters of regular expressions',
    { vendor: 'Acme (R&D) + Söhne', family: 'acme-r-d-sohne' },
  ],
] satisfies [string, Partial<StarterSpec>][])('is valid with %s', async (_, more) => {
  const spec = specOf(more);
  const { family, fixtures } = await written(spec);
  const parsed = identifyFixtures.parse(fixtures);
  const identifier = createIdentifier(family.identify ? [{ family: family.id, file: family.identify }] : []);
  expect(parsed.length).toBeGreaterThanOrEqual(3);
  for (const { request, expect: expected } of parsed) {
    expect(identifier.identify(request).identity).toEqual(expected ?? {});
  }
  expect(
    parsed.filter(({ expect: expected }) => expected?.vendor === spec.vendor).length,
  ).toBeGreaterThanOrEqual(2);
  expect(parsed.at(-1)?.expect).toBeNull();
});

it('makes the name of a folder from any vendor', () => {
  expect(familyName('Alcatel-Lucent')).toBe('alcatel-lucent');
  expect(familyName(' Söhne & Co. ')).toBe('sohne-co');
  expect(familyName('../../etc')).toBe('etc');
  expect(familyName('電話')).toBeNull();
});

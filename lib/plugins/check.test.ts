import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyFamilies, type PluginsFolder } from '../../test/plugins/family-folder';
import { checkFamily } from './check';

let folder: PluginsFolder;
beforeEach(() => {
  folder = copyFamilies('digium');
});
afterEach(() => folder.delete());

/** `file:line message` of each problem; the remedy is looked at by itself. */
async function problems(): Promise<string[]> {
  const found = await checkFamily(`${folder.path}/digium`);
  for (const { remedy } of found.problems) expect(remedy).toMatch(/^[A-Z].*[.?]$/);
  return found.problems.map(({ file, line, message }) => `${file}:${line ?? '-'} ${message}`);
}

it('finds nothing wrong with a good family', async () => {
  expect(await problems()).toEqual([]);
});

describe('explains, with file and line,', () => {
  it.each<[string, string, string, string, RegExp]>([
    ['a syntax error', 'models.json5', "series: 'd',", "series: 'd'", /^models\.json5:\d+ invalid character/],
    [
      'a member that there is not',
      'files.json5',
      'sensitive: true',
      'secret: true',
      /^files\.json5:4 device\.0: .*"secret"/,
    ],
    [
      'a wrong value',
      'files.json5',
      "format: 'xml'",
      "format: 'yaml'",
      /^files\.json5:4 device\.0\.format: /,
    ],
    [
      'a family that is named otherwise',
      'plugin.json5',
      "family: 'digium'",
      "family: 'digum'",
      /^plugin\.json5:2 family is "digum" but the folder is "digium"/,
    ],
    [
      'a template that there is not',
      'files.json5',
      "'contacts.tpl'",
      "'contact.tpl'",
      /^files\.json5:6 there is no templates\/contact\.tpl/,
    ],
    [
      'a line that there is not',
      'models.json5',
      "lines: ['digium-2.8.1']",
      "lines: ['digium-2.8']",
      /^models\.json5:\d+ "digium-2\.8" is no line of this family/,
    ],
    [
      'an upload of a line that there is not',
      'files.json5',
      '  device: [',
      "  uploads: [{ path: '{mac}.log', kind: 'log', lines: ['digium-2.8'] }],\n  device: [",
      /^files\.json5:\d+ "digium-2\.8" is no line of this family/,
    ],
    [
      'a series that there is not',
      'models.json5',
      "{ series: 'd'",
      "{ series: 'e'",
      /^models\.json5:\d+ D40: there is no series "e"/,
    ],
    [
      'a model filter that names none',
      'files.json5',
      "path: '{mac}.cfg',",
      "path: '{mac}.cfg', models: ['D99'],",
      /^files\.json5:4 "D99" is neither a model nor a series/,
    ],
    [
      'a name for two lines',
      'plugin.json5',
      "'digium-1.4.0.0'",
      "'wazo-digium-2.8.1'",
      /^plugin\.json5:\d+ "wazo-digium-2\.8\.1" names both digium-2\.8\.1 and digium-2\.8\.1/,
    ],
    [
      'a template that cannot be read',
      'templates/base.tpl',
      '{%- if timezone %}',
      '{%- if timezone',
      /^templates\/base\.tpl:\d+ /,
    ],
    ['a tag without its end', 'templates/contacts.tpl', '{%- endfor %}', '', /^templates\/contacts\.tpl:/],
    [
      'an unknown filter',
      'templates/base.tpl',
      'replace(',
      'relpace(',
      /^templates\/base\.tpl:\d+ .*relpace/,
    ],
    [
      'an unknown variable',
      'templates/base.tpl',
      '{{ ntp_ip }}',
      '{{ ntp_ipp }}',
      /^templates\/base\.tpl:\d+ nothing gives the variable "ntp_ipp" a value$/,
    ],
    [
      'an unknown member',
      'templates/base.tpl',
      'vars.firmware_models',
      'vars.firmware_modles',
      /^templates\/base\.tpl:\d+ vars has no member "firmware_modles"$/,
    ],
    [
      'an unknown name in an expression',
      'values.json5',
      '{',
      "{ derive: [{ name: 'XX_a', expression: 'locael or 1' }],",
      /^values\.json5:1 nothing gives the variable "locael" a value$/,
    ],
    [
      'an expression that cannot be read',
      'values.json5',
      '{',
      "{ derive: [{ name: 'XX_a', expression: '1 +' }],",
      /^values\.json5:1 XX_a: /,
    ],
    [
      'an included template that there is not',
      'templates/contacts.tpl',
      '<phonebooks>',
      "<phonebooks>{% include 'none.tpl' %}",
      /^templates\/contacts\.tpl:2 there is no templates\/none\.tpl$/,
    ],
    [
      'a pattern that needs more than linear time',
      'identify.json5',
      "path: '^Digium/(?:[A-Za-z0-9]{1,3}|",
      "path: '^(?=a)b|(?:",
      /^identify\.json5:\d+ the rule folder cannot be used: /,
    ],
    [
      'a pattern for names that are not there',
      'files.json5',
      '  device:',
      "  expectedMissing: ['(a)\\\\1'],\n  device:",
      /^files\.json5:2 the pattern \(a\)\\1 cannot be used/,
    ],
    [
      'one file for all devices',
      'files.json5',
      "path: '{mac}.cfg'",
      "path: '{model}.cfg'",
      /^files\.json5:4 every device would have the same file/,
    ],
    [
      'a placeholder that nothing fills',
      'files.json5',
      "path: '{mac}.cfg'",
      "path: '{mac}-{vars.nothing}.cfg'",
      /^files\.json5:4 nothing fills \{vars\.nothing\}/,
    ],
    [
      'a path that leads out',
      'files.json5',
      "path: '{mac}.cfg'",
      "path: '../{mac}.cfg'",
      /^files\.json5:4 \.\.\/\{mac\}\.cfg is no path below the root/,
    ],
    [
      'two files of one name',
      'files.json5',
      "path: '{mac}-contacts.xml'",
      "path: '{mac}.cfg'",
      /^files\.json5:4 D40 has two files named \{mac\}\.cfg in digium-2\.8\.1/,
    ],
    [
      'DHCP tests that no server can be told',
      'dhcp.json5',
      "startsWith: 'digium_D'",
      "startsWith: 'digium\"; }'",
      /^dhcp\.json5:\d+ classes\.0\.any\.0\.startsWith: /,
    ],
  ])('%s', async (_, file, from, to, expected) => {
    folder.edit(`digium/${file}`, from, to);
    expect(await problems()).toContainEqual(expect.stringMatching(expected));
  });

  it('a missing file', async () => {
    folder.remove('digium/files.json5');
    expect(await problems()).toEqual(['files.json5:- the file is missing']);
  });

  it('a template that nothing uses, as a warning', async () => {
    folder.write('digium/templates/old.tpl', 'x');
    const { family, problems: found } = await checkFamily(`${folder.path}/digium`);
    expect(found).toMatchObject([
      { severity: 'warning', file: 'templates/old.tpl', message: 'nothing uses this template' },
    ]);
    expect(family?.id).toBe('digium');
  });

  it('what was probably meant', async () => {
    folder.edit('digium/templates/base.tpl', '{{ ntp_ip }}', '{{ ntp_ipp }}');
    const found = await checkFamily(`${folder.path}/digium`);
    expect(found.problems[0]?.remedy).toBe('Did you mean "ntp_ip"?');
  });
});

it.each(['mac', 'MAC', 'MAC_tail', 'mac_', 'mac-', 'MAC-'])(
  'takes {%s} for what no two devices have in common',
  async (placeholder) => {
    folder.edit('digium/files.json5', "path: '{mac}.cfg'", `path: '{${placeholder}}.cfg'`);
    expect(await problems()).toEqual([]);
    const common = `{ path: 'x{${placeholder}}', template: 'contacts.tpl', format: 'xml' }`;
    folder.edit('digium/files.json5', 'device: [', `common: [${common}],\n  device: [`);
    expect(await problems()).toContainEqual(
      expect.stringMatching(/^files\.json5:2 the common file .* is named after/),
    );
  },
);

it('knows what an including template has set, and what an included one sets', async () => {
  folder.edit(
    'digium/templates/contacts.tpl',
    '<phonebooks>',
    "{% set outer = 1 %}<phonebooks>{% include 'part.tpl' %}{{ inner }}",
  );
  folder.write('digium/templates/part.tpl', '{% set inner = outer %}{{ outer }}');
  expect(await problems()).toEqual([]);
  folder.edit('digium/templates/part.tpl', '{{ outer }}', '{{ other }}');
  expect(await problems()).toEqual(['templates/part.tpl:1 nothing gives the variable "other" a value']);
});

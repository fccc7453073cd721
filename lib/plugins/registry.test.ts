import { mkdirSync, symlinkSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { BUNDLED, copyFamilies, type PluginsFolder } from '../../test/plugins/family-folder';
import { findLine, findLineForModel, loadFamily, readRegistry, registryHasErrors } from './registry';

const folders: PluginsFolder[] = [];
function copy(...families: string[]): PluginsFolder {
  const folder = copyFamilies(...families);
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) folder.delete();
});

describe('the bundled families', () => {
  it('are all there', async () => {
    const registry = await readRegistry([BUNDLED]);
    expect(registry.problems).toEqual([]);
    expect([...registry.families.keys()]).toEqual(
      expect.arrayContaining(['cisco-sccp', 'cisco-spa', 'digium', 'polycom', 'snom', 'yealink']),
    );
  });

  it.each([
    ['digium-2.8.1', 'digium-2.8.1'],
    ['wazo-digium-2.8.1', 'digium-2.8.1'],
    ['xivo-digium-2.8.1', 'digium-2.8.1'],
    ['wazo-digium-1.4.0.0', 'digium-2.8.1'],
    ['digium-2.2.1.8', 'digium-2.8.1'],
    ['Wazo-Yealink-V86', 'yealink-v86'],
  ])('are found as %s', async (name, id) => {
    expect(findLine(await readRegistry([BUNDLED]), name)?.id).toBe(id);
  });

  it('are chosen by model, the vendor standing in for a model that nobody knows', async () => {
    const registry = await readRegistry([BUNDLED]);
    expect(findLineForModel(registry, 'digium', 'd70')?.id).toBe('digium-2.8.1');
    expect(findLineForModel(registry, 'Digium', 'D99')?.family).toBe('digium');
    expect(findLineForModel(registry, 'Digium', null)?.family).toBe('digium');
    expect(findLineForModel(registry, 'Cisco', 'SPA504G')?.family).toBe('cisco-spa');
    expect(findLineForModel(registry, 'Cisco', '7941G')?.family).toBe('cisco-sccp');
    expect(findLineForModel(registry, 'Nobody', 'X')).toBeNull();
    expect(findLine(registry, '__proto__')).toBeNull();
  });
});

it('is not spoilt by a broken family, which it tells', async () => {
  const { path, write, edit } = copy('digium', 'snom');
  edit('snom/plugin.json5', '{', '{{');
  write('half/plugin.json5', '{}');
  write('a-file.txt', 'no folder');
  write('.hidden/plugin.json5', '{{');
  const registry = await readRegistry([path]);
  expect([...registry.families.keys()]).toEqual(['digium']);
  expect(registry.problems.map(({ family }) => family).sort()).toEqual(['half', 'snom']);
  expect(registryHasErrors(registry)).toBe(true);
});

it('takes a family from the first folder that has it', async () => {
  const mine = copy('digium');
  mine.edit('digium/plugin.json5', "version: '2.8.1'", "version: '9.9'");
  const registry = await readRegistry([mine.path, BUNDLED]);
  expect(findLine(registry, 'digium-2.8.1')?.version).toBe('9.9');
  expect(registry.families.has('yealink')).toBe(true);
  expect((await readRegistry(['/nowhere', BUNDLED])).families.has('digium')).toBe(true);
});

it('refuses a family that claims a name that another has', async () => {
  const { path, edit } = copy('digium', 'yealink');
  edit('yealink/plugin.json5', "id: 'yealink-v87',", "id: 'yealink-v87', aliases: ['digium-2.8.1'],");
  const registry = await readRegistry([path]);
  expect([...registry.families.keys()]).toEqual(['digium']);
  expect(registry.problems).toMatchObject([
    {
      family: 'yealink',
      problems: [{ message: expect.stringContaining('is already a name of digium-2.8.1') }],
    },
  ]);
});

it('reads nothing through a link, whatever it leads to', async () => {
  const { path, remove } = copy('digium');
  remove('digium/values.json5');
  symlinkSync('/etc/hostname', `${path}/digium/values.json5`);
  const { family, problems } = await loadFamily(`${path}/digium`);
  expect(family).toBeNull();
  expect(problems).toMatchObject([{ file: 'values.json5', message: 'not a plain file' }]);
});

it('gives a line another revision when anything in it changes, and the same when nothing does', async () => {
  const { path, edit, write } = copy('digium');
  const revision = async () => (await loadFamily(`${path}/digium`)).family?.lines[0]?.revision;
  const before = await revision();
  expect(await revision()).toBe(before);
  edit('digium/plugin.json5', 'aliases:', '// a comment\n      aliases:');
  expect(await revision()).toBe(before);
  edit('digium/templates/contacts.tpl', 'Default', 'Others');
  const changed = await revision();
  expect(changed).not.toBe(before);
  write('digium/values.json5', '{ maps: { a: { b: 1 } } }');
  expect(await revision()).not.toBe(changed);
});

it('merges what a line has of the line it extends, of series and of models', async () => {
  const { path, write } = copy();
  mkdirSync(`${path}/demo`);
  write(
    'demo/plugin.json5',
    `{
    family: 'demo', vendor: 'Demo', description: 'Demo', vars: { a: 'family', b: 'family', c: 'family', d: 'family', e: 'family' },
    lines: [
      { id: 'demo-2', version: '2', description: 'Two', extends: 'demo-1', vars: { c: 'two' } },
      { id: 'demo-1', version: '1', description: 'One', firmware: '1.0', vars: { b: 'one', c: 'one' } },
    ],
  }`,
  );
  write(
    'demo/models.json5',
    `{
    series: { s: { capabilities: { lines: 2, type: 'deskphone' }, vars: { d: 'series', e: 'series' } } },
    models: {
      Old: { series: 's', lines: ['demo-1'], aliases: ['OLD-1'], vars: { e: 'model' }, varsByLine: { 'demo-2': { e: 'two' } } },
      New: { lines: ['demo-2'], capabilities: { lines: 9 }, firmware: { 'demo-2': '2.5' } },
    },
  }`,
  );
  write(
    'demo/files.json5',
    `{
    device: [
      { path: '{mac}.cfg', template: 'one.tpl', format: 'equals', lines: ['demo-1'] },
      { path: '{mac}.cfg', template: 'two.tpl', format: 'equals', lines: ['demo-2'] },
      { path: '{mac}.xml', template: 'one.tpl', format: 'xml', models: ['s'] },
    ],
  }`,
  );
  write(
    'demo/values.json5',
    `{
    maps: { m: { x: 1, y: 1 } },
    mapsByLine: { 'demo-1': { m: { y: 2 } }, 'demo-2': { m: { z: 3 } } },
    derive: [{ name: 'XX_a', expression: '1', lines: ['demo-1'] }],
  }`,
  );
  write('demo/templates/one.tpl', 'x');
  write('demo/templates/two.tpl', 'x');
  const { family, problems } = await loadFamily(`${path}/demo`);
  expect(problems).toEqual([]);
  const [two, one] = family?.lines ?? [];
  expect(two?.models.Old?.vars).toEqual({ a: 'family', b: 'one', c: 'two', d: 'series', e: 'two' });
  expect(one?.models.Old?.vars).toEqual({ a: 'family', b: 'one', c: 'one', d: 'series', e: 'model' });
  expect(two?.models.New).toMatchObject({ firmware: '2.5', capabilities: { lines: 9 } });
  expect(two?.models.Old).toMatchObject({ firmware: '1.0', capabilities: { lines: 2, type: 'deskphone' } });
  expect(Object.keys(one?.models ?? {})).toEqual(['Old']);
  expect(two?.modelNames).toEqual({ old: 'Old', 'old-1': 'Old', new: 'New' });
  expect(two?.deviceFiles.map(({ path: name, template }) => [name, template])).toEqual([
    ['{mac}.cfg', 'two.tpl'],
    ['{mac}.xml', 'one.tpl'],
  ]);
  expect(two?.deviceFiles[1]?.models).toEqual(['Old']);
  expect(two?.maps).toEqual({ m: { x: 1, y: 2, z: 3 } });
  expect(two?.derive).toEqual([{ name: 'XX_a', expression: '1' }]);
  expect(two?.description).toEqual({ en: 'Two' });
});

it('refuses a line that extends itself in a circle', async () => {
  const { path, edit } = copy('digium');
  edit('digium/plugin.json5', "firmware: '2.8.1',", "firmware: '2.8.1', extends: 'digium-2.8.1',");
  const { family, problems } = await loadFamily(`${path}/digium`);
  expect(family).toBeNull();
  expect(problems[0]?.message).toContain('extends itself');
});

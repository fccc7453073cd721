import { afterEach, expect, it } from 'vitest';
import { copyFamilies, type PluginsFolder } from '../../test/plugins/family-folder';
import { compareVersions, composeFamilies } from './compose';
import type { Family } from './family';
import { buildRegistry, findLine, findLineForModel, loadFamily } from './registry';

const folders: PluginsFolder[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.delete();
});

async function load(name: string, change: (folder: PluginsFolder) => void = () => {}): Promise<Family> {
  const folder = copyFamilies(name);
  folders.push(folder);
  change(folder);
  const { family, problems } = await loadFamily(`${folder.path}/${name}`);
  if (!family) throw new Error(JSON.stringify(problems));
  return family;
}

const NONE = new Set<string>();

it('leaves families alone that nothing changes, and optional ones out', async () => {
  const [digium, test] = [await load('digium'), await load('test')];
  expect(composeFamilies([digium, test], [], NONE)).toEqual([digium]);
  expect(composeFamilies([digium, test], [], NONE)[0]).toBe(digium);
  const [, added] = composeFamilies([digium, test], [{ line: 'test-plugin', family: test }], NONE);
  expect(added?.lines.map(({ id }) => id)).toEqual(['test-plugin']);
});

it('takes lines away; a model whose preferred line is gone gets the next one that knows it', async () => {
  const snom = await load('snom');
  const registry = (removed: string[]) => buildRegistry(composeFamilies([snom], [], new Set(removed)));
  const preferred = findLineForModel(registry([]), 'Snom', 'D785');
  const next = findLineForModel(registry([preferred?.id ?? '']), 'Snom', 'D785');
  expect(preferred && next && next.id !== preferred.id && 'd785' in next.modelNames).toBe(true);
  expect(findLine(registry([preferred?.id ?? '']), preferred?.id ?? '')).toBeNull();
  expect(registry(snom.lines.map(({ id }) => id)).families.size).toBe(0);
});

it.each([
  ['9.9', '9.9', true],
  ['2.8.1', '2.8.1', true],
  ['2.8.0', '2.8.1', false],
])('a package of version %s gives the line version %s', async (version, expected, packaged) => {
  const digium = await load('digium');
  const other = await load('digium', (folder) =>
    folder.edit('digium/plugin.json5', "version: '2.8.1'", `version: '${version}'`),
  );
  const registry = buildRegistry(composeFamilies([digium], [{ line: 'digium-2.8.1', family: other }], NONE));
  expect(findLine(registry, 'digium-2.8.1')?.version).toBe(expected);
  expect(registry.folders.get('digium-2.8.1')).toBe(packaged ? other.folder : digium.folder);
  expect(registry.families.get('digium')?.identify).toBe(
    version === '9.9' ? other.identify : digium.identify,
  );
});

it('compares versions by their numbers', () => {
  expect(compareVersions('1.10', '1.9')).toBeGreaterThan(0);
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
});

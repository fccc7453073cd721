import { cpSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { BUNDLED, copyFamilies, type PluginsFolder } from '../../test/plugins/family-folder';
import { findLine, type FamilyProblems, type PluginRegistry } from './registry';
import { PluginWatch } from './watch';

let folder: PluginsFolder;
let watch: PluginWatch;
let changes: { registry: PluginRegistry; lines: string[] }[];
let problems: FamilyProblems[];

function start(pollMs: number): PluginWatch {
  watch = new PluginWatch([folder.path], {
    onChange: (registry, lines) => changes.push({ registry, lines }),
    onProblems: (problem) => problems.push(problem),
    pollMs,
    quietMs: 30,
  });
  return watch;
}

beforeEach(() => {
  folder = copyFamilies('digium', 'polycom');
  changes = [];
  problems = [];
});
afterEach(() => {
  watch.close();
  folder.delete();
});

const NEVER = 1_000_000;

it('takes an edit in within a moment, the other families as they were', async () => {
  const before = await start(NEVER).registry();
  expect(changes).toEqual([]);
  folder.edit('digium/templates/contacts.tpl', 'Default', 'Others');
  await vi.waitFor(() => expect(changes).toHaveLength(1), 3_000);
  const after = await watch.registry();
  expect(changes[0]).toEqual({ registry: after, lines: ['digium-2.8.1'] });
  expect(findLine(after, 'digium-2.8.1')?.templates['contacts.tpl']).toContain('Others');
  expect(findLine(after, 'digium-2.8.1')?.revision).not.toBe(findLine(before, 'digium-2.8.1')?.revision);
  expect(after.families.get('polycom')).toBe(before.families.get('polycom'));
  expect(await watch.registry()).toBe(after);
});

it.each([
  ['plugin.json5', '{', '{{'],
  ['templates/base.tpl', '{%- if timezone %}', '{%- if timezone'],
  ['templates/base.tpl', '{{ ntp_ip }}', '{{ ntp_ipp }}'],
])('keeps a family that is edited into something broken (%s), and says so', async (file, from, to) => {
  const before = await start(NEVER).registry();
  folder.edit(`digium/${file}`, from, to);
  // A slow machine may see the file half-written too: what is told last counts.
  await vi.waitFor(
    () => expect(problems.at(-1)).toMatchObject({ family: 'digium', problems: [{ file }] }),
    3_000,
  );
  const after = await watch.registry();
  expect(findLine(after, 'digium-2.8.1')).toBe(findLine(before, 'digium-2.8.1'));
  expect(after.problems).toHaveLength(1);
  folder.edit(`digium/${file}`, to, from);
  await vi.waitFor(async () => expect((await watch.registry()).problems).toEqual([]), 3_000);
});

it('finds families that come and go', async () => {
  await start(NEVER).registry();
  folder.remove('digium');
  await vi.waitFor(() => expect(changes.at(-1)?.lines).toEqual(['digium-2.8.1']), 3_000);
  expect(findLine(await watch.registry(), 'digium-2.8.1')).toBeNull();
  // As an unpacker does it: beside the others under a hidden name, then renamed.
  cpSync(join(BUNDLED, 'digium'), join(folder.path, '.digium-new'), { recursive: true });
  renameSync(join(folder.path, '.digium-new'), join(folder.path, 'digium'));
  await vi.waitFor(() => expect(changes.at(-1)?.registry.families.has('digium')).toBe(true), 3_000);
  folder.edit('digium/plugin.json5', "version: '2.8.1'", "version: '2.8.2'");
  await vi.waitFor(
    () =>
      expect(findLine(changes.at(-1)?.registry ?? expect.unreachable(), 'digium-2.8.1')?.version).toBe(
        '2.8.2',
      ),
    3_000,
  );
});

it('looks through the folders where the system tells nothing', async () => {
  const late = join(folder.path, 'later');
  watch = new PluginWatch([late], {
    onChange: (registry, lines) => changes.push({ registry, lines }),
    onProblems: () => expect.unreachable(),
    pollMs: 50,
  });
  expect((await watch.registry()).families.size).toBe(0);
  cpSync(join(BUNDLED, 'digium'), join(late, 'digium'), { recursive: true });
  await vi.waitFor(() => expect(changes.at(-1)?.lines).toEqual(['digium-2.8.1']), 3_000);
});

it('tells nothing any more once it is closed', async () => {
  await start(20).registry();
  watch.close();
  folder.edit('digium/templates/contacts.tpl', 'Default', 'Others');
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(changes).toEqual([]);
});

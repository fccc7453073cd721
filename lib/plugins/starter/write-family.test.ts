import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BUNDLED } from '../../../test/plugins/family-folder';
import { readRegistry } from '../registry';
import { guessedStarter } from './guessed-starter';
import { starterFamily } from './starter-family';
import { writeFamilyFiles } from './write-family';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-write-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function files(vendor: string, family: string, root: string | null = null): Record<string, string> {
  return starterFamily(
    guessedStarter({
      vendor,
      family,
      models: [{ name: 'A10' }],
      http: true,
      tftp: false,
      format: 'xml',
      file: '{mac}.cfg',
      root,
      ouis: [],
      firmware: '1.0',
    }),
  );
}

const write = (family: string, more: { root?: string; replace?: boolean; folder?: string } = {}) =>
  writeFamilyFiles(join(more.folder ?? folder, family), files('Acme', family, more.root), {
    bundled: BUNDLED,
    replace: more.replace ?? false,
  });

it('writes a family, and nothing beside it', async () => {
  expect(await write('acme')).toEqual({ ok: true, value: { problems: [], before: null } });
  expect(readdirSync(folder)).toEqual(['acme']);
});

it('does not take the place of a family that comes with Offhook', async () => {
  const refused = await write('yealink');
  expect(refused).toMatchObject({
    ok: false,
    error: { code: 'conflict', message: expect.stringMatching(/yealink \(\d\d models\).*--replace/s) },
  });
  expect(readdirSync(folder)).toEqual([]);
  // An optional one would be shadowed too.
  expect(await write('test')).toMatchObject({ ok: false });
  expect(await write('yealink', { replace: true })).toMatchObject({ ok: true });
  const registry = await readRegistry([folder, BUNDLED]);
  expect(registry.families.get('yealink')?.vendor).toBe('Acme');
});

it('leaves a family that is there, or keeps it hidden when told to write it anew', async () => {
  await write('acme');
  writeFileSync(join(folder, 'acme/README.md'), 'by hand');
  expect(await write('acme')).toMatchObject({
    ok: false,
    error: { code: 'conflict', message: expect.stringContaining('exists already') },
  });
  expect(readFileSync(join(folder, 'acme/README.md'), 'utf8')).toBe('by hand');
  const written = await write('acme', { replace: true });
  const before = (written.ok && written.value.before) || '';
  expect(readFileSync(join(before, 'README.md'), 'utf8')).toBe('by hand');
  expect(readFileSync(join(folder, 'acme/README.md'), 'utf8')).not.toBe('by hand');
  expect([...(await readRegistry([folder])).families.keys()]).toEqual(['acme']);
});

it('writes nothing of a family that would not load, so that the next try works', async () => {
  expect(await write('acme', { root: '/etc' })).toMatchObject({
    ok: false,
    error: { code: 'invalid', message: expect.stringContaining('acme/plugin.json5') },
  });
  expect(readdirSync(folder)).toEqual([]);
  expect(await write('acme', { root: 'Acme' })).toMatchObject({ ok: true });
});

it('makes the folders above it', async () => {
  expect(await write('acme', { folder: join(folder, 'a/b') })).toMatchObject({ ok: true });
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['acme']);
});

it.each(['a file', 'a place where nothing can be made'])('says so when the folder is %s', async (what) => {
  const file = what === 'a file' ? join(folder, 'file') : '/proc/none';
  writeFileSync(join(folder, 'file'), '');
  expect(await write('acme', { folder: file })).toMatchObject({
    ok: false,
    error: { code: 'unavailable', message: expect.stringContaining(file) },
  });
  expect(readdirSync(folder)).toEqual(['file']);
});

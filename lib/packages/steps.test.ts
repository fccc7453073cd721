import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tarOf, zipOf } from '../../test/packages/archives';
import type { PackageDefinition, PackageOperator } from '../domain/plugins/firmware';
import { Budget } from './budget';
import { matchesGlob } from './glob';
import { readPkgsDb } from './pkgs-db';
import { Refusal } from './refusal';
import { orderSteps, runSteps } from './run-steps';
import { listTree } from './tree';

type Step = PackageDefinition['steps'][number];
const step = (from: string, to: string, operator: PackageOperator, ...args: string[]): Step => ({
  from,
  to,
  operator,
  args,
});

let base: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'offhook-steps-'));
  mkdirSync(join(base, 'work'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** Runs steps on files and gives what they make: by path, folders as null. */
async function made(
  steps: Step[],
  files: Record<string, string | Buffer>,
  entries = 1_000,
): Promise<Record<string, string | null>> {
  const cached = new Map<string, string>();
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(base, name), content);
    cached.set(name, join(base, name));
  }
  const result = await runSteps(steps, cached, join(base, 'work'), new Budget({ bytes: 1_000_000, entries }));
  const tree = await listTree(result);
  return Object.fromEntries(
    tree.map(({ path, folder }) => [path, folder ? null : readFileSync(join(result, path), 'utf8')]),
  );
}

const ZIP = zipOf([
  { name: 'fw/phone.rom', content: 'rom' },
  { name: 'fw/notes.txt', content: 'notes' },
  { name: 'lang/fr/menu.txt', content: 'menu' },
  { name: '.hidden', content: 'hidden' },
]);

describe('steps', () => {
  it('unpack, choose and copy, over several nodes, branches put together', async () => {
    const steps = [
      step('a', 'b', 'unzip', '*.zip'),
      step('b', 'c', 'cp', 'fw/*.rom', 'Vendor/'),
      step('b', 'd', 'cp', 'lang', 'i18n'),
      step('d', 'e', 'exclude', 'i18n/fr/x*'),
    ];
    expect(await made(steps, { 'firmware 1.zip': ZIP })).toEqual({
      Vendor: null,
      'Vendor/phone.rom': 'rom',
      i18n: null,
      'i18n/fr': null,
      'i18n/fr/menu.txt': 'menu',
    });
  });

  it('copy one file under a new name, and several into a folder only', async () => {
    expect(await made([step('a', 'b', 'cp', 'x.bin', 'deep/y.bin')], { 'x.bin': '1' })).toEqual({
      deep: null,
      'deep/y.bin': '1',
    });
    rmSync(join(base, 'work'), { recursive: true });
    mkdirSync(join(base, 'work'));
    await expect(made([step('a', 'b', 'cp', '*', 'one')], { x: '1', y: '2' })).rejects.toThrow('is one file');
  });

  it('include by the whole path, where a star crosses slashes, but enter no folder that does not match', async () => {
    const tar = tarOf([
      { name: 'fw/a.bin', content: 'a' },
      { name: 'top.bin', content: 't' },
      { name: 'x/y.txt' },
    ]);
    const steps = (pattern: string) => [step('a', 'b', 'untar', 'f.tar'), step('b', 'c', 'include', pattern)];
    expect(await made(steps('f*'), { 'f.tar': tar })).toEqual({ fw: null, 'fw/a.bin': 'a' });
    rmSync(join(base, 'work'), { recursive: true });
    mkdirSync(join(base, 'work'));
    expect(await made(steps('*.bin'), { 'f.tar': tar })).toEqual({ 'top.bin': 't' });
  });

  it('leave out a folder with all that it holds', async () => {
    const tar = tarOf([
      { name: 'a/1', content: '1' },
      { name: 'b/2', content: '2' },
    ]);
    const steps = [step('a', 'b', 'untar', '*'), step('b', 'c', 'exclude', 'b')];
    expect(await made(steps, { f: tar })).toEqual({ a: null, 'a/1': '1' });
  });

  it('take the signature off a Cisco file', async () => {
    const packed = gzipSync(tarOf([{ name: 'locale.xml', content: '<x/>' }]));
    const signed = Buffer.concat([Buffer.alloc(300, 1), packed]);
    const steps = [step('a', 'b', 'unsign', '*.sgn', 'f.tgz'), step('b', 'c', 'untar', 'f.tgz')];
    expect(await made(steps, { 'x.cop.sgn': signed })).toEqual({ 'locale.xml': '<x/>' });
    rmSync(join(base, 'work'), { recursive: true });
    mkdirSync(join(base, 'work'));
    const late = Buffer.concat([Buffer.alloc(600, 1), packed]);
    await expect(made(steps, { 'x.cop.sgn': late })).rejects.toThrow('no signed archive');
  });

  it('make nothing of null, and never touch the files that they read', async () => {
    expect(await made([step('a', 'b', 'null')], { x: '1' })).toEqual({});
    expect(readFileSync(join(base, 'x'), 'utf8')).toBe('1');
  });

  it.each([
    ['what nothing matches', [step('a', 'b', 'cp', 'none*', 'x/')], 'nothing in the package matches'],
    ['hidden files', [step('a', 'b', 'unzip', 'f.zip'), step('b', 'c', 'cp', '.*', 'x/')], 'nothing'],
    ['a way out by a pattern', [step('a', 'b', 'cp', '../*', 'x/')], 'not allowed'],
    ['an absolute pattern', [step('a', 'b', 'include', '/etc/*')], 'not allowed'],
    ['a way out by a destination', [step('a', 'b', 'cp', 'f.zip', '../../x')], 'leads out'],
    ['an absolute destination', [step('a', 'b', 'cp', 'f.zip', '/tmp/offhook-x')], 'absolute'],
    ['a way out by a name', [step('a', 'b', 'unsign', 'f.zip', '../x')], /no signed|leads out/],
    ['a missing program', [step('a', 'b', 'unrar', 'f.zip')], /unrar/],
    ['an argument too many', [step('a', 'b', 'unzip', 'f.zip', 'g.zip')], 'one pattern'],
  ])('refuse %s', async (_, steps, why) => {
    await expect(made(steps, { 'f.zip': ZIP })).rejects.toThrow(why);
    expect(existsSync('/tmp/offhook-x')).toBe(false);
    expect(existsSync(join(base, 'x'))).toBe(false);
  });

  it('end when they make too many files', async () => {
    const steps = Array.from({ length: 20 }, (_, i) =>
      step(i === 0 ? 'a' : `n${i}`, `n${i + 1}`, 'cp', '*', `f${i}/`),
    );
    await expect(made(steps, { x: '1', y: '2' }, 30)).rejects.toMatchObject({ error: { code: 'too_large' } });
  });
});

describe('the order of steps', () => {
  it('is that in which nodes are made, whatever that of the list', () => {
    const steps = [step('c', 'd', 'null'), step('a', 'b', 'null'), step('b', 'c', 'null')];
    expect(orderSteps(steps).map(({ to }) => to)).toEqual(['b', 'c', 'd']);
    expect(orderSteps([])).toEqual([]);
  });

  it.each([
    [[step('b', 'a', 'null')], 'makes the node "a"'],
    [[step('a', 'b', 'null'), step('a', 'b', 'null')], 'two steps make'],
    [[step('b', 'c', 'null')], 'no step reads the node "a"'],
    [[step('a', 'b', 'null'), step('x', 'c', 'null')], 'no step makes'],
    [[step('a', 'b', 'null'), step('d', 'c', 'null'), step('c', 'd', 'null')], 'circle'],
  ])('is refused where there is none (%#)', (steps, why) => {
    expect(() => orderSteps(steps)).toThrow(why);
  });
});

describe('shell patterns', () => {
  it.each([
    ['*.rom', 'a.rom', true],
    ['*.rom', 'x/a.rom', false],
    ['*/*', 'x/a', true],
    ['*/*', 'x/y/a', false],
    ['a?c', 'abc', true],
    ['a?c', 'a/c', false],
    ['[a-c]x[!0-9]', 'bxy', true],
    ['[a-c]x[!0-9]', 'bx1', false],
    ['[]]', ']', true],
    ['a[b', 'a[b', true],
    ['**a*b', 'xxaxxb', true],
    ['', '', true],
    ['*', '', true],
  ])('%s on %s', (pattern, text, expected) => {
    expect(matchesGlob(pattern, text, { crossing: false })).toBe(expected);
  });

  it('cross slashes when they are asked to, and take no time over hostile ones', () => {
    expect(matchesGlob('a*z', 'a/b/z', { crossing: true })).toBe(true);
    const started = performance.now();
    expect(matchesGlob(`${'*a'.repeat(100)}b`, 'a'.repeat(400), { crossing: true })).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

const DB = `
# Firmware
[pkg_phone-fw]
description: Firmware
description_fr: Micrologiciel
version: 1.2.3
files: zip lang
install: unpack Vendor/
DEPENDS: other

[pkg_other]
version = 1
description = Other

[file_zip]
url: http://download.example.org/a/phone%20fw.zip?x=1
size: 123
SHA1SUM: ${'A'.repeat(40)}

[file_lang]
url: https://download.example.org/x
filename: lang pack.zip
downloader: auth
size: 7
sha1sum: ${'b'.repeat(40)}
; the end
[install_unpack]
a-b: unzip \${FILE1}
b-c: cp *.rom
  \\$x $ARG1
a-d: cp $FILE2 lang.zip
`;

describe('pkgs/*.db', () => {
  const read = (text: string, more: Record<string, string> = {}) =>
    readPkgsDb(new Map([['x.db', text], ...Object.entries(more)]));

  it('are read as provd reads them', () => {
    const [fw, other] = read(DB);
    expect(fw).toEqual({
      id: 'phone-fw',
      version: '1.2.3',
      description: { en: 'Firmware', fr: 'Micrologiciel' },
      depends: ['other'],
      files: [
        {
          name: 'phone fw.zip',
          url: 'http://download.example.org/a/phone%20fw.zip?x=1',
          size: 123,
          sha1: 'a'.repeat(40),
        },
        { name: 'lang pack.zip', url: '', size: 7, sha1: 'b'.repeat(40) },
      ],
      steps: [
        step('a', 'b', 'unzip', 'phone fw.zip'),
        step('b', 'c', 'cp', '*.rom', '$x', 'Vendor/'),
        step('a', 'd', 'cp', 'lang pack.zip', 'lang.zip'),
      ],
    });
    expect(other).toMatchObject({ id: 'other', files: [], steps: [] });
    expect(read('', { 'y.db': DB })).toHaveLength(2);
  });

  it.each([
    ['x: 1', 'x.db:1'],
    ['[thing_x]', 'no known kind'],
    ['[pkg_a]\nversion: 1\nversion: 2', 'there twice'],
    ['[pkg_a]\n[pkg_a]', 'there twice'],
    ['[pkg_a]\nversion: 1\ndescription: x\nid: b', '"id"'],
    ['[pkg_a]\nversion: 1\ndescription: x\nfiles: none', '[file_none]'],
    ['[pkg_a]\nversion: 1\ndescription: x\ninstall: none', '[install_none]'],
    ['[pkg_a]\ndescription: x', '"version"'],
    [`${DB}[file_e]\nurl: file:///etc/passwd\nsize: 1\nsha1sum: ${'c'.repeat(40)}`, 'url'],
    [`${DB}[file_e]\nurl: http://x/y\nfilename: ../y\nsize: 1\nsha1sum: ${'c'.repeat(40)}`, 'name'],
    [`${DB}[file_e]\nurl: http://x/y\nsize: -1\nsha1sum: ${'c'.repeat(40)}`, 'size'],
    [DB.replace('$ARG1', '$ARG2'), '$ARG2'],
    [DB.replace('unzip', 'rm'), 'no step'],
    [DB.replace('a-d', 'x-d'), 'no step makes'],
    ['x'.repeat(2_000_000), 'larger than'],
  ])('are refused where they make no sense (%#)', (text, why) => {
    expect(() => read(text)).toThrow(Refusal);
    expect(() => read(text)).toThrow(why);
  });
});

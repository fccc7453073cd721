import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tarOf, zipOf, type TarSpec, type ZipSpec } from '../../test/packages/archives';
import { Budget } from './budget';
import { Refusal } from './refusal';
import { listTree } from './tree';
import { writeTar, writeTarGz } from './tar-write';
import { unpackTar } from './unpack-tar';
import { unpackZip } from './unpack-zip';

let base: string;
let into: string;
let archive: string;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'offhook-unpack-'));
  into = join(base, 'into');
  archive = join(base, 'archive');
  mkdirSync(into);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** Machines without xz have no use for its archives, and say so when they meet one. */
const has = (program: unknown) => spawnSync('which', [String(program)]).status === 0;
const budget = (bytes = 1_000_000, entries = 100) => new Budget({ bytes, entries });
const paths = async () => (await listTree(into)).map(({ path, folder }) => (folder ? `${path}/` : path));
const untar = (bytes: Buffer, limits = budget(), links: 'refuse' | 'leave out' = 'refuse') => {
  writeFileSync(archive, bytes);
  return unpackTar(archive, into, limits, { links });
};
const unzip = (bytes: Buffer, limits = budget()) => {
  writeFileSync(archive, bytes);
  return unpackZip(archive, into, limits);
};

describe('archives of Debian’s programs', () => {
  const long = `${'folder-of-a-long-name/'.repeat(6)}${'n'.repeat(120)}.txt`;
  beforeEach(() => {
    const source = join(base, 'source');
    mkdirSync(join(source, long, '..'), { recursive: true });
    writeFileSync(join(source, long), 'long');
    writeFileSync(join(source, 'a file with spaces é.bin'), Buffer.alloc(100_000, 7));
    writeFileSync(join(source, 'empty'), '');
  });

  it.each(
    [
      ['plain', ['--format=gnu'], 'tar'],
      ['pax', ['--format=pax'], 'tar'],
      ['ustar, gzip', ['--format=pax', '--gzip'], 'gzip'],
      ['bzip2', ['--format=gnu', '--bzip2'], 'bzip2'],
      ['xz', ['--format=gnu', '--xz'], 'xz'],
    ].filter(([, , program]) => has(program)),
  )('are unpacked: %s', async (_, options) => {
    execFileSync('tar', [...options, '-cf', archive, '-C', join(base, 'source'), '.']);
    await unpackTar(archive, into, budget(), { links: 'refuse' });
    expect(readFileSync(join(into, long), 'utf8')).toBe('long');
    expect(readFileSync(join(into, 'a file with spaces é.bin'))).toEqual(Buffer.alloc(100_000, 7));
    expect(statSync(join(into, 'empty')).size).toBe(0);
  });

  it('and zip archives are unpacked', async () => {
    await unzip(
      zipOf([
        { name: 'folder/', mode: 0o040755 },
        { name: long, content: 'long' },
        { name: 'a file with spaces.bin', content: Buffer.alloc(100_000, 7) },
      ]),
    );
    expect(readFileSync(join(into, long), 'utf8')).toBe('long');
    expect(readFileSync(join(into, 'a file with spaces.bin'))).toEqual(Buffer.alloc(100_000, 7));
    expect(lstatSync(join(into, 'folder')).isDirectory()).toBe(true);
  });

  it('that we write are read by them', () => {
    const members = [
      { path: 'x/plugin-info', content: Buffer.from('{}') },
      { path: `x/${long.slice(0, 130)}/f`, content: Buffer.from('deep') },
    ];
    writeFileSync(archive, writeTarGz(members));
    execFileSync('tar', ['-xzf', archive, '-C', into]);
    expect(readFileSync(join(into, 'x/plugin-info'), 'utf8')).toBe('{}');
    expect(readFileSync(join(into, `x/${long.slice(0, 130)}/f`), 'utf8')).toBe('deep');
    expect(writeTarGz([...members].reverse())).toEqual(writeTarGz(members));
    expect(writeTar(members)).toEqual(writeTar(members));
  });
});

const HOSTILE_NAMES = [
  '../outside',
  'a/../../outside',
  '/tmp/offhook-absolute',
  'C:/outside',
  '..\\outside',
  'a\u0001b',
  `${'d/'.repeat(40)}f`,
];

describe('a hostile tar archive', () => {
  it.each(HOSTILE_NAMES)('is refused for the name %j, which is written nowhere', async (name) => {
    await expect(untar(tarOf([{ name, content: 'x' }]))).rejects.toThrow(Refusal);
    expect(existsSync(join(base, 'outside'))).toBe(false);
    expect(existsSync('/tmp/offhook-absolute')).toBe(false);
    expect(await paths()).toEqual([]);
  });

  const LINKS: TarSpec[] = [
    { name: 'link', type: '2', linkTo: '/etc' },
    { name: 'link', type: '1', linkTo: '../archive' },
  ];
  it.each(LINKS)('makes no link ($type)', async (link) => {
    const bytes = tarOf([link, { name: 'link/passwd', content: 'x' }, { name: 'other', content: 'y' }]);
    await expect(untar(bytes)).rejects.toThrow('holds a link');
    await untar(bytes, budget(), 'leave out');
    // The name of the link became a plain folder of ours.
    expect(lstatSync(join(into, 'link')).isDirectory()).toBe(true);
    expect(await paths()).toEqual(['link/', 'link/passwd', 'other']);
  });

  it.each(['3', '4', '6'])('makes no device (%s), wherever links are left out too', async (type) => {
    await expect(untar(tarOf([{ name: 'dev', type }]), budget(), 'leave out')).rejects.toThrow('device');
  });

  it('is stopped when it unpacks to more than allowed', async () => {
    const bomb = gzipSync(tarOf([{ name: 'zeros', content: Buffer.alloc(2_000_000) }]));
    expect(bomb.length).toBeLessThan(50_000);
    await expect(untar(bomb)).rejects.toMatchObject({ error: { code: 'too_large' } });
    const many = tarOf(Array.from({ length: 101 }, (_, i) => ({ name: `f${i}` })));
    await expect(untar(many)).rejects.toMatchObject({ error: { code: 'too_large' } });
  });

  it('is told from a damaged one', async () => {
    await expect(untar(Buffer.from('nothing of the kind'.repeat(100)))).rejects.toThrow('no tar archive');
    await expect(untar(Buffer.alloc(0))).rejects.toThrow('no tar archive');
    await expect(untar(tarOf([{ name: 'f', content: 'x', claims: 5_000 }]))).rejects.toThrow(
      'ends too early',
    );
    const packed = gzipSync(tarOf([{ name: 'f', content: 'x'.repeat(5_000) }]));
    await expect(untar(packed.subarray(0, packed.length - 20))).rejects.toThrow(Refusal);
    packed.writeUInt32LE(0xdeadbeef, 20);
    await expect(untar(packed)).rejects.toThrow(Refusal);
    await expect(untar(Buffer.from('BZh91AY&SYgarbage'))).rejects.toThrow(Refusal);
    await expect(untar(Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 1, 2]))).rejects.toThrow(Refusal);
  });

  it('with a file where a folder is needed is refused', async () => {
    await expect(untar(tarOf([{ name: 'a' }, { name: 'a/b' }]))).rejects.toThrow(Refusal);
    await expect(untar(tarOf([{ name: 'c/d' }, { name: 'c' }]))).rejects.toThrow(Refusal);
  });
});

describe('a hostile zip archive', () => {
  // Zip archives spell control characters as pictures.
  it.each(HOSTILE_NAMES.filter((name) => !name.includes('\u0001')))(
    'is refused for the name %j, which is written nowhere',
    async (name) => {
      const outcome = unzip(zipOf([{ name, content: 'x' }]));
      // A backslash is a slash to zip archives: then `..` is what is refused.
      await expect(outcome).rejects.toThrow(Refusal);
      expect(existsSync(join(base, 'outside'))).toBe(false);
      expect(await paths()).toEqual([]);
    },
  );

  const ODD: [string, ZipSpec, string][] = [
    ['an encrypted file', { name: 'x', content: 'y', encrypted: true }, 'encrypted'],
    ['a device', { name: 'x', mode: 0o020666 }, 'device'],
    ['a bomb', { name: 'x', content: Buffer.alloc(2_000_000) }, 'too large'],
    [
      'a bomb that claims to be small',
      { name: 'x', content: Buffer.alloc(2_000_000), claims: 10 },
      "can't be read",
    ],
  ];
  it.each(ODD)('with %s is refused', async (_, entry, why) => {
    await expect(unzip(zipOf([entry]))).rejects.toThrow(why);
  });

  it('makes no link', async () => {
    await unzip(
      zipOf([
        { name: 'link', content: '/etc', mode: 0o120777 },
        { name: 'link/passwd', content: 'mine' },
      ]),
    );
    expect(lstatSync(join(into, 'link')).isDirectory()).toBe(true);
    expect(readFileSync(join(into, 'link/passwd'), 'utf8')).toBe('mine');
  });

  it('that is none is refused', async () => {
    await expect(unzip(Buffer.from('PK no zip'))).rejects.toThrow(Refusal);
    await expect(unzip(Buffer.alloc(0))).rejects.toThrow(Refusal);
  });
});

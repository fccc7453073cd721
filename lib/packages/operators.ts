import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PackageOperator } from '../domain/plugins/firmware';
import type { Budget } from './budget';
import { copyEntry } from './copy-tree';
import { checkGlob, matchesGlob } from './glob';
import { memberPath } from './member-path';
import { Refusal } from './refusal';
import { listTree, type TreeEntry } from './tree';
import { unpackByProgram } from './unpack-program';
import { unpackTar } from './unpack-tar';
import { unpackZip } from './unpack-zip';
import { writeMember } from './write-member';

/** Makes the files of the folder `to` from those of the folder `from`. Both are working folders of ours. */
export async function runOperator(
  operator: PackageOperator,
  args: readonly string[],
  from: string,
  to: string,
  budget: Budget,
): Promise<void> {
  switch (operator) {
    case 'unzip':
      return each(args, from, (file) => unpackZip(file, to, budget));
    case 'untar':
      return each(args, from, (file) => unpackTar(file, to, budget, { links: 'leave out' }));
    case 'unrar':
      return each(args, from, (file) => unpackByProgram('unrar', file, to, budget));
    case '7z':
      return each(args, from, (file) => unpackByProgram('7z', file, to, budget));
    case 'unsign':
      return unsign(args, from, to, budget);
    case 'cp':
      return copy(args, from, to, budget);
    case 'include':
      return include(args, from, to, budget);
    case 'exclude':
      return exclude(args, from, to, budget);
    case 'null':
      if (args.length > 0) throw new Refusal('null takes no arguments');
      return;
  }
}

/** The archives that the only argument matches. */
async function each(
  args: readonly string[],
  from: string,
  unpack: (file: string) => Promise<void>,
): Promise<void> {
  const [pattern, ...more] = args;
  if (pattern === undefined || more.length > 0) throw new Refusal('unpacking takes one pattern');
  for (const { path, folder } of await matching(pattern, from)) {
    if (folder) throw new Refusal(`${JSON.stringify(path)} is a folder and no archive`);
    await unpack(join(from, path));
  }
}

/** Shell-like: hidden files never match, and every pattern has to match something. */
async function matching(pattern: string, from: string): Promise<TreeEntry[]> {
  checkGlob(pattern);
  const plain = pattern.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
  const found = (await listTree(from)).filter(
    ({ path }) =>
      !path.split('/').some((part) => part.startsWith('.')) && matchesGlob(plain, path, { crossing: false }),
  );
  if (found.length === 0) throw new Refusal(`nothing in the package matches ${JSON.stringify(pattern)}`);
  return found;
}

async function copy(args: readonly string[], from: string, to: string, budget: Budget): Promise<void> {
  const destination = args.at(-1);
  if (destination === undefined || args.length < 2) throw new Refusal('cp takes patterns and a destination');
  const target = memberPath(destination);
  const found = new Map<string, TreeEntry>();
  for (const pattern of args.slice(0, -1)) {
    for (const entry of await matching(pattern, from)) found.set(entry.path, entry);
  }
  if (target === null || destination.endsWith('/')) {
    if (target !== null) {
      budget.takeEntry();
      await mkdir(join(to, target), { recursive: true });
    }
    for (const entry of found.values()) {
      const name = basename(entry.path);
      await copyEntry(from, entry, to, target === null ? name : `${target}/${name}`, budget);
    }
    return;
  }
  const [only, ...more] = found.values();
  if (!only || more.length > 0)
    throw new Refusal(`${JSON.stringify(destination)} is one file, but several would be copied to it`);
  await copyEntry(from, only, to, target, budget);
}

/** A pattern is held against the whole path; a folder that matches brings all, one that does not is not entered. */
async function include(patterns: readonly string[], from: string, to: string, budget: Budget): Promise<void> {
  someOf(patterns);
  for (const entry of (await listTree(from)).filter(({ path }) => !path.includes('/'))) {
    if (patterns.some((pattern) => matchesGlob(bare(pattern), entry.path, { crossing: true })))
      await copyEntry(from, entry, to, entry.path, budget);
  }
}

async function exclude(patterns: readonly string[], from: string, to: string, budget: Budget): Promise<void> {
  someOf(patterns);
  const left: string[] = [];
  for (const entry of await listTree(from)) {
    if (left.some((folder) => entry.path.startsWith(`${folder}/`))) continue;
    if (patterns.some((pattern) => matchesGlob(bare(pattern), entry.path, { crossing: true }))) {
      left.push(entry.path);
      continue;
    }
    if (entry.folder) {
      budget.takeEntry();
      await mkdir(join(to, entry.path), { recursive: true });
    } else await copyEntry(from, entry, to, entry.path, budget);
  }
}

function someOf(patterns: readonly string[]): void {
  if (patterns.length === 0) throw new Refusal('a step needs at least one pattern');
  patterns.forEach(checkGlob);
}

function bare(pattern: string): string {
  return pattern.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
}

const SIGNATURE_LIMIT = 512;

/** A file signed by Cisco: a signature of less than 512 bytes before a gzip file. */
async function unsign(args: readonly string[], from: string, to: string, budget: Budget): Promise<void> {
  const [pattern, name, ...more] = args;
  if (pattern === undefined || name === undefined || more.length > 0)
    throw new Refusal('unsign takes a pattern and a name');
  const [only, ...others] = await matching(pattern, from);
  if (!only || only.folder || others.length > 0) throw new Refusal('unsign needs exactly one file');
  const file = join(from, only.path);
  const handle = await open(file, 'r');
  const head = Buffer.alloc(SIGNATURE_LIMIT);
  const { bytesRead } = await handle.read(head, 0, SIGNATURE_LIMIT, 0).finally(() => handle.close());
  const start = head.subarray(0, bytesRead).indexOf(Buffer.from([0x1f, 0x8b]));
  if (start < 0) throw new Refusal(`${JSON.stringify(only.path)} holds no signed archive`);
  await writeMember(to, name, createReadStream(file, { start }), budget);
}

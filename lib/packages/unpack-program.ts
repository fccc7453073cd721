import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Budget } from './budget';
import { Refusal } from './refusal';
import { writeMember } from './write-member';

const LIMIT_MS = 300_000;
const LOOK_MS = 200;
const MAX_FILES = 20_000;

/** Programs of the system, with what makes them unpack into a folder without asking and without paths. */
const PROGRAMS = {
  unrar: {
    names: ['unrar', 'unrar-nonfree'],
    args: (file: string, into: string) => ['e', '-y', '-p-', '-inul', '--', file, `${into}/`],
  },
  '7z': {
    names: ['7zr', '7z', '7za'],
    args: (file: string, into: string) => ['e', '-y', '-bd', '-p', `-o${into}`, '--', file],
  },
} as const;

/**
 * Unpacks a rar or 7z archive by the system's program into a folder of its own, which is watched while it grows; then
 * only plain files are taken over.
 */
export async function unpackByProgram(
  kind: keyof typeof PROGRAMS,
  file: string,
  into: string,
  budget: Budget,
): Promise<void> {
  const own = await mkdtemp(join(into, '.unpack-'));
  try {
    await run(kind, file, own, budget.bytesLeft);
    for (const { name, path } of await plainFiles(own))
      await writeMember(into, name, createReadStream(path), budget);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

async function run(kind: keyof typeof PROGRAMS, file: string, into: string, maxBytes: number): Promise<void> {
  const { names, args } = PROGRAMS[kind];
  for (const name of names) {
    const outcome = await runOne(name, args(file, into), into, maxBytes);
    if (outcome === 'missing') continue;
    if (outcome === 'too large') throw new Refusal('the archive is too large unpacked', 'too_large');
    if (outcome !== 'done') throw new Refusal(`${name} can't unpack the archive`);
    return;
  }
  throw new Refusal(
    `the package needs the program ${names[0]}, which is not installed on this machine. Install it and try again.`,
    'unavailable',
  );
}

function runOne(
  program: string,
  args: string[],
  folder: string,
  maxBytes: number,
): Promise<'done' | 'failed' | 'missing' | 'too large'> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: 'ignore',
      cwd: folder,
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    let tooLarge = false;
    const look = setInterval(() => {
      plainFiles(folder)
        .then((files) => {
          if (files.reduce((sum, { size }) => sum + size, 0) <= maxBytes) return;
          tooLarge = true;
          child.kill('SIGKILL');
        })
        .catch(() => child.kill('SIGKILL'));
    }, LOOK_MS);
    const end = (outcome: 'done' | 'failed' | 'missing'): void => {
      clearInterval(look);
      resolve(tooLarge ? 'too large' : outcome);
    };
    child.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ENOENT' ? 'missing' : 'failed'));
    child.on('exit', (code) => end(code === 0 ? 'done' : 'failed'));
  });
}

async function plainFiles(folder: string): Promise<{ name: string; path: string; size: number }[]> {
  const names = await readdir(folder);
  if (names.length > MAX_FILES) throw new Refusal('the archive holds too many files', 'too_large');
  const found = [];
  for (const name of names) {
    const path = join(folder, name);
    const stat = await lstat(path).catch(() => null);
    if (stat?.isFile() && stat.nlink === 1) found.push({ name, path, size: stat.size });
  }
  return found;
}

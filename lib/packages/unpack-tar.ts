import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import unbzip2 from 'unbzip2-stream';
import type { Budget } from './budget';
import { Refusal } from './refusal';
import { readTar } from './tar-read';
import { writeFolder, writeMember } from './write-member';

export interface UnpackTarOptions {
  /** What becomes of links: plugins have none; some vendors' archives have, and phones don't need them. */
  links: 'refuse' | 'leave out';
}

/** Unpacks a tar archive, plain or packed by gzip, bzip2 or xz, into a fresh folder. */
export async function unpackTar(
  file: string,
  into: string,
  budget: Budget,
  options: UnpackTarOptions,
): Promise<void> {
  const magic = await firstBytes(file, 6);
  const bzip2 = magic.toString('latin1', 0, 3) === 'BZh';
  const source = openUnpacked(file, magic);
  try {
    for await (const entry of readTar(source)) {
      if (entry.type === 'folder') await writeFolder(into, entry.name, budget);
      else if (entry.type === 'file') await writeMember(into, entry.name, entry.body, budget);
      else if (entry.type === 'special' || options.links === 'refuse')
        throw new Refusal(
          `the archive holds a ${entry.type === 'link' ? 'link' : 'device'}: ${shown(entry.name)}`,
        );
    }
  } catch (error) {
    // The bzip2 reader stumbles over wrong bytes in its own ways.
    throw isDataError(error) || (bzip2 && error instanceof TypeError) ? damaged() : error;
  } finally {
    source.destroy();
  }
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}

function damaged(): Refusal {
  return new Refusal('the archive is damaged');
}

/** What zlib throws at wrong bytes, as against a disk that fails. */
function isDataError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

function openUnpacked(file: string, magic: Buffer): Readable {
  const raw = createReadStream(file);
  if (magic[0] === 0x1f && magic[1] === 0x8b) return piped(raw, createGunzip());
  if (magic.toString('latin1', 0, 3) === 'BZh') {
    const stream = unbzip2();
    const unpacked = new Readable().wrap(stream);
    raw.on('error', (error) => unpacked.destroy(error));
    stream.on('error', () => unpacked.destroy(damaged()));
    unpacked.on('error', () => undefined); // whoever reads is told
    unpacked.on('close', () => raw.destroy());
    raw.pipe(stream);
    return unpacked;
  }
  if (magic.toString('hex') === 'fd377a585a00') return unxz(raw);
  return raw;
}

function piped(raw: Readable, through: ReturnType<typeof createGunzip>): Readable {
  raw.on('error', (error) => through.destroy(error));
  through.on('close', () => raw.destroy());
  return raw.pipe(through);
}

/** By the system's `xz`: no package of any quality does it, and few archives need it. */
function unxz(raw: Readable): Readable {
  const child = spawn('xz', ['--decompress', '--stdout', '--memlimit-decompress=256MiB'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const unpacked = child.stdout;
  unpacked.on('error', () => undefined); // whoever reads is told
  child.on('error', () =>
    unpacked.destroy(new Refusal('the archive is packed by xz, which is not installed here')),
  );
  child.on('exit', (code) => {
    if (code !== 0 && !unpacked.destroyed) unpacked.destroy(damaged());
  });
  child.stdin.on('error', () => undefined); // the exit status tells
  unpacked.on('close', () => {
    raw.destroy();
    child.kill('SIGKILL');
  });
  raw.pipe(child.stdin);
  return unpacked;
}

async function firstBytes(file: string, count: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Destinations } from './destination';
import { httpGet, shown, type Proxies } from './http-get';
import { Refusal } from './refusal';

export interface DownloadOptions {
  destinations: Destinations;
  proxies: Proxies;
  /** More is refused. */
  maxBytes: number;
  /** What the file has to be. */
  expected?: { size: number; sha1: string };
  /** For all attempts together. */
  totalMs: number;
  /** Bytes so far. */
  onProgress?: (bytes: number) => void;
  /** Before the first repetition; then the double. Default 1 s. */
  pauseMs?: number;
}

const ATTEMPTS = 3;

/**
 * Downloads a file. What arrives is kept beside it (`.part`), so that an attempt that breaks off is gone on with, by
 * this call or a later one; the file itself appears whole and checked, or not at all.
 */
export async function download(url: URL, file: string, options: DownloadOptions): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const part = `${file}.part`;
  const signal = AbortSignal.timeout(options.totalMs);
  for (let attempt = 1; ; attempt++) {
    try {
      await attemptOne(url, part, signal, options);
      break;
    } catch (error) {
      if (error instanceof Refusal) {
        await rm(part, { force: true });
        throw error;
      }
      if (attempt === ATTEMPTS || signal.aborted) throw unreachable(url, error);
      await new Promise((resolve) => setTimeout(resolve, (options.pauseMs ?? 1_000) * 2 ** (attempt - 1)));
    }
  }
  const { expected } = options;
  if (expected && !(await isWanted(part, expected))) {
    await rm(part, { force: true });
    throw new Refusal(`${shown(url)} is not the expected file: its size or checksum differs`);
  }
  await rename(part, file);
}

/** Has the file the size and the SHA-1 that it should have? */
export async function isWanted(file: string, expected: { size: number; sha1: string }): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() === true && found.size === expected.size && (await sha1Of(file)) === expected.sha1;
}

export async function sha1Of(file: string): Promise<string> {
  const hash = createHash('sha1');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** An answer that an attempt more could make better. */
class Temporary extends Error {}

async function attemptOne(
  url: URL,
  part: string,
  signal: AbortSignal,
  options: DownloadOptions,
): Promise<void> {
  const { maxBytes, expected } = options;
  const limit = Math.min(maxBytes, expected?.size ?? maxBytes);
  // Only what a checksum will confirm is gone on with.
  let have = expected ? ((await stat(part).catch(() => null))?.size ?? 0) : 0;
  if (have >= limit) have = 0;
  const response = await httpGet(url, { ...options, from: have, signal });
  try {
    const status = response.statusCode ?? 0;
    if (status >= 500 || status === 429 || status === 408) throw new Temporary(`status ${status}`);
    if (status !== 200 && status !== 206) throw new Refusal(`${shown(url)}: status ${status}`);
    if (status === 200 || startOf(response.headers['content-range']) !== have) {
      if (status === 206) throw new Refusal(`${shown(url)}: not the part that was asked for`);
      have = 0;
    }
    const told = Number(response.headers['content-length'] ?? 0);
    if (have + told > limit) throw tooLarge(url);
    const counted = async function* (): AsyncGenerator<Buffer> {
      let bytes = have;
      // Bodies of node:http are made of Buffers.
      for await (const chunk of response as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > limit) throw tooLarge(url);
        options.onProgress?.(bytes);
        yield chunk;
      }
    };
    await pipeline(counted, createWriteStream(part, { flags: have > 0 ? 'a' : 'w', mode: 0o600 }), {
      signal,
    });
    if (!response.complete) throw new Temporary('the connection broke');
  } finally {
    response.destroy();
  }
}

function startOf(range: string | undefined): number | null {
  const start = /^bytes (\d+)-/.exec(range ?? '')?.[1];
  return start === undefined ? null : Number(start);
}

function tooLarge(url: URL): Refusal {
  return new Refusal(`${shown(url)} is larger than expected`, 'too_large');
}

function unreachable(url: URL, error: unknown): Error {
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ENOSPC')) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new Refusal(`${shown(url)} can't be downloaded: ${why}`, 'unavailable');
}

import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { archiveEnd, archiveHeader, archiveLine, type ArchiveHeader, type ArchiveLine } from './format';

/** A config of 1,024 lines has 250 kB; a longer line is none of ours. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;

/** The file is no archive, or a damaged one. The message is for people. */
export class ArchiveProblem extends Error {}

export interface Archive {
  header: ArchiveHeader;
  /** Throws `ArchiveProblem` at the end when the archive is not whole: whoever reads must not keep anything before that. */
  lines: AsyncGenerator<ArchiveLine>;
}

export async function openArchive(file: string, onBytes?: (read: number) => void): Promise<Archive> {
  const texts = readLines(file, onBytes ?? (() => undefined));
  const first = await texts.next();
  const text = first.done ? '' : first.value.toString('utf8');
  const header = archiveHeader.safeParse(parseJson(text));
  if (!header.success) {
    await texts.return(undefined);
    throw new ArchiveProblem(
      /"format":"offhook-backup"/.test(text.slice(0, 200))
        ? 'it was written by a newer Offhook'
        : 'it is no backup of Offhook',
    );
  }
  return { header: header.data, lines: checkedLines(first.done ? Buffer.alloc(0) : first.value, texts) };
}

async function* checkedLines(first: Buffer, texts: AsyncGenerator<Buffer>): AsyncGenerator<ArchiveLine> {
  const hash = createHash('sha256').update(first).update('\n');
  let lines = 1;
  let ended = false;
  for await (const bytes of texts) {
    if (ended) throw new ArchiveProblem('something follows its end');
    const value = parseJson(bytes.toString('utf8'));
    const end = archiveEnd.safeParse(value);
    if (end.success) {
      if (end.data.lines !== lines || end.data.sha256 !== hash.digest('hex'))
        throw new ArchiveProblem('its contents do not match its checksum');
      ended = true;
      continue;
    }
    const line = archiveLine.safeParse(value);
    if (!line.success) throw new ArchiveProblem(`line ${lines + 1} can't be read`);
    hash.update(bytes).update('\n');
    lines += 1;
    yield line.data;
  }
  if (!ended) throw new ArchiveProblem('its end is missing');
}

async function* readLines(file: string, onBytes: (read: number) => void): AsyncGenerator<Buffer> {
  const source = fs.createReadStream(file);
  let read = 0;
  source.on('data', (chunk) => onBytes((read += chunk.length)));
  const gunzip = createGunzip();
  pipeline(source, gunzip, () => undefined); // what goes wrong is thrown by the loop below
  let rest: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of gunzip) {
      const chunk = Buffer.from(part);
      let from = 0;
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
        yield Buffer.concat([...rest, chunk.subarray(from, at)]);
        rest = [];
        size = 0;
        from = at + 1;
      }
      rest.push(chunk.subarray(from));
      size += chunk.length - from;
      if (size > MAX_LINE_BYTES) throw new ArchiveProblem('a line is too long');
    }
  } catch (cause) {
    if (cause instanceof ArchiveProblem) throw cause;
    throw new ArchiveProblem(explain(cause));
  }
  if (size > 0) throw new ArchiveProblem('its end is missing');
}

function explain(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT') return 'it does not exist';
  if (code === 'Z_BUF_ERROR') return 'its end is missing';
  if (code.startsWith('Z_')) return 'it is damaged, or no backup of Offhook';
  return `it can't be read (${code || 'unreadable'})`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

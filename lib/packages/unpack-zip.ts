import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { open, type Entry, type Options, type ZipFile } from 'yauzl';
import type { Budget } from './budget';
import { Refusal } from './refusal';
import { writeFolder, writeMember } from './write-member';

const openZip = promisify<string, Options, ZipFile>(open);

const UNIX = 3;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;

/** Unpacks a zip archive into a fresh folder. Links are left out. */
export async function unpackZip(file: string, into: string, budget: Budget): Promise<void> {
  const zip = await openZip(file, { lazyEntries: true, autoClose: false }).catch((error: unknown) =>
    damaged(error),
  );
  try {
    for await (const entry of entries(zip)) {
      if (entry.fileName.endsWith('/')) await writeFolder(into, entry.fileName, budget);
      else if (isPlain(entry)) {
        if (entry.isEncrypted()) throw new Refusal('the archive is encrypted');
        if (entry.uncompressedSize > budget.bytesLeft) budget.takeBytes(entry.uncompressedSize);
        // yauzl ends it with an error when it has more or fewer bytes than the archive says.
        await writeMember(into, entry.fileName, await bodyOf(zip, entry), budget);
      }
    }
  } catch (error) {
    if (error instanceof Refusal || isSystemError(error)) throw error;
    damaged(error);
  } finally {
    zip.close();
  }
}

function entries(zip: ZipFile): AsyncIterable<Entry> {
  const next = (): Promise<IteratorResult<Entry>> =>
    new Promise((resolve, reject) => {
      const done = (): void => {
        zip.removeListener('entry', onEntry);
        zip.removeListener('end', onEnd);
        zip.removeListener('error', onError);
      };
      const onEntry = (value: Entry): void => {
        done();
        resolve({ value, done: false });
      };
      const onEnd = (): void => {
        done();
        resolve({ value: undefined, done: true });
      };
      const onError = (error: Error): void => {
        done();
        reject(error);
      };
      zip.on('entry', onEntry).on('end', onEnd).on('error', onError);
      zip.readEntry();
    });
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

function bodyOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      // It may fail before anybody reads it; whoever reads is told then.
      stream.on('error', () => undefined);
      resolve(stream);
    });
  });
}

/** Archives made on Unix tell the type of a file; on other systems there are plain files only. */
function isPlain(entry: Entry): boolean {
  const type = entry.versionMadeBy >> 8 === UNIX ? (entry.externalFileAttributes >>> 16) & FILE_TYPE : 0;
  if (type === 0 || type === REGULAR || type === FOLDER) return true;
  if (type === 0o120000) return false;
  throw new Refusal('the archive holds a device');
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

function damaged(error: unknown): never {
  if (isSystemError(error)) throw error;
  throw new Refusal(
    `the zip archive can't be read: ${error instanceof Error ? error.message : String(error)}`,
  );
}

import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Budget } from './budget';
import { memberPath } from './member-path';
import { Refusal } from './refusal';

/**
 * Writes a file of an archive below `into`, a fresh folder that nobody else writes and that never gets a link, so that
 * no name leads out of it. A file that is there twice is the later one.
 */
export async function writeMember(
  into: string,
  name: string,
  body: AsyncIterable<Buffer>,
  budget: Budget,
): Promise<void> {
  const path = memberPath(name);
  if (path === null) throw new Refusal('the archive holds a file without a name');
  budget.takeEntry();
  const target = join(into, path);
  await makeFolder(dirname(target));
  await rm(target, { force: true }).catch(() => clash(path));
  const metered = async function* (): AsyncGenerator<Buffer> {
    for await (const chunk of body) {
      budget.takeBytes(chunk.length);
      yield chunk;
    }
  };
  await pipeline(metered, createWriteStream(target, { flags: 'wx', mode: 0o644 }));
}

export async function writeFolder(into: string, name: string, budget: Budget): Promise<void> {
  const path = memberPath(name);
  if (path === null) return;
  budget.takeEntry();
  await makeFolder(join(into, path));
}

async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST' || error.code === 'ENOTDIR') clash(path);
    throw error;
  });
}

function clash(path: string): never {
  throw new Refusal(`the archive holds a file and a folder of one name: ${JSON.stringify(path.slice(-100))}`);
}

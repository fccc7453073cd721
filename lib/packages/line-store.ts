import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { lineId } from '../domain/plugins/schema';
import { checkFamily } from '../plugins/check';
import { lineRecord, readLineRecords, type LineRecord } from '../plugins/installed-lines';
import { formatProblem } from '../plugins/problem';
import { Budget, PLUGIN_LIMITS } from './budget';
import { PACKAGE_FORMAT } from './build-package';
import { replaceFile, workFolder } from './folders';
import { Refusal } from './refusal';
import { unpackTar } from './unpack-tar';

const pluginInfo = z.looseObject({
  version: z.string().min(1).max(100),
  offhook: z.looseObject({ format: z.number(), family: lineId }),
});
const MAX_INFO_BYTES = 4 * 1024 ** 2;

export interface UnpackedLine {
  record: Extract<LineRecord, { state: 'installed' }>;
  /** Every name that the line claims. */
  names: string[];
}

/**
 * Unpacks the archive of a line and checks it as a family is checked; only then is it put in place. May be repeated:
 * the same archive gives the same tree. The record that makes it count is written by `recordLine`.
 */
export async function unpackLine(
  root: string,
  id: string,
  archive: { file: string; sha1: string },
): Promise<UnpackedLine> {
  const work = await workFolder(root);
  try {
    await unpackTar(archive.file, work, new Budget(PLUGIN_LIMITS), { links: 'refuse' });
    const top = await readdir(work);
    if (top.length !== 1 || top[0] !== id)
      throw new Refusal(`the archive of ${id} does not hold the one folder ${id}`);
    const info = await readInfo(join(work, id));
    const { family } = info.offhook;
    const checked = await checkFamily(join(work, id, family));
    const problem = checked.problems.find(({ severity }) => severity === 'error');
    if (problem || !checked.family)
      throw new Refusal(
        `the plugin ${id} is broken: ${problem ? formatProblem(family, problem) : 'it has no family'}`,
      );
    const line = checked.family.lines.find((one) => one.id === id);
    if (!line) throw new Refusal(`the plugin ${id} has no line of this name`);
    const name = `${id}-${archive.sha1.slice(0, 16)}`;
    await place(join(work, id), join(root, 'trees', name));
    return {
      record: {
        state: 'installed',
        family,
        version: line.version,
        folder: `${name}/${family}`,
        sha1: archive.sha1,
      },
      names: [line.id, ...line.aliases],
    };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function readInfo(folder: string): Promise<z.infer<typeof pluginInfo>> {
  const file = join(folder, 'plugin-info');
  const found = await stat(file).catch(() => null);
  if (!found?.isFile() || found.size > MAX_INFO_BYTES) throw new Refusal('the archive has no plugin-info');
  const read = pluginInfo.safeParse(parseJson(await readFile(file, 'utf8')));
  if (!read.success)
    throw new Refusal(
      'the archive holds no plugin for Offhook. Plugins of provd are programs, which Offhook does not run.',
    );
  if (read.data.offhook.format !== PACKAGE_FORMAT)
    throw new Refusal(
      `the plugin is made for another version of Offhook (format ${read.data.offhook.format})`,
    );
  return read.data;
}

/** The name says what the tree holds, so one that is there already is as good. */
async function place(from: string, to: string): Promise<void> {
  await mkdir(join(to, '..'), { recursive: true });
  const now = new Date();
  if (await stat(to).catch(() => null)) return utimes(to, now, now);
  await rename(from, to).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Says what counts from now on; null: what is shipped. */
export async function recordLine(root: string, id: string, record: LineRecord | null): Promise<void> {
  const path = join(root, 'lines', `${lineId.parse(id)}.json`);
  if (record === null) await rm(path, { force: true });
  else await replaceFile(path, `${JSON.stringify(lineRecord.parse(record))}\n`);
}

/** Names of the trees that count. */
export async function usedTrees(root: string): Promise<Set<string>> {
  const records = await readLineRecords(root);
  return new Set(
    [...records.values()].flatMap((record) =>
      record.state === 'installed' ? [record.folder.split('/')[0] ?? ''] : [],
    ),
  );
}

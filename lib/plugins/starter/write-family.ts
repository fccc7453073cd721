import { randomUUID } from 'node:crypto';
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { checkFamily } from '../check';
import { formatProblem, hasErrors, type PluginProblem } from '../problem';
import { loadFamily } from '../registry';

export interface WriteFamilyOptions {
  /** Families that come with Offhook: one of the same name elsewhere takes the place of such a one. */
  bundled: string;
  /** Even if there is a family of this name: the folder that is in the way is kept beside it, hidden. */
  replace: boolean;
}

export interface WrittenFamily {
  /** What is doubtful about it; with an error it would not be written. */
  problems: PluginProblem[];
  /** Where the folder is now that was there before. */
  before: string | null;
}

/**
 * Writes a new family folder: all of it, checked, or nothing. It is made beside its place under a name that nobody reads
 * families from, so that neither a running Offhook nor the next try meets half of it.
 */
export async function writeFamilyFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
  options: WriteFamilyOptions,
): Promise<Result<WrittenFamily>> {
  const target = resolve(folder);
  const parent = dirname(target);
  const family = basename(target);
  const there = (await lstat(target).catch(() => null)) !== null;
  const refusal = options.replace ? null : await inTheWay(target, there, options.bundled);
  if (refusal !== null) return err(appError('conflict', refusal));
  const work = join(parent, `.new-${randomUUID()}`);
  try {
    await makeFolder(work);
    const fresh = join(work, family);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(fresh, path)), { recursive: true });
      await writeFile(join(fresh, path), text, { flag: 'wx' });
    }
    const { problems } = await checkFamily(fresh);
    if (hasErrors(problems)) {
      const lines = problems.map((problem) => `  ${formatProblem(family, problem)}`);
      return err(appError('invalid', `Nothing was written: the family would not load.\n${lines.join('\n')}`));
    }
    const before = there ? join(parent, `.${family}-before-${Date.now()}`) : null;
    if (before !== null) await rename(target, before);
    await rename(fresh, target);
    return ok({ problems, before });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err(
      appError('unavailable', `Nothing was written, since ${parent} cannot be written to: ${reason}`),
    );
  } finally {
    await rm(work, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** With those above it. Not by `recursive`, which never ends where a file system denies that the folder could be (`/proc`). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

/** What would be lost by writing the family, and how to do it nevertheless; null: nothing. */
async function inTheWay(target: string, there: boolean, bundled: string): Promise<string | null> {
  const family = basename(target);
  if (there)
    return `${target} exists already. --replace writes it anew, and keeps what is there in a hidden folder beside it.`;
  const own = join(resolve(bundled), family);
  if ((await lstat(own).catch(() => null)) === null) return null;
  const { family: known } = await loadFamily(own);
  const models = Object.keys(known?.source.models.value.models ?? {}).length;
  return (
    `Offhook brings a family ${family} (${models} models). One of the same name in ${dirname(target)} would take its place ` +
    'once Offhook reads it: phones would get nothing but what the new folder says. Choose another name for the vendor, or ' +
    'say --replace if that is what you want.'
  );
}

import { mkdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { checkFamily } from '../check';
import type { PluginProblem } from '../problem';
import { starterFamily, type StarterSpec } from './starter-family';

/** Writes a new family folder, and says what a check finds in it. An existing folder is left as it is. */
export async function writeFamily(folder: string, spec: StarterSpec): Promise<Result<PluginProblem[]>> {
  const written = await writeFamilyFiles(folder, starterFamily(spec));
  return written.ok ? ok((await checkFamily(folder)).problems) : written;
}

export async function writeFamilyFiles(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<Result<void>> {
  if (await stat(folder).catch(() => null)) {
    return err(appError('conflict', `${folder} exists already. Choose another folder, or remove it first.`));
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text, { flag: 'wx' });
  }
  return ok(undefined);
}

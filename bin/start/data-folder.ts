import fs from 'node:fs';
import { appError } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';

/** Makes the data folder if need be and checks that files can be made in it. */
export function openDataFolder(dataDir: string): Result<void> {
  try {
    fs.mkdirSync(dataDir, { recursive: true });
    fs.accessSync(dataDir, fs.constants.W_OK | fs.constants.X_OK);
    return ok(undefined);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    const message = `The data folder ${dataDir} can't be written (${code}). Make this user its owner, or set OFFHOOK_DATA_DIR to another folder.`;
    return err(appError('unavailable', message));
  }
}

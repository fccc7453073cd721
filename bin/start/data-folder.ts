import fs from 'node:fs';
import path from 'node:path';
import { appError } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';
import { errorCode } from './error-code';

/** Makes the data folder if need be and checks that files can be made in it. */
export function openDataFolder(dataDir: string): Result<void> {
  try {
    makeFolder(dataDir);
    fs.accessSync(`${dataDir}/.`, fs.constants.W_OK | fs.constants.X_OK);
    return ok(undefined);
  } catch (cause) {
    const message = `The data folder ${dataDir} can't be written (${errorCode(cause) || 'unknown error'}). Make this user its owner, or set OFFHOOK_DATA_DIR to another folder.`;
    return err(appError('unavailable', message));
  }
}

/**
 * Checks that the phone process can write its log for fail2ban, and makes it: nobody would miss its lines but the scanners.
 * A pipe that nobody reads would hold an opener up for ever, hence the flags.
 */
export function openSecurityLog(file: string): Result<void> {
  const { O_WRONLY, O_APPEND, O_CREAT, O_NONBLOCK } = fs.constants;
  try {
    fs.closeSync(fs.openSync(file, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK, 0o640));
    return ok(undefined);
  } catch (cause) {
    const message = `The security log ${file} can't be written (${errorCode(cause) || 'unknown error'}). Let this user write it, or set OFFHOOK_SECURITY_LOG to another file.`;
    return err(appError('unavailable', message));
  }
}

/** As `recursive` of `mkdir`, which never returns below a folder that takes none and says "no such file", as /proc does. */
function makeFolder(dir: string): void {
  if (fs.existsSync(dir)) return;
  makeFolder(path.dirname(dir));
  try {
    fs.mkdirSync(dir);
  } catch (cause) {
    if (errorCode(cause) !== 'EEXIST') throw cause; // another start was quicker
  }
}

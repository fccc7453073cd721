import fs from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { appError, type AppError } from '../../shared/errors';
import { generateKeyFile, keyFile, Keyring, type KeyFile } from '../../shared/keyring';
import { err, ok, type Result } from '../../shared/result';

/** Reads the key file. Every process needs it before it can open or seal a secret. */
export function readKeyFile(file: string): Result<KeyFile> {
  let text: string;
  try {
    text = fs.readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT' && !fs.existsSync(path.dirname(file))) return err(noFolder(file));
    if (code === 'ENOENT')
      return err(
        appError('not_found', `There is no key file ${file}. Restore it, or correct OFFHOOK_KEY_FILE.`),
      );
    return err(
      appError('unavailable', `The key file ${file} can't be read (${String(code)}). Let this user read it.`),
    );
  }
  const parsed = keyFile.safeParse(parseJson(text));
  if (parsed.success) return ok(parsed.data);
  return err(appError('invalid', `The key file ${file} is damaged. Restore it from a copy.`));
}

/** The keys of this installation; a key that is added to the file later is found without a restart. */
export function openKeyring(file: string): Result<Keyring> {
  const keys = readKeyFile(file);
  if (!keys.ok) return keys;
  const reread = (): KeyFile | null => {
    const again = readKeyFile(file);
    return again.ok ? again.value : null;
  };
  return ok(new Keyring(keys.value, reread));
}

function noFolder(file: string): AppError {
  const message = `There is no folder ${path.dirname(file)} for the key file. Correct OFFHOOK_DATA_DIR, or OFFHOOK_KEY_FILE if it is set.`;
  return appError('not_found', message);
}

/** Whether a key file can be made there: its folder is never made, which below /proc would take for ever. */
export function checkKeyFolder(file: string): Result<void> {
  return fs.existsSync(path.dirname(file)) ? ok(undefined) : err(noFolder(file));
}

/** Reads the key file, made now if there is none. */
export function ensureKeyFile(file: string): Result<{ keys: KeyFile; created: boolean }> {
  if (!fs.existsSync(file)) {
    const folder = checkKeyFolder(file);
    if (!folder.ok) return folder;
    const keys = generateKeyFile();
    try {
      writeKeyFile(file, keys);
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
      const message = `The key file ${file} can't be made (${code}). Let this user write there, or set OFFHOOK_KEY_FILE to another file.`;
      return err(appError('unavailable', message));
    }
    return ok({ keys, created: true });
  }
  const found = readKeyFile(file);
  return found.ok ? ok({ keys: found.value, created: false }) : found;
}

/**
 * Replaces the key file in one step, readable by its owner alone: a crash leaves the old one or the new one. Its folder has
 * to be there (`checkKeyFolder`).
 */
export function writeKeyFile(file: string, keys: KeyFile): void {
  const partial = `${file}.${randomBytes(4).toString('hex')}`;
  const descriptor = fs.openSync(partial, 'wx', 0o600);
  fs.writeFileSync(descriptor, `${JSON.stringify(keys, null, 2)}\n`);
  fs.fsyncSync(descriptor);
  fs.closeSync(descriptor);
  fs.renameSync(partial, file);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

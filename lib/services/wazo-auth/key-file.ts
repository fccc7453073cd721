import { readFileSync } from 'node:fs';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';

const MAX_BYTES = 64 * 1024;

/** The account that `wazo-auth-keys` makes for a service: a file with the lines `service_id:` and `service_key:`. */
export function readServiceKeyFile(path: string): Result<{ id: string; key: string }> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').slice(0, MAX_BYTES);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    return err(appError('invalid', `OFFHOOK_WAZO_AUTH_KEY_FILE: ${path} can't be read (${code}).`));
  }
  const id = member(text, 'service_id');
  const key = member(text, 'service_key');
  return id === null || key === null
    ? err(appError('invalid', `OFFHOOK_WAZO_AUTH_KEY_FILE: ${path} has no service_id and service_key.`))
    : ok({ id, key });
}

/** One plain or quoted text of a flat YAML file: all that these files are. */
function member(text: string, name: string): string | null {
  const found = new RegExp(
    `^${name}:[ \\t]*(?:"([^"\\\\]+)"|'([^']+)'|([^\\s#'"][^\\r\\n#]*?))[ \\t]*(?:#.*)?$`,
    'm',
  ).exec(text);
  return found?.[1] ?? found?.[2] ?? found?.[3] ?? null;
}

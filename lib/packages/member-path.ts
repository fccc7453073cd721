import { Refusal } from './refusal';

const MAX_LENGTH = 400;
const MAX_PART = 200;
const MAX_DEPTH = 24;
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * The path of an archive member below the folder that it is unpacked into, without a slash at its end; null for that
 * folder itself. Refuses whatever could lead out of it: absolute names, `..`, drive letters, backslashes.
 */
export function memberPath(name: string): string | null {
  const shown = JSON.stringify(name.slice(0, 100));
  if (CONTROL.test(name) || name.includes('\\') || name.includes('\ufffd'))
    throw new Refusal(`the archive holds a file with an impossible name: ${shown}`);
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name))
    throw new Refusal(`the archive holds an absolute name: ${shown}`);
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw new Refusal(`the archive holds a name that leads out of it: ${shown}`);
  const path = parts.join('/');
  if (path.length > MAX_LENGTH || parts.length > MAX_DEPTH || parts.some((part) => part.length > MAX_PART))
    throw new Refusal(`the archive holds a name that is too long: ${shown}`);
  return path === '' ? null : path;
}

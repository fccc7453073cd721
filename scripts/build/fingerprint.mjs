import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** Hash of the contents of files and folders (relative to the repository), and of the Node version. */
export function fingerprintOf(inputs, wanted) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of inputs.flatMap(filesOf).filter(wanted)) {
    hash.update(`\0${file}\0`).update(createHash('sha256').update(fs.readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

function filesOf(entry) {
  const stat = fs.statSync(entry, { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [entry];
  if (path.basename(entry) === 'generated') return [];
  return fs
    .readdirSync(entry)
    .sort()
    .flatMap((name) => filesOf(path.join(entry, name)));
}

import fs from 'node:fs';
import path from 'node:path';
import { FOLDERS } from './format';

export interface FoundFile {
  /** Below the data folder, with slashes. */
  path: string;
  absolute: string;
  size: number;
}

/** Plain files of the folders that a backup holds; links and the like are left out. */
export function* listFiles(dataDir: string): Generator<FoundFile> {
  for (const folder of FOLDERS) yield* below(dataDir, folder);
}

function* below(dataDir: string, folder: string): Generator<FoundFile> {
  const absolute = path.join(dataDir, folder);
  if (!fs.existsSync(absolute)) return;
  for (const entry of fs.readdirSync(absolute, { withFileTypes: true })) {
    const inside = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* below(dataDir, inside);
    else if (entry.isFile()) {
      const file = path.join(dataDir, inside);
      yield { path: inside, absolute: file, size: fs.statSync(file).size };
    }
  }
}

/**
 * Files of an archive on their way into the data folder: they are gathered in a folder of their own and take the place of the
 * old ones in one step each when everything else has gone well.
 */
export class IncomingFiles {
  readonly #staging: string;
  #open: { descriptor: number; path: string; left: number } | null = null;

  constructor(private readonly dataDir: string) {
    fs.mkdirSync(dataDir, { recursive: true });
    this.#staging = fs.mkdtempSync(path.join(dataDir, '.restore-'));
  }

  /** False: the path leads out of the folders that a backup holds. */
  begin(file: string, size: number): boolean {
    const parts = file.split('/');
    const safe = parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\0\\]/.test(part));
    if (!safe || parts.length < 2 || !FOLDERS.some((folder) => folder === parts[0])) return false;
    const place = path.join(this.#staging, ...parts);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    this.#open = { descriptor: fs.openSync(place, 'wx', 0o644), path: file, left: size };
    return true;
  }

  /** False: more than was announced, or nothing was begun. */
  part(bytes: Buffer): boolean {
    if (!this.#open || bytes.length > this.#open.left) return false;
    fs.writeSync(this.#open.descriptor, bytes);
    this.#open.left -= bytes.length;
    return true;
  }

  /** False: less than was announced, or another file. */
  end(file: string): boolean {
    const open = this.#open;
    if (!open || open.path !== file || open.left !== 0) return false;
    fs.fsyncSync(open.descriptor);
    fs.closeSync(open.descriptor);
    this.#open = null;
    return true;
  }

  /** The files that were there before are kept aside until all have their places. */
  take(): void {
    const old = fs.mkdtempSync(path.join(this.dataDir, '.replaced-'));
    for (const folder of FOLDERS) {
      const place = path.join(this.dataDir, folder);
      if (fs.existsSync(place)) fs.renameSync(place, path.join(old, folder));
      const fresh = path.join(this.#staging, folder);
      if (fs.existsSync(fresh)) fs.renameSync(fresh, place);
    }
    fs.rmSync(old, { recursive: true, force: true });
    this.discard();
  }

  discard(): void {
    if (this.#open) fs.closeSync(this.#open.descriptor);
    this.#open = null;
    fs.rmSync(this.#staging, { recursive: true, force: true });
  }
}

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const BUNDLED = join(import.meta.dirname, '../../plugins');

/** A copy of bundled families in a folder of its own, to be changed by a test. */
export interface PluginsFolder {
  path: string;
  /** Writes a file, its path from the plugins folder. */
  write(file: string, text: string): void;
  /** Replaces a text that must be there. */
  edit(file: string, from: string, to: string): void;
  remove(file: string): void;
  delete(): void;
}

export function copyFamilies(...families: string[]): PluginsFolder {
  const path = mkdtempSync(join(tmpdir(), 'offhook-plugins-'));
  for (const family of families) cpSync(join(BUNDLED, family), join(path, family), { recursive: true });
  const at = (file: string) => join(path, file);
  return {
    path,
    write(file, text) {
      mkdirSync(dirname(at(file)), { recursive: true });
      writeFileSync(at(file), text);
    },
    edit(file, from, to) {
      const text = readFileSync(at(file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(at(file), text.replace(from, to));
    },
    remove: (file) => rmSync(at(file), { recursive: true }),
    delete: () => rmSync(path, { recursive: true, force: true }),
  };
}

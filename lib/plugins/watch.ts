import { watch, type FSWatcher } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { checkFamily } from './check';
import { composeFamilies } from './compose';
import type { Family } from './family';
import { readLineRecords } from './installed-lines';
import { hasErrors } from './problem';
import {
  buildRegistry,
  findFamilies,
  loadFamily,
  type FamilyProblems,
  type PluginRegistry,
} from './registry';

export interface PluginWatchOptions {
  /** A new registry is in place. `lines`: ids of those that were added, changed or taken away. */
  onChange(registry: PluginRegistry, lines: string[]): void;
  /** What is wrong with a family that was just edited; the one before the edit stays in use. */
  onProblems(problems: FamilyProblems): void;
  /** Folder of installed packages: lines that are added to those of the folders, or taken away from them. */
  packages?: string;
  /** How often the folders are looked through even if the system tells of no change. Default 5 s. */
  pollMs?: number;
  /** How long a folder has to be quiet before it is read: an editor or unpacker writes in steps. Default 200 ms. */
  quietMs?: number;
}

/** Between families, when the folders are looked through though nobody asked. */
const REST_MS = 20;

interface Loaded {
  folder: string;
  signature: string;
  family: Family | null;
  problems: FamilyProblems | null;
}

/**
 * The plugin registry of a process, kept as the folders are. Families that did not change keep their objects, and
 * with them their compiled templates. A family that is edited into something broken stays as it was.
 */
export class PluginWatch {
  readonly #folders: readonly string[];
  readonly #options: PluginWatchOptions;
  readonly #loaded = new Map<string, Loaded>();
  /** Families of installed packages, by line id. */
  #packaged = new Map<string, Loaded>();
  #removed: ReadonlySet<string> = new Set();
  readonly #watchers = new Map<string, FSWatcher>();
  #registry: PluginRegistry = buildRegistry([]);
  #started = false;
  #closed = false;
  #reading: Promise<void> = Promise.resolve();
  /** Readings that somebody waits for, or that a change caused. */
  #awaited = 0;
  #quiet: NodeJS.Timeout | null = null;
  #poll: NodeJS.Timeout | null = null;

  constructor(folders: readonly string[], options: PluginWatchOptions) {
    this.#folders = folders;
    this.#options = options;
  }

  /** The registry as the folders are now. The same object until something in them changes. */
  async registry(): Promise<PluginRegistry> {
    await this.refresh();
    return this.#registry;
  }

  /** Looks through the folders and takes in what changed. */
  refresh(): Promise<void> {
    this.#awaited += 1;
    return this.#readNext().finally(() => (this.#awaited -= 1));
  }

  #readNext(): Promise<void> {
    const reading = this.#reading.then(() => this.#read());
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  close(): void {
    this.#closed = true;
    if (this.#quiet) clearTimeout(this.#quiet);
    if (this.#poll) clearInterval(this.#poll);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  async #read(): Promise<void> {
    if (this.#closed) return;
    const found = await findFamilies(this.#folders);
    let changed = false;
    for (const name of [...this.#loaded.keys()].filter((known) => !found.has(known))) {
      this.#loaded.delete(name);
      changed = true;
    }
    for (const [name, folder] of found) {
      const signature = await signatureOf(folder);
      // A thousand files in one go would hold up phones; whoever waits for the registry does not want the rests.
      if (this.#awaited === 0) await delay(REST_MS, undefined, { ref: false });
      const before = this.#loaded.get(name);
      if (before?.signature === signature && before.folder === folder) continue;
      this.#loaded.set(name, await this.#load(name, folder, signature, before));
      changed = true;
    }
    if (await this.#readPackages()) changed = true;
    if (this.#closed) return;
    if (changed) this.#replace();
    this.#watch(found);
  }

  async #load(name: string, folder: string, signature: string, before: Loaded | undefined): Promise<Loaded> {
    // At the start a template that cannot be read costs its files only; later the family before the edit is better.
    const { family, problems } = this.#started ? await checkFamily(folder) : await loadFamily(folder);
    const told = problems.length > 0 ? { family: name, folder, problems } : null;
    const usable = family !== null && !(this.#started && before?.family && hasErrors(problems));
    if (this.#started && told) this.#options.onProblems(told);
    return { folder, signature, family: usable ? family : (before?.family ?? null), problems: told };
  }

  /** Installed packages never change, only which of them count; true when that did. */
  async #readPackages(): Promise<boolean> {
    const { packages } = this.#options;
    if (packages === undefined) return false;
    const records = await readLineRecords(packages);
    const removed = [...records].flatMap(([id, { state }]) => (state === 'removed' ? [id] : []));
    let changed = removed.join() !== [...this.#removed].join();
    const packaged = new Map<string, Loaded>();
    for (const [id, record] of records) {
      if (record.state !== 'installed') continue;
      const folder = join(packages, 'trees', record.folder);
      const before = this.#packaged.get(id);
      if (before?.folder === folder) packaged.set(id, before);
      else {
        changed = true;
        packaged.set(id, await this.#load(id, folder, '', before));
      }
    }
    changed ||= packaged.size !== this.#packaged.size;
    this.#packaged = packaged;
    this.#removed = new Set(removed);
    return changed;
  }

  #replace(): void {
    const before = this.#registry;
    const entries = [...this.#loaded].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
    const families = entries.flatMap(({ family }) => (family ? [family] : []));
    const packaged = [...this.#packaged].flatMap(([line, { family }]) => (family ? [{ line, family }] : []));
    this.#registry = buildRegistry(
      composeFamilies(families, packaged, this.#removed),
      [...entries, ...this.#packaged.values()].flatMap(({ problems }) => (problems ? [problems] : [])),
    );
    const ids = new Set([...before.lines.keys(), ...this.#registry.lines.keys()]);
    const lines = [...ids].filter((id) => before.lines.get(id) !== this.#registry.lines.get(id));
    const first = !this.#started;
    this.#started = true;
    if (!first) this.#options.onChange(this.#registry, lines);
  }

  /** The system tells of changes where it can; looking through the folders at intervals finds the others. */
  #watch(families: ReadonlyMap<string, string>): void {
    if (this.#closed) return;
    this.#started = true;
    if (!this.#poll) {
      this.#poll = setInterval(() => this.#later(0), this.#options.pollMs ?? 5_000);
      this.#poll.unref();
    }
    const wanted = [
      ...this.#folders,
      ...(this.#options.packages === undefined ? [] : [join(this.#options.packages, 'lines')]),
      ...[...families.values()].flatMap((folder) => [folder, join(folder, 'templates')]),
    ];
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.includes(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of wanted.filter((one) => !this.#watchers.has(one))) this.#watchFolder(folder);
  }

  #watchFolder(folder: string): void {
    const forget = () => {
      this.#watchers.get(folder)?.close();
      this.#watchers.delete(folder);
    };
    try {
      const watcher = watch(folder, { persistent: false }, () => this.#later(this.#options.quietMs ?? 200));
      watcher.on('error', forget);
      this.#watchers.set(folder, watcher);
    } catch {
      // Not there, or the system has no watch left: the interval looks after it.
    }
  }

  #later(ms: number): void {
    if (this.#closed || (this.#quiet && ms === 0)) return;
    if (this.#quiet) clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      this.#quiet = null;
      // A folder that cannot be looked through now is looked through at the next interval.
      const reading = ms === 0 ? this.#readNext() : this.refresh();
      reading.catch(() => undefined);
    }, ms);
    this.#quiet.unref();
  }
}

const MAX_FILES = 5_000;

/** Changes when a file of the family is added, removed or written. */
async function signatureOf(folder: string): Promise<string> {
  const parts: string[] = [];
  const walk = async (path: string, depth: number): Promise<void> => {
    for (const entry of await readdir(path, { withFileTypes: true }).catch(() => [])) {
      const at = join(path, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'fixtures' || parts.length > MAX_FILES) continue;
      if (entry.isDirectory() && depth < 8) await walk(at, depth + 1);
      else {
        const stat = await lstat(at).catch(() => null);
        if (stat) parts.push(`${at} ${stat.size} ${stat.mtimeMs} ${stat.ino}`);
      }
    }
  };
  await walk(folder, 0);
  return parts.sort().join('\n');
}

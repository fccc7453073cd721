export const MOVED_KINDS = ['tenant', 'parameter', 'template', 'config', 'device'] as const;
export type MovedKind = (typeof MOVED_KINDS)[number];

/** `kept`: it is here already, with other contents. `refused`: it can't be taken. */
export type MoveOutcome = 'created' | 'updated' | 'unchanged' | 'kept' | 'refused';
export type MoveCounts = Record<MoveOutcome, number>;

/** Something that the person who moves should know about one document. Messages hold no secrets. */
export interface MoveNote {
  kind: MovedKind | 'plugin' | 'package';
  id: string;
  /** A word for what it is about, to count by. */
  reason: string;
  message: string;
}

export interface MoveReason {
  kind: MoveNote['kind'];
  reason: string;
  count: number;
  /** The first few. */
  examples: { id: string; message: string }[];
}

/** What becomes of a plugin that the folder names. */
export interface PluginMapping {
  /** As the folder names it. */
  id: string;
  /** Id of the line that serves its phones here; null: none. */
  line: string | null;
  /** It is among the installed ones, not only named by a device. */
  installed: boolean;
  devices: number;
  templates: number;
  /** Firmware and language packages that were installed: to be installed again. */
  packages: string[];
  /** Lines that know the models of its devices, when it has none of its own. */
  suggestions: string[];
}

export interface MoveReport {
  path: string;
  dryRun: boolean;
  counts: Record<MovedKind, MoveCounts>;
  plugins: PluginMapping[];
  reasons: MoveReason[];
  milliseconds: number;
}

const EXAMPLES = 20;
/** Names of plugins beyond these are not told one by one. */
const MAX_PLUGINS = 2_000;
const MAX_SUGGESTIONS = 5;
const MAX_PACKAGES = 200;

/** Counts what happens; however much does, it stays small. */
export class MoveLedger {
  readonly counts: Record<MovedKind, MoveCounts>;
  readonly #reasons = new Map<string, MoveReason>();
  readonly #plugins = new Map<string, PluginMapping>();

  /** `onNote` gets every note, for a file that holds them all. */
  constructor(private readonly onNote: (note: MoveNote) => void = () => {}) {
    const none = (): MoveCounts => ({ created: 0, updated: 0, unchanged: 0, kept: 0, refused: 0 });
    this.counts = { tenant: none(), parameter: none(), template: none(), config: none(), device: none() };
  }

  count(kind: MovedKind, outcome: MoveOutcome): void {
    this.counts[kind][outcome] += 1;
  }

  note(note: MoveNote): void {
    this.onNote(note);
    const key = `${note.kind} ${note.reason}`;
    const found = this.#reasons.get(key) ?? {
      kind: note.kind,
      reason: note.reason,
      count: 0,
      examples: [],
    };
    this.#reasons.set(key, found);
    found.count += 1;
    if (found.examples.length < EXAMPLES) found.examples.push({ id: note.id, message: note.message });
  }

  refuse(kind: MovedKind, id: string, reason: string, message: string): void {
    this.count(kind, 'refused');
    this.note({ kind, id, reason, message });
  }

  /** The row of a plugin's name; null when there are too many names to tell them all. */
  plugin(id: string, line: string | null): PluginMapping | null {
    const known = this.#plugins.get(id);
    if (known) return known;
    if (this.#plugins.size >= MAX_PLUGINS) return null;
    const row = { id, line, installed: false, devices: 0, templates: 0, packages: [], suggestions: [] };
    this.#plugins.set(id, row);
    return row;
  }

  suggest(row: PluginMapping | null, line: string | undefined): void {
    if (!row || line === undefined || row.suggestions.includes(line)) return;
    if (row.suggestions.length < MAX_SUGGESTIONS) row.suggestions.push(line);
  }

  addPackage(row: PluginMapping | null, name: string): void {
    if (row && row.packages.length < MAX_PACKAGES) row.packages.push(name);
  }

  report(about: { path: string; dryRun: boolean; milliseconds: number }): MoveReport {
    const byId = (a: PluginMapping, b: PluginMapping): number => (a.id < b.id ? -1 : 1);
    return {
      ...about,
      counts: this.counts,
      plugins: [...this.#plugins.values()].sort(byId),
      reasons: [...this.#reasons.values()],
    };
  }
}

import type { ChangeWriter, WriteStore } from '../../db/changes';
import type { Database } from '../../db/client';
import { isUnreachable } from '../../db/pool';
import type { MoveLedger, MoveOutcome, MovedKind } from '../../domain/moving/report';
import { documentIdProblem } from '../../domain/ids';
import type { PluginRegistry } from '../../plugins/registry';
import { nodeOf, parseJsonText, type ObjectNode } from '../../shared/json-text';
import type { FolderFile, StorageFolder } from './storage-folder';

/** What every part of an import works on. */
export interface ImportRun {
  readonly database: Database;
  readonly changes: ChangeWriter;
  readonly registry: PluginRegistry;
  readonly masterTenant: string;
  readonly folder: StorageFolder;
  readonly ledger: MoveLedger;
  /** Only look and tell. */
  readonly dryRun: boolean;
  /** Replace what is here with other contents; else it is kept. */
  readonly overwrite: boolean;
  /** The tenant of the folder that this installation's master tenant stands for; null: the same one. */
  readonly folderMaster: string | null;
  /** Called now and then with the number of documents done. */
  readonly onProgress: (kind: MovedKind, done: number) => void;
}

/** A document of the folder that can be stored. */
export interface Incoming {
  id: string;
  document: ObjectNode;
}

/** Documents that are compared and written together. */
const BATCH = 200;
/** Characters of text in a batch, so that large documents don't pile up in memory. */
const BATCH_TEXT = 4 * 1024 * 1024;

/** The documents of a folder in batches; those that are no JSON objects or have no usable id are told and left out. */
export async function* readBatches(
  run: ImportRun,
  kind: 'device' | 'config',
  files: AsyncIterable<FolderFile>,
): AsyncGenerator<Incoming[]> {
  let batch: Incoming[] = [];
  let size = 0;
  let done = 0;
  for await (const { name, content } of files) {
    done += 1;
    const incoming = content.ok ? readIncoming(run, kind, name, content.value) : null;
    if (!content.ok) run.ledger.refuse(kind, name, 'unreadable', content.error.message);
    if (!incoming || !content.ok) continue;
    batch.push(incoming);
    size += content.value.length;
    if (batch.length < BATCH && size < BATCH_TEXT) continue;
    yield batch;
    run.onProgress(kind, done);
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
  run.onProgress(kind, done);
}

function readIncoming(
  run: ImportRun,
  kind: 'device' | 'config',
  name: string,
  text: string,
): Incoming | null {
  const problem = documentIdProblem(name);
  if (problem !== null) {
    run.ledger.refuse(
      kind,
      name.slice(0, 255),
      'bad_id',
      `the name of the file is its id, and that ${problem}`,
    );
    return null;
  }
  const parsed = parseJsonText(text);
  if (!parsed.ok || parsed.value.kind !== 'object') {
    const why = parsed.ok ? 'the file holds no JSON object' : `the file is not JSON: ${parsed.error}`;
    run.ledger.refuse(kind, name, 'not_json', why);
    return null;
  }
  const inner = parsed.value.members.get('id');
  if (inner?.kind === 'string' && inner.value !== name) {
    const message = 'the document names another id; the name of its file counts';
    run.ledger.note({ kind, id: name, reason: 'other_id', message });
  }
  const members = new Map(parsed.value.members).set('id', nodeOf(name));
  return { id: name, document: { kind: 'object', members } };
}

/** What to do with one item of a batch. */
export interface Planned<Item> {
  item: Item;
  outcome: MoveOutcome;
}

/**
 * Writes what is planned to be created or updated in one transaction. When the database refuses that, each is tried on
 * its own, so that one bad document never stops the rest. `write` gives false when another has taken the id meanwhile.
 */
export async function writePlanned<Item extends { id: string }>(
  run: ImportRun,
  kind: MovedKind,
  planned: readonly Planned<Item>[],
  write: (store: WriteStore, items: readonly Planned<Item>[]) => Promise<ReadonlySet<string>>,
): Promise<void> {
  const due = planned.filter(({ outcome }) => outcome === 'created' || outcome === 'updated');
  for (const { outcome } of planned)
    if (outcome === 'unchanged' || outcome === 'kept') run.ledger.count(kind, outcome);
  if (run.dryRun) {
    for (const { outcome } of due) run.ledger.count(kind, outcome);
    return;
  }
  if (due.length === 0) return;
  const together = await attempt(run, due, write);
  for (const one of due) {
    const written = together ?? (await attempt(run, [one], write));
    if (written === null) {
      run.ledger.refuse(kind, one.item.id, 'refused_by_database', 'the database does not take it');
    } else {
      run.ledger.count(kind, written.has(one.item.id) ? one.outcome : 'kept');
    }
  }
}

/** Null: the database refused it. Throws when the database is away. */
async function attempt<Item>(
  run: ImportRun,
  items: readonly Planned<Item>[],
  write: (store: WriteStore, items: readonly Planned<Item>[]) => Promise<ReadonlySet<string>>,
): Promise<ReadonlySet<string> | null> {
  try {
    return await run.changes.write((store) => write(store, items));
  } catch (error) {
    if (isUnreachable(error)) throw error;
    return null;
  }
}

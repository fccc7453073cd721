import type { Command } from 'commander';
import { z } from 'zod';
import type { JsonValue } from '../../lib/shared/json';
import { jsonText, type ObjectNode } from '../../lib/shared/json-text';
import { err, ok, type Result } from '../../lib/shared/result';
import { appError } from '../../lib/shared/errors';
import type { Api } from './api';
import { apiCommand, needsYes, runOnApi, yesOption, type Report } from './command';
import { unwrap, wrap } from './document';
import { forEach, summary } from './each';
import {
  listDocuments,
  type listShape,
  matchingIds,
  selectorOf,
  selectorOptions,
  selectorShape,
} from './list-query';
import { table } from './table';

/** Devices or configs: the two kinds of documents of `/0.2`. */
export interface Kind {
  path: string;
  /** Name of the wrapper of one, and of a list. */
  one: 'device' | 'config';
  many: 'devices' | 'configs';
  columns: readonly string[];
}

export const DEVICES: Kind = {
  path: '/0.2/dev_mgr/devices',
  one: 'device',
  many: 'devices',
  columns: ['id', 'mac', 'ip', 'vendor', 'model', 'version', 'plugin', 'config', 'configured'],
};
export const CONFIGS: Kind = {
  path: '/0.2/cfg_mgr/configs',
  one: 'config',
  many: 'configs',
  columns: ['id', 'label', 'parent_ids', 'X_type', 'deletable', 'role'],
};

export function documentPath(kind: Kind, id: string): string {
  return `${kind.path}/${encodeURIComponent(id)}`;
}

type Selection = z.infer<z.ZodObject<typeof selectorShape>>;

export async function list(
  api: Api,
  kind: Kind,
  options: Selection & z.infer<z.ZodObject<typeof listShape>>,
): Promise<Result<Report>> {
  const selector = selectorOf(options);
  if (!selector.ok) return selector;
  const found = await listDocuments(api, kind.path, kind.many, { ...options, selector: selector.value });
  if (!found.ok) return found;
  const columns = options.fields === undefined ? kind.columns : ['id', ...options.fields.split(',')];
  const heads = [...new Set(columns)];
  const rows = found.value.map((document) => heads.map((name) => cell(document[name])));
  return ok({ data: found.value, lines: table(heads, rows) });
}

function cell(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export async function read(
  api: Api,
  kind: Kind,
  id: string,
): Promise<Result<{ document: ObjectNode; etag: string | null }>> {
  const answer = await api.call('GET', documentPath(kind, id));
  if (!answer.ok) return answer;
  const document = unwrap(answer.value.text, kind.one);
  return document.ok ? ok({ document: document.value, etag: answer.value.etag }) : document;
}

/** As the server has it: numbers and the order of members too. */
export function documentReport(document: ObjectNode): Report {
  const text = jsonText(document);
  return { json: text, lines: JSON.stringify(JSON.parse(text), null, 2).split('\n') };
}

export async function create(api: Api, kind: Kind, document: ObjectNode): Promise<Result<Report>> {
  const answer = await api.call('POST', kind.path, { body: wrap(kind.one, document) });
  return answer.ok ? created(answer.value.text) : answer;
}

export function created(text: string): Result<Report> {
  const { id } = z.object({ id: z.string() }).parse(JSON.parse(text));
  return ok({ data: { id }, lines: [id] });
}

/** Tried again when somebody else has written meanwhile: the change is made to what they have written. */
const TRIES = 5;

export async function change(
  api: Api,
  kind: Kind,
  id: string,
  edit: (before: ObjectNode) => Result<ObjectNode>,
): Promise<Result<Report>> {
  for (let tries = 1; ; tries += 1) {
    const before = await read(api, kind, id);
    if (!before.ok) return before;
    const after = edit(before.value.document);
    if (!after.ok) return after;
    const { etag } = before.value;
    const written = await api.call('PUT', documentPath(kind, id), {
      body: wrap(kind.one, after.value),
      ...(etag === null ? {} : { ifMatch: etag }),
    });
    if (written.ok) return ok({ data: { id }, lines: [`${id} changed`] });
    if (written.error.code !== 'precondition_failed' || tries >= TRIES) return written;
  }
}

/** Ids as given, else those of what is selected. Nothing selected is no way to say "all". */
export async function targets(
  api: Api,
  kind: Kind,
  ids: readonly string[],
  options: Selection,
  all: boolean,
): Promise<Result<string[]>> {
  const selector = selectorOf(options);
  if (!selector.ok) return selector;
  const filtered = Object.keys(selector.value).length > 0;
  if (ids.length > 0 && (filtered || all))
    return err(appError('invalid', `Name ${kind.many} by their ids or select them, not both.`));
  if (ids.length > 0) return ok([...new Set(ids)]);
  if (!filtered && !all)
    return err(appError('invalid', `Which ${kind.many}? Give ids, or select them (--help tells how).`));
  const found = await matchingIds(api, kind.path, kind.many, {
    selector: selector.value,
    recurse: options.recurse,
  });
  if (found.ok && found.value.length === 0) return err(appError('not_found', `No ${kind.one} matches.`));
  return found;
}

/** A command that does the same to several devices. */
export function deviceVerb(
  group: Command,
  verb: {
    name: string;
    description: string;
    past: string;
    /** What to warn of; null: it does no harm. */
    harm: string | null;
    work: (api: Api, id: string) => Promise<Result<unknown>>;
  },
): void {
  const command = selectorOptions(apiCommand(group, `${verb.name} [ids...]`, verb.description));
  command.option('--all', 'every device');
  if (verb.harm !== null) command.option('--yes', 'also when it is more than one');
  const schema = z.object({ ...selectorShape, ...yesOption, all: z.boolean().default(false) });
  command.action(async (ids: string[], _options, self: Command) =>
    runOnApi(self, schema, async ({ api, options }) => {
      const wanted = await targets(api, DEVICES, ids, options, options.all);
      if (!wanted.ok) return wanted;
      const sure = verb.harm === null ? ok(undefined) : needsYes(wanted.value.length, options.yes, verb.harm);
      if (!sure.ok) return sure;
      const done = await forEach(verb.name, wanted.value, (id) => verb.work(api, id));
      return summary(done, wanted.value.length, verb.past, 'device');
    }),
  );
}

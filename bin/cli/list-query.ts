import type { Command } from 'commander';
import { z } from 'zod';
import { parseMac } from '../../lib/shared/mac';
import { appError } from '../../lib/shared/errors';
import { isJsonObject, type JsonObject } from '../../lib/shared/json';
import { err, ok, type Result } from '../../lib/shared/result';
import type { Api } from './api';

const PAGE = 1_000;
const count = z.coerce.number().int().min(0).max(2_147_483_647);

export const repeat = (value: string, before: string[] = []): string[] => [...before, value];
export const texts = z.array(z.string()).default([]);

/** Which of a list, by what they hold. */
export function selectorOptions(command: Command): Command {
  return command
    .option('--mac <address>', 'with this MAC address, in any notation')
    .option('--plugin <id>', 'with this plugin, as written in the device')
    .option('--selector <json>', 'that match a selector, e.g. {"vendor": "Snom"}')
    .option('--recurse', 'of tenants below the own one too');
}
export const selectorShape = {
  mac: z.string().optional(),
  plugin: z.string().optional(),
  selector: z.string().optional(),
  recurse: z.boolean().default(false),
};

export function listOptions(command: Command): Command {
  return command
    .option('--fields <names>', 'only these members, separated by commas')
    .option('--sort <field>', 'in the order of this member')
    .option('--descending', 'the greatest first')
    .option('--skip <n>', 'leave out the first n')
    .option('--limit <n>', 'at most n');
}
export const listShape = {
  fields: z.string().optional(),
  sort: z.string().optional(),
  descending: z.boolean().default(false),
  skip: count.optional(),
  limit: count.optional(),
};

interface Filters {
  mac?: string | undefined;
  plugin?: string | undefined;
  selector?: string | undefined;
}

/** The filters as one selector; an empty object when there is none. */
export function selectorOf({ mac, plugin, selector }: Filters): Result<JsonObject> {
  const wanted: JsonObject = {};
  if (selector !== undefined) {
    const parsed = parseJson(selector);
    if (!isJsonObject(parsed)) return err(appError('invalid', '--selector is not a JSON object.'));
    Object.assign(wanted, parsed);
  }
  if (mac !== undefined) {
    const normal = parseMac(mac);
    if (!normal) return err(appError('invalid', `--mac ${mac} is not a MAC address.`));
    wanted.mac = normal;
  }
  if (plugin !== undefined) wanted.plugin = plugin;
  return ok(wanted);
}

interface ListRequest {
  selector: JsonObject;
  recurse?: boolean;
  fields?: string | undefined;
  sort?: string | undefined;
  descending?: boolean;
  skip?: number | undefined;
  limit?: number | undefined;
}

function listPath(path: string, request: ListRequest): string {
  const params = new URLSearchParams();
  if (Object.keys(request.selector).length > 0) params.set('q', JSON.stringify(request.selector));
  if (request.fields !== undefined) params.set('fields', request.fields);
  if (request.sort !== undefined) params.set('sort', request.sort);
  if (request.descending) params.set('sort_ord', 'DESC');
  if (request.skip !== undefined) params.set('skip', String(request.skip));
  if (request.limit !== undefined) params.set('limit', String(request.limit));
  if (request.recurse) params.set('recurse', 'true');
  return `${path}?${params}`;
}

/** One answer of a list of documents. `member`: `devices` or `configs`. */
export async function listDocuments(
  api: Api,
  path: string,
  member: string,
  request: ListRequest,
): Promise<Result<JsonObject[]>> {
  if (request.limit === 0) return ok([]);
  const document = z.custom<JsonObject>((value) => isJsonObject(value));
  const answer = await api.get(listPath(path, request), z.object({ [member]: z.array(document) }));
  return answer.ok ? ok(answer.value[member] ?? []) : answer;
}

/** The ids of all that match, page by page: it is decided before anything is changed. */
export async function matchingIds(
  api: Api,
  path: string,
  member: string,
  request: Pick<ListRequest, 'selector' | 'recurse'>,
): Promise<Result<string[]>> {
  const ids = new Set<string>();
  for (let skip = 0; ; skip += PAGE) {
    const options = { ...request, fields: 'id', sort: 'id', skip, limit: PAGE };
    const page = await listDocuments(api, path, member, options);
    if (!page.ok) return page;
    for (const { id } of page.value) if (typeof id === 'string') ids.add(id);
    if (page.value.length < PAGE) return ok([...ids]);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import { localized } from '../../services/plugins/plugin-info';
import { getParameter, listParameters, setParameter } from '../../services/parameters/parameters';
import { valueOf } from '../../shared/json-text';
import { member } from '../bodies';
import type { CompatResponse, Exchange } from '../http';
import { linkList } from '../links';
import { failure, json, noContent } from '../responses';
import { entityTag, isKnown, wantedRevision } from '../revisions';
import type { Action, Route } from '../router';

const one =
  (verb: string): Action['right'] =>
  ({ name }, caller) =>
    `provd.configure.${caller.tenant}.${name ?? ''}.${verb}`;

export const PARAMETER_ROUTES: readonly Route[] = [
  { path: 'configure', actions: { GET: { right: () => 'provd.configure.read', run: list } } },
  {
    path: 'configure/:name',
    actions: {
      GET: { right: one('read'), run: get },
      PUT: { right: one('update'), run: set, takes: 'json' },
    },
  },
];

async function list({ context, caller, path }: Exchange): Promise<CompatResponse> {
  const found = await listParameters(context, caller);
  if (!found.ok) return failure(found.error);
  const locale = found.value.find(({ name }) => name === 'locale')?.value;
  const params = found.value.map(({ name, description, value }) => ({
    id: name,
    description: localized(description, typeof locale === 'string' ? locale : null),
    value,
    links: linkList(path, [['srv.configure.param', name]]),
  }));
  return json({ params });
}

async function get({ context, caller, params, headers }: Exchange): Promise<CompatResponse> {
  const found = await getParameter(context, caller, params.name ?? '');
  if (!found.ok) return failure(found.error);
  const { value, revision } = found.value;
  const tag = { ETag: entityTag(revision) };
  if (isKnown(headers['if-none-match'], revision)) return { status: 304, headers: tag, body: '' };
  return json({ param: { value } }, 200, tag);
}

async function set({ context, caller, params, body, headers }: Exchange): Promise<CompatResponse> {
  const sent = member(member(body, 'param') ?? null, 'value');
  const current = () => getParameter(context, caller, params.name ?? '');
  const done = await setParameter(context, caller, params.name ?? '', sent && valueOf(sent), {
    revision: await wantedRevision(headers['if-match'], current),
  });
  return done.ok ? noContent() : failure(done.error);
}

import { autocreateConfig } from '../../services/configs/autocreate-config';
import { configDocument } from '../../services/configs/document';
import { createConfig } from '../../services/configs/create-config';
import { deleteConfig } from '../../services/configs/delete-config';
import { getConfig, getRawConfig } from '../../services/configs/get-config';
import { listConfigTexts, listConfigs } from '../../services/configs/list-configs';
import { updateConfig } from '../../services/configs/update-config';
import { rightPart } from '../../services/access/acl';
import { projectFields } from '../../domain/selectors/fields';
import { parseListQuery } from '../../domain/selectors/list-query';
import { appError } from '../../shared/errors';
import { jsonText as write } from '../../shared/json-text';
import { wrapped } from '../bodies';
import type { CompatResponse, Exchange } from '../http';
import { node } from '../links';
import { created, failure, json, jsonText, noContent } from '../responses';
import { entityTag, isKnown, wantedRevision } from '../revisions';
import type { Params, Route } from '../router';

const one =
  (verb: string) =>
  ({ id }: Params): string =>
    `provd.cfg_mgr.configs.${rightPart(id ?? '')}.${verb}`;

export const CONFIG_ROUTES: readonly Route[] = [
  {
    path: 'cfg_mgr',
    actions: node('provd.cfg_mgr.read', [
      ['cfg.configs', 'configs'],
      ['cfg.autocreate', 'autocreate'],
    ]),
  },
  {
    path: 'cfg_mgr/configs',
    actions: {
      GET: { right: () => 'provd.cfg_mgr.configs.read', run: list },
      POST: { right: () => 'provd.cfg_mgr.configs.create', run: create, takes: 'json' },
    },
  },
  {
    path: 'cfg_mgr/configs/:id',
    actions: {
      GET: { right: one('read'), run: get },
      PUT: { right: one('update'), run: update, takes: 'json' },
      DELETE: { right: one('delete'), run: remove },
    },
  },
  { path: 'cfg_mgr/configs/:id/raw', actions: { GET: { right: one('raw.read'), run: raw } } },
  {
    path: 'cfg_mgr/autocreate',
    actions: { POST: { right: () => 'provd.cfg_mgr.autocreate.create', run: autocreate, takes: 'json' } },
  },
];

async function list({ context, caller, query }: Exchange): Promise<CompatResponse> {
  const parsed = parseListQuery(query);
  if (!parsed.ok) return failure(parsed.error);
  const { fields } = parsed.value;
  const texts = fields
    ? await listConfigs(context, caller, parsed.value, (config) =>
        write(projectFields(configDocument(config), fields)),
      )
    : await listConfigTexts(context, caller, parsed.value);
  return texts.ok ? jsonText(`{"configs":[${texts.value.join(',')}]}`) : failure(texts.error);
}

async function create({ context, caller, body, path }: Exchange): Promise<CompatResponse> {
  const document = wrapped(body, 'config');
  if (!document) return failure(appError('invalid', 'missing "config" object'));
  const made = await createConfig(context, caller, document);
  return made.ok ? created(made.value.id, `${path}/${made.value.id}`) : failure(made.error);
}

async function get({ context, caller, params, headers }: Exchange): Promise<CompatResponse> {
  const found = await getConfig(context, caller, params.id ?? '');
  if (!found.ok) return failure(found.error);
  const { revision } = found.value;
  const tag = { ETag: entityTag(revision) };
  if (isKnown(headers['if-none-match'], revision)) return { status: 304, headers: tag, body: '' };
  return jsonText(`{"config":${write(configDocument(found.value))}}`, 200, tag);
}

async function update({ context, caller, params, body, headers }: Exchange): Promise<CompatResponse> {
  const current = () => getConfig(context, caller, params.id ?? '');
  const options = { revision: await wantedRevision(headers['if-match'], current) };
  const done = await updateConfig(context, caller, params.id ?? '', wrapped(body, 'config'), options);
  return done.ok ? noContent() : failure(done.error);
}

async function remove({ context, caller, params, headers }: Exchange): Promise<CompatResponse> {
  const current = () => getConfig(context, caller, params.id ?? '');
  const options = { revision: await wantedRevision(headers['if-match'], current) };
  const done = await deleteConfig(context, caller, params.id ?? '', options);
  return done.ok ? noContent() : failure(done.error);
}

async function raw({ context, caller, params }: Exchange): Promise<CompatResponse> {
  const found = await getRawConfig(context, caller, params.id ?? '');
  return found.ok ? json({ raw_config: found.value }) : failure(found.error);
}

async function autocreate({ context, caller, path }: Exchange): Promise<CompatResponse> {
  const made = await autocreateConfig(context, caller);
  if (!made.ok) return failure(made.error);
  return created(made.value.id, `${path.replace(/autocreate$/, 'configs')}/${made.value.id}`);
}

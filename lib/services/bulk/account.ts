import { findConfig } from '../../db/configs/find';
import { textMember } from '../../db/devices/record';
import { findParents } from '../../db/tenants/tenants';
import { ACCOUNT_FIELDS, type BulkRow } from '../../domain/bulk/bulk';
import { usableScope } from '../../domain/tenants/lineage';
import { appError, type AppError } from '../../shared/errors';
import { nodeOf, objectNode, type JsonNode, type ObjectNode } from '../../shared/json-text';
import { err, ok, type Result } from '../../shared/result';
import { ownScope } from '../access/access';
import type { Caller } from '../actor';
import { createConfig } from '../configs/create-config';
import { updateConfig } from '../configs/update-config';
import { BASE_CONFIG, DEFAULT_TEMPLATE, isAutoprov } from '../console/device-config';
import type { ServiceContext } from '../context';
import type { Templates } from './templates';

/** The config of the platform's own registrar. */
const REGISTRAR_CONFIG = 'default';
const NO_TEMPLATE = {
  code: 'invalid',
  message: 'There is no such template.',
  problems: [{ path: 'template', message: 'unknownTemplate' }],
} as const satisfies AppError;
/** Member of a line for each field of a row. */
const MEMBERS: Record<(typeof ACCOUNT_FIELDS)[number], string> = {
  display_name: 'display_name',
  number: 'number',
  username: 'username',
  auth_username: 'auth_username',
  password: 'password',
  registrar: 'registrar_ip',
  proxy: 'proxy_ip',
};

export function givesAccount(row: BulkRow): boolean {
  return ACCOUNT_FIELDS.some((field) => row[field] !== undefined) || row.template !== undefined;
}

interface Account {
  deviceId: string;
  /** The config that the device uses now. */
  configId: string | null;
  row: BulkRow;
  templates: Templates;
}

/** Writes line 1 of the device's own config, which is made when there is none. Gives its id. */
export async function saveAccount(
  context: ServiceContext,
  caller: Caller,
  { deviceId, configId, row, templates }: Account,
): Promise<Result<string>> {
  const scope = await ownScope(context, caller);
  const used = configId === null ? null : await findConfig(context.database, scope, configId);
  if (used && !isAutoprov(used)) {
    if (row.template && !templates(row.template, used.tenantId)) return err(NO_TEMPLATE);
    const document = await changed(context, used.tenantId, used.document, row);
    const saved = await updateConfig(context, caller, used.id, document, { revision: used.revision });
    return saved.ok ? ok(used.id) : saved;
  }
  const left = await findConfig(context.database, scope, deviceId);
  const known = !row.template || templates(row.template, left?.tenantId ?? caller.tenant);
  if (!row.username) {
    const problems = [{ path: 'username', message: 'required' }, ...(known ? [] : NO_TEMPLATE.problems)];
    return err(appError('invalid', 'A first account needs a user name.', problems));
  }
  if (!known) return err(NO_TEMPLATE);
  const template = row.template || DEFAULT_TEMPLATE;
  const start = objectNode({
    id: deviceId,
    configdevice: template,
    deletable: true,
    parent_ids: [BASE_CONFIG, template],
    raw_config: { X_key: '', config_version: 1, protocol: 'SIP' },
  });
  const document = await changed(context, left?.tenantId ?? caller.tenant, start, row);
  const written = left
    ? await updateConfig(context, caller, deviceId, document, { revision: left.revision })
    : await createConfig(context, caller, document);
  return written.ok ? ok(deviceId) : written;
}

/** `tenant`: whose the config is, or will be. */
async function changed(
  context: ServiceContext,
  tenant: string,
  document: ObjectNode,
  row: BulkRow,
): Promise<ObjectNode> {
  const raw = objectMember(document, 'raw_config');
  const lines = objectMember(raw, 'sip_lines');
  const line = new Map(objectMember(lines, '1').members);
  const fresh = line.size === 0;
  for (const field of ACCOUNT_FIELDS) {
    const value = row[field];
    if (value === undefined) continue;
    if (value === '') line.delete(MEMBERS[field]);
    else line.set(MEMBERS[field], nodeOf(value));
  }
  if (row.username && (fresh || !line.has('auth_username')) && !row.auth_username)
    line.set('auth_username', nodeOf(row.username));
  if (fresh) await addServers(context, tenant, line);
  const withLine = withMember(raw, 'sip_lines', withMember(lines, '1', { kind: 'object', members: line }));
  const next = withMember(document, 'raw_config', withLine);
  if (!row.template) return next;
  const named = withMember(next, 'configdevice', nodeOf(row.template));
  return withMember(named, 'parent_ids', nodeOf([BASE_CONFIG, row.template]));
}

/** A new account registers with the platform's registrar unless its row names another. */
async function addServers(
  { database }: ServiceContext,
  tenant: string,
  line: Map<string, JsonNode>,
): Promise<void> {
  const usable = usableScope(await findParents(database.sql, [tenant]), tenant);
  const registrar = await findConfig(database, usable, REGISTRAR_CONFIG);
  for (const [member, source] of [
    ['registrar_ip', 'registrar_main'],
    ['proxy_ip', 'proxy_main'],
  ] as const) {
    const value = registrar && textMember(registrar.document, source);
    if (value && !line.has(member)) line.set(member, nodeOf(value));
  }
}

function objectMember(object: ObjectNode, name: string): ObjectNode {
  const member = object.members.get(name);
  return member?.kind === 'object' ? member : objectNode({});
}

function withMember(object: ObjectNode, name: string, value: JsonNode): ObjectNode {
  return { kind: 'object', members: new Map(object.members).set(name, value) };
}

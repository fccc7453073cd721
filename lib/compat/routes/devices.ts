import { deviceDocument } from '../../services/devices/document';
import { createDevice } from '../../services/devices/create-device';
import { deleteDevice } from '../../services/devices/delete-device';
import { getDevice } from '../../services/devices/get-device';
import { listDeviceTexts, listDevices } from '../../services/devices/list-devices';
import { reconfigureDevice } from '../../services/devices/reconfigure-device';
import { synchronizeDevice } from '../../services/devices/synchronize-device';
import { updateDevice } from '../../services/devices/update-device';
import { reportLease } from '../../services/dhcp/report-lease';
import { rightPart } from '../../services/access/acl';
import { leaseReport } from '../../domain/dhcp/lease';
import { projectFields } from '../../domain/selectors/fields';
import { parseListQuery } from '../../domain/selectors/list-query';
import { appError } from '../../shared/errors';
import { jsonText as write, valueOf } from '../../shared/json-text';
import { bodyId, member, wrapped } from '../bodies';
import type { CompatResponse, Exchange } from '../http';
import { node } from '../links';
import { created, failure, jsonText, noContent, started } from '../responses';
import { entityTag, isKnown, wantedRevision } from '../revisions';
import type { Params, Route } from '../router';
import { operationRoute } from './operations';

const one =
  (verb: string) =>
  ({ id }: Params): string =>
    `provd.dev_mgr.devices.${rightPart(id ?? '')}.${verb}`;

export const DEVICE_ROUTES: readonly Route[] = [
  {
    path: 'dev_mgr',
    actions: node('provd.dev_mgr.read', [
      ['dev.synchronize', 'synchronize'],
      ['dev.reconfigure', 'reconfigure'],
      ['dev.dhcpinfo', 'dhcpinfo'],
      ['dev.devices', 'devices'],
    ]),
  },
  {
    path: 'dev_mgr/devices',
    actions: {
      GET: { right: () => 'provd.dev_mgr.devices.read', run: list },
      POST: { right: () => 'provd.dev_mgr.devices.create', run: create, takes: 'json' },
    },
  },
  {
    path: 'dev_mgr/devices/:id',
    actions: {
      GET: { right: one('read'), run: get },
      PUT: { right: one('update'), run: update, takes: 'json' },
      DELETE: { right: one('delete'), run: remove },
    },
  },
  {
    path: 'dev_mgr/synchronize',
    actions: { POST: { right: () => 'provd.dev_mgr.synchronize.create', run: synchronize, takes: 'json' } },
  },
  operationRoute('dev_mgr/synchronize'),
  {
    path: 'dev_mgr/reconfigure',
    actions: { POST: { right: () => 'provd.dev_mgr.reconfigure.create', run: reconfigure, takes: 'json' } },
  },
  {
    path: 'dev_mgr/dhcpinfo',
    actions: { POST: { right: () => 'provd.dev_mgr.dhcpinfo.create', run: dhcpinfo, takes: 'json' } },
  },
];

async function list({ context, caller, query }: Exchange): Promise<CompatResponse> {
  const parsed = parseListQuery(query);
  if (!parsed.ok) return failure(parsed.error);
  const { fields } = parsed.value;
  const texts = fields
    ? await listDevices(context, caller, parsed.value, (device) =>
        write(projectFields(deviceDocument(device), fields)),
      )
    : await listDeviceTexts(context, caller, parsed.value);
  return texts.ok ? jsonText(`{"devices":[${texts.value.join(',')}]}`) : failure(texts.error);
}

async function create({ context, caller, body, path }: Exchange): Promise<CompatResponse> {
  const document = wrapped(body, 'device');
  if (!document) return failure(appError('invalid', 'missing "device" object'));
  const made = await createDevice(context, caller, document);
  return made.ok ? created(made.value.id, `${path}/${made.value.id}`) : failure(made.error);
}

async function get({ context, caller, params, headers }: Exchange): Promise<CompatResponse> {
  const found = await getDevice(context, caller, params.id ?? '');
  if (!found.ok) return failure(found.error);
  const { revision } = found.value;
  const tag = { ETag: entityTag(revision) };
  if (isKnown(headers['if-none-match'], revision)) return { status: 304, headers: tag, body: '' };
  return jsonText(`{"device":${write(deviceDocument(found.value))}}`, 200, tag);
}

async function update({ context, caller, params, body, headers }: Exchange): Promise<CompatResponse> {
  const current = () => getDevice(context, caller, params.id ?? '');
  const options = { revision: await wantedRevision(headers['if-match'], current) };
  const done = await updateDevice(context, caller, params.id ?? '', wrapped(body, 'device'), options);
  return done.ok ? noContent() : failure(done.error);
}

async function remove({ context, caller, params, headers }: Exchange): Promise<CompatResponse> {
  const current = () => getDevice(context, caller, params.id ?? '');
  const options = { revision: await wantedRevision(headers['if-match'], current) };
  const done = await deleteDevice(context, caller, params.id ?? '', options);
  return done.ok ? noContent() : failure(done.error);
}

async function synchronize({ context, caller, body, path }: Exchange): Promise<CompatResponse> {
  const id = bodyId(body);
  if (!id.ok) return failure(id.error);
  const operation = await synchronizeDevice(context, caller, id.value);
  return operation.ok ? started(`${path}/${operation.value.number}`) : failure(operation.error);
}

async function reconfigure({ context, caller, body }: Exchange): Promise<CompatResponse> {
  const id = bodyId(body);
  if (!id.ok) return failure(id.error);
  const done = await reconfigureDevice(context, caller, id.value);
  return done.ok ? noContent() : failure(done.error);
}

async function dhcpinfo({ context, caller, body }: Exchange): Promise<CompatResponse> {
  const info = member(body, 'dhcp_info');
  if (info === undefined) return failure(appError('invalid', 'missing "dhcp_info" object'));
  const report = leaseReport.safeParse(valueOf(info));
  if (!report.success) {
    const issue = report.error.issues[0];
    const where = issue?.path.length ? `"${issue.path.join('.')}" ` : '';
    return failure(appError('invalid', `dhcp_info: ${where}${issue?.message ?? 'invalid'}`));
  }
  const done = await reportLease(context, caller, report.data);
  return done.ok ? noContent() : failure(done.error);
}

import { countDeviceFacets, listConsoleDevices } from '../../db/console/device-list';
import { findDeviceDetail } from '../../db/console/device-detail';
import { listDeviceEvents, listUnknownEvents } from '../../db/console/events';
import { renderProblem } from '../../domain/phones/write';
import { isSecretPath } from '../../domain/configs/secret-paths';
import { readDecision, type DecisionView } from '../../domain/console/decision';
import type { DeviceDetail } from '../../domain/console/device-detail';
import type { DeviceFacets, DeviceList, DeviceListQuery } from '../../domain/console/device-list';
import type { EventPage, EventQuery, UnknownQuery } from '../../domain/console/events';
import { associate } from '../../identify/associate';
import { appError } from '../../shared/errors';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json';
import { err, ok, type Result } from '../../shared/result';
import type { ConsoleContext } from './context';
import { userScope } from './scope';
import type { SessionUser } from './sign-in';

export async function listDevices(
  context: ConsoleContext,
  user: SessionUser,
  query: DeviceListQuery,
): Promise<DeviceList> {
  return listConsoleDevices(context.database.sql, await userScope(context, user), query);
}

export async function readFacets(context: ConsoleContext, user: SessionUser): Promise<DeviceFacets> {
  return countDeviceFacets(context.database.sql, await userScope(context, user));
}

export function noDevice(): { ok: false; error: ReturnType<typeof appError> } {
  return err(appError('not_found', 'There is no such device.'));
}

/** Members that the console shows in places of their own. */
const SHOWN = new Set([
  'id',
  'mac',
  'ip',
  'sn',
  'uuid',
  'vendor',
  'model',
  'version',
  'plugin',
  'config',
  'description',
  'added',
  'tenant_uuid',
  'configured',
  'is_new',
  'remote_state_sip_username',
  'configure_error',
]);

export async function readDevice(
  context: ConsoleContext,
  user: SessionUser,
  id: string,
): Promise<Result<DeviceDetail>> {
  const found = await findDeviceDetail(context.database.sql, await userScope(context, user), id);
  if (!found) return noDevice();
  const { row, stored } = found;
  const problem = renderProblem.safeParse(stored.config_error);
  return ok({
    ...row,
    sn: stored.sn,
    uuid: stored.uuid,
    configId: stored.config,
    configMissing: stored.config_missing,
    added: stored.added === 'auto',
    tenant: { id: stored.tenant_id, name: stored.tenant_name },
    error: problem.success
      ? {
          code: problem.data.code,
          message: problem.data.message,
          template: problem.data.template ?? null,
          line: problem.data.line ?? null,
        }
      : null,
    runningUsername: stored.remote_state_sip_username,
    lastSeenVia: stored.last_seen_via,
    userAgent: stored.last_user_agent,
    fetchedAt: stored.fetched_at?.toISOString() ?? null,
    extra: extraMembers(stored.search),
    decision: await explain(context, stored.decision),
    updatedAt: stored.updated_at.toISOString(),
    revision: stored.revision,
  });
}

/** The stored explanation. Which plugins come into question is told by its first request only; later it is found again. */
async function explain(context: ConsoleContext, stored: unknown): Promise<DecisionView | null> {
  const decision = readDecision(stored);
  if (!decision || decision.association || decision.identity.vendor === undefined) return decision;
  const { vendor, model, version } = decision.identity;
  const { lines } = await context.plugins();
  return {
    ...decision,
    association: associate({ vendor, model, version, families: decision.families }, [...lines.values()]),
  };
}

function extraMembers(document: unknown): JsonObject {
  if (!isJsonObject(document)) return {};
  const extra = Object.entries(document).filter(([name]) => !SHOWN.has(name) && !isSecretPath([name]));
  return Object.fromEntries<JsonValue>(extra);
}

export async function listEvents(
  context: ConsoleContext,
  user: SessionUser,
  deviceId: string,
  query: EventQuery,
): Promise<EventPage> {
  return listDeviceEvents(context.database.sql, await userScope(context, user), deviceId, query);
}

export async function listUnknown(
  context: ConsoleContext,
  user: SessionUser,
  query: UnknownQuery,
): Promise<EventPage> {
  return listUnknownEvents(context.database.sql, await userScope(context, user), query);
}

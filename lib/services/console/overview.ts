import { countDeviceFacets } from '../../db/console/device-list';
import {
  countRequestsByHour,
  countSeen,
  countUnknown,
  listFailures,
  listProcesses,
} from '../../db/console/overview';
import { DEVICE_STATUSES, type DeviceStatus } from '../../domain/console/device-list';
import type { Overview } from '../../domain/console/overview';
import type { ConsoleContext } from './context';
import { userScope } from './scope';
import type { SessionUser } from './sign-in';

const VENDORS = 8;
const FAILURES = 8;
const HOURS = 24;
const HOUR_MS = 3_600_000;

export async function readOverview(context: ConsoleContext, user: SessionUser): Promise<Overview> {
  const { sql } = context.database;
  const scope = await userScope(context, user);
  const [facets, seen, unknown, requests, failures, processes] = await Promise.all([
    countDeviceFacets(sql, scope),
    countSeen(sql, scope),
    countUnknown(sql, scope),
    countRequestsByHour(sql, scope),
    listFailures(sql, scope, FAILURES),
    listProcesses(sql),
  ]);
  const counted = new Map(facets.status.map(({ value, count }) => [value, count]));
  const byHour = new Map(requests.map((row) => [row.at.getTime(), row]));
  const thisHour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  return {
    total: facets.total,
    status: statuses((status) => counted.get(status) ?? 0),
    vendors: facets.vendor.slice(0, VENDORS).map(({ value, count }) => ({ vendor: value, count })),
    seenHour: seen.hour,
    seenDay: seen.day,
    createdDay: seen.created,
    unknownDay: unknown,
    requests: Array.from({ length: HOURS }, (_, i) => {
      const at = thisHour - (HOURS - 1 - i) * HOUR_MS;
      const row = byHour.get(at);
      return { at: new Date(at).toISOString(), served: row?.served ?? 0, failed: row?.failed ?? 0 };
    }),
    failures,
    processes: processes.map(({ kind, host, alive, started_at }) => ({
      kind,
      host,
      alive,
      startedAt: started_at.toISOString(),
    })),
  };
}

function statuses(count: (status: DeviceStatus) => number): Record<DeviceStatus, number> {
  const none: Record<DeviceStatus, number> = {
    configured: 0,
    autoprov: 0,
    failed: 0,
    not_configured: 0,
    no_plugin: 0,
  };
  for (const status of DEVICE_STATUSES) none[status] = count(status);
  return none;
}

import type { StateRow } from '../../domain/phones/event';
import type { PhoneRequest } from './answer';
import type { IndexedDevice } from './device-index';
import type { EventKey } from './recorder';

/**
 * What a request is accounted under. Without a device: under the master tenant.
 * One literal for all of them: made by spreading another object, each would have a hidden class of its own.
 */
export function eventKey(
  device: IndexedDevice | null,
  masterTenant: string,
  request: Pick<PhoneRequest, 'protocol' | 'method' | 'target' | 'ip' | 'userAgent'>,
  outcome: EventKey['outcome'],
  status: number | null,
): EventKey {
  return {
    tenantId: device?.tenantId ?? masterTenant,
    deviceId: device?.id ?? null,
    protocol: request.protocol,
    method: request.method,
    path: request.target,
    ip: request.ip,
    userAgent: request.userAgent === '' ? null : request.userAgent,
    outcome,
    status,
  };
}

/** What is remembered of the device's last request. `hash`: of the file of its own that it got. */
export function stateOf(
  device: IndexedDevice,
  request: Pick<PhoneRequest, 'protocol' | 'userAgent'>,
  now: number,
  hash: string | null,
  decision: string | null,
): StateRow {
  return {
    deviceId: device.id,
    tenantId: device.tenantId,
    seenAt: now,
    via: request.protocol,
    userAgent: request.userAgent === '' ? null : request.userAgent,
    fetchedHash: hash,
    fetchedAt: hash === null ? null : now,
    decision,
  };
}

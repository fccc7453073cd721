/** What became of a phone's request. `dropped`: stands for the events that were lost in a minute. */
export type EventOutcome =
  | 'served'
  | 'not_modified'
  | 'uploaded'
  | 'not_found'
  | 'unknown'
  | 'refused'
  | 'error'
  | 'lease'
  | 'dropped';

/** A row of phone events: a request, or several alike within a minute. Times are milliseconds since 1970. */
export interface EventRow {
  /** From the database; the same for every write of one row. */
  id: string;
  tenantId: string;
  deviceId: string | null;
  firstAt: number;
  lastAt: number;
  count: number;
  protocol: 'http' | 'tftp' | 'dhcp';
  method: string | null;
  path: string;
  ip: string;
  userAgent: string | null;
  outcome: EventOutcome;
  status: number | null;
  bytes: number;
  hash: string | null;
  /** JSON text: evidence, candidates, decision; what was created or changed. */
  detail: string | null;
}

/** What is remembered of a device's last request. */
export interface StateRow {
  deviceId: string;
  tenantId: string;
  seenAt: number;
  via: string;
  userAgent: string | null;
  /** Null: nothing was fetched since the last write. */
  fetchedHash: string | null;
  fetchedAt: number | null;
  /** JSON text; null keeps what is stored. */
  decision: string | null;
}

/** A row of security events. */
export interface SecurityRow {
  tenantId: string;
  at: number;
  kind: 'device_created' | 'rate_limited' | 'file_refused';
  ip: string;
  deviceId: string | null;
  detail: string | null;
}

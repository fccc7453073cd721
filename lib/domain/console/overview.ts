import type { DeviceStatus } from './device-list';

export interface Overview {
  total: number;
  status: Record<DeviceStatus, number>;
  vendors: { vendor: string; count: number }[];
  /** Devices that asked for something within the last hour and the last day. */
  seenHour: number;
  seenDay: number;
  createdDay: number;
  unknownDay: number;
  /** Requests of phones by hour, the oldest first; `at` is ISO 8601. */
  requests: { at: string; served: number; failed: number }[];
  failures: { id: string; mac: string | null; model: string | null; reason: string | null }[];
  processes: { kind: string; host: string; alive: boolean; startedAt: string }[];
}

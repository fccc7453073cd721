import { z } from 'zod';
import { parseMac } from '../../shared/mac';

/**
 * What the console shows of a device's state. `configured`: its files are its own; `autoprov`: it runs the shared
 * account until somebody assigns it; `failed`: the last attempt gave an error; `not_configured`: no attempt yet or
 * taken away; `no_plugin`: nothing here knows how to configure it.
 */
export const DEVICE_STATUSES = ['configured', 'autoprov', 'failed', 'not_configured', 'no_plugin'] as const;
export const deviceStatus = z.enum(DEVICE_STATUSES);
export type DeviceStatus = z.infer<typeof deviceStatus>;

export const DEVICE_SORTS = [
  'seen',
  'status',
  'mac',
  'vendor',
  'model',
  'plugin',
  'version',
  'ip',
  'line',
  'created',
] as const;
export type DeviceSort = (typeof DEVICE_SORTS)[number];

export const PAGE_SIZES = [25, 50, 100, 200] as const;
/** Rows that a list can reach by paging; beyond it the search has to narrow. */
export const MAX_OFFSET = 1_000_000;

const texts = z.array(z.string().max(200)).max(50).default([]);

/** The state of the devices page, as its address holds it. */
export const deviceListQuery = z.object({
  q: z.string().trim().max(200).default(''),
  status: z.array(deviceStatus).max(5).default([]),
  vendor: texts,
  model: texts,
  plugin: texts,
  sort: z.enum(DEVICE_SORTS).default('seen'),
  dir: z.enum(['asc', 'desc']).default('desc'),
  page: z.coerce.number().int().min(1).max(MAX_OFFSET).default(1),
  size: z.coerce
    .number()
    .refine((n): n is (typeof PAGE_SIZES)[number] => PAGE_SIZES.some((size) => size === n))
    .default(50),
});
export type DeviceListQuery = z.infer<typeof deviceListQuery>;

export interface DeviceRow {
  id: string;
  mac: string | null;
  ip: string | null;
  vendor: string | null;
  model: string | null;
  version: string | null;
  plugin: string | null;
  description: string | null;
  status: DeviceStatus;
  /** Why the last attempt to configure failed. */
  reason: string | null;
  line: { number: string | null; name: string | null } | null;
  /** ISO 8601. */
  lastSeenAt: string | null;
  createdAt: string;
}

export interface DeviceList {
  rows: DeviceRow[];
  total: number;
}

/** Values that the filters offer, with how many devices have each. */
export interface DeviceFacets {
  total: number;
  status: { value: DeviceStatus; count: number }[];
  vendor: { value: string; count: number }[];
  model: { value: string; vendor: string | null; count: number }[];
  plugin: { value: string; count: number }[];
}

/** The text as a MAC address in the normal form, or a form error. */
const macAddress = z
  .string()
  .trim()
  .max(30)
  .transform((text, context) => {
    const mac = parseMac(text);
    if (mac !== null) return mac;
    context.addIssue({ code: 'custom', message: 'mac' });
    return z.NEVER;
  });

/** Adding a phone before it is plugged in. Messages of the problems are codes of the catalogue. */
export const addDevice = z.object({
  mac: macAddress,
  plugin: z.string().max(80).nullable().default(null),
  model: z.string().trim().max(80).default(''),
  vendor: z.string().trim().max(80).default(''),
  description: z.string().trim().max(500).default(''),
});
export type AddDevice = z.infer<typeof addDevice>;

/** What may be changed of a device's identity in the console. Empty texts take the value away. */
export const editDevice = z.object({
  description: z.string().trim().max(500).optional(),
  vendor: z.string().trim().max(80).optional(),
  model: z.string().trim().max(80).optional(),
  plugin: z.string().max(80).nullable().optional(),
});
export type EditDevice = z.infer<typeof editDevice>;

/** Devices that one bulk action may take. */
export const BULK_LIMIT = 500;
export const bulkAction = z.object({
  action: z.enum(['delete', 'reset', 'synchronize']),
  ids: z.array(z.string().min(1).max(200)).min(1).max(BULK_LIMIT),
});
export type BulkAction = z.infer<typeof bulkAction>;

export interface BulkOutcome {
  done: number;
  failed: { id: string; message: string }[];
}

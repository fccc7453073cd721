import { z } from 'zod';
import { parseMac } from '../../shared/mac';
import type { Problem } from '../../shared/errors';
import { onlyKnown } from './known-names';

/** Rows of one request, and bytes of its body. */
export const BULK_ROWS = 20_000;
export const BULK_BYTES = 16_000_000;
/** Up to so many rows are done while the caller waits; more are done by a worker. */
export const BULK_AT_ONCE = 100;

export const BULK_ACTIONS = ['create', 'change', 'delete'] as const;
export const bulkAction = z.enum(BULK_ACTIONS);
export type BulkAction = z.infer<typeof bulkAction>;
export const BULK_MODES = ['best_effort', 'all_or_nothing'] as const;
export const bulkMode = z.enum(BULK_MODES);
export type BulkMode = z.infer<typeof bulkMode>;

const text = (max: number) => z.string().trim().max(max).optional();
const host = text(253).refine((value) => value === undefined || /^[\w.:[\]-]*$/.test(value), 'host');

export const DEVICE_FIELDS = ['vendor', 'model', 'version', 'plugin', 'description'] as const;
export const ACCOUNT_FIELDS = [
  'display_name',
  'number',
  'username',
  'auth_username',
  'password',
  'registrar',
  'proxy',
] as const;
/** Columns of a table, in the order in which they are offered. */
export const BULK_FIELDS = ['mac', 'id', 'action', ...DEVICE_FIELDS, ...ACCOUNT_FIELDS, 'template'] as const;
export type BulkField = (typeof BULK_FIELDS)[number];

/**
 * One device. A change leaves alone what is left out; an empty text takes the value away. With a `username` the device
 * gets an account of its own, else a new one gets the shared account of new phones.
 */
export const bulkRow = z
  .strictObject(
    {
      action: bulkAction,
      id: text(200),
      mac: z
        .string()
        .trim()
        .max(30)
        .optional()
        .transform((given, context) => {
          if (given === undefined || given === '') return undefined;
          const mac = parseMac(given);
          if (mac !== null) return mac;
          context.addIssue({ code: 'custom', message: 'mac' });
          return z.NEVER;
        }),
      vendor: text(80),
      model: text(80),
      version: text(80),
      plugin: text(80),
      description: text(500),
      display_name: text(200),
      number: text(100),
      username: text(200),
      auth_username: text(200),
      password: z.string().max(500).optional(),
      registrar: host,
      proxy: host,
      template: text(200),
    },
    onlyKnown(BULK_FIELDS),
  )
  .refine((row) => Boolean(row.mac ?? row.id), { path: ['mac'], message: 'macOrId' });
export type BulkRow = z.infer<typeof bulkRow>;

/**
 * A request. Its rows are checked one by one, so that each gets its own answer. A member that is not known is refused:
 * a misspelt `dryRun` must not become a run.
 */
export const bulkRequest = z.strictObject(
  {
    mode: bulkMode.default('best_effort'),
    dryRun: z.boolean().default(false).describe('Says what would happen, and changes nothing.'),
    rows: z
      .array(z.record(z.string(), z.json()))
      .min(1)
      .max(BULK_ROWS)
      .describe(
        `Each has an \`action\` (${BULK_ACTIONS.join(', ')}), a \`mac\` or \`id\`, and any of ${[...DEVICE_FIELDS, ...ACCOUNT_FIELDS, 'template'].join(', ')}.`,
      ),
  },
  onlyKnown(['mode', 'dryRun', 'rows']),
);
export type BulkRequest = z.infer<typeof bulkRequest>;

/** For a request that is a table: what a member of the body would say. */
export const bulkQuery = z.strictObject(
  {
    mode: bulkMode.optional(),
    dryRun: z
      .enum(['true', 'false'])
      .optional()
      .describe('A dry run is one that the address or the body calls so.'),
    action: bulkAction.optional().describe('Of rows that name none; default `create`.'),
  },
  onlyKnown(['mode', 'dryRun', 'action']),
);

/** What became of a row, as it is kept. `position`: its place in the request, from 0. */
export interface BulkRowResult {
  position: number;
  ok: boolean;
  action: BulkAction | null;
  deviceId: string | null;
  mac: string | null;
  /** Why not. Of a row that was done: why its device can't be configured. */
  problems: Problem[];
}

/** What became of a row, as it is told. */
export interface BulkRowView extends BulkRowResult {
  /** Whether the device has its files now, or would have; null: there is no device that could. */
  configured: boolean | null;
  /** Why it is not configured. */
  warnings: Problem[];
}

export function rowView(result: BulkRowResult): BulkRowView {
  if (!result.ok) return { ...result, configured: null, warnings: [] };
  const configured = result.action === 'delete' ? null : result.problems.length === 0;
  return { ...result, configured, problems: [], warnings: result.problems };
}

/** A request that is done, or how far it is. */
export interface BulkView {
  /** Null: it was done at once, and nothing of it is kept. */
  id: string | null;
  /** Where it can be read; null: nowhere, this is all of it. */
  location: string | null;
  mode: BulkMode;
  dryRun: boolean;
  state: 'waiting' | 'progress' | 'success' | 'fail';
  error: string | null;
  total: number;
  done: number;
  failed: number;
  /** Those that were asked for: the failed ones first. */
  results: BulkRowView[];
}

/** Path of a request that a worker does. */
export function bulkLocation(id: string): string {
  return `/api/bulk/${id}`;
}

/** Results that one reading gives at most. */
export const BULK_PAGE = 1_000;

export const bulkResultsQuery = z.strictObject(
  {
    /** Results from this position on. */
    from: z.coerce.number().int().min(0).max(BULK_ROWS).default(0),
    size: z.coerce.number().int().min(0).max(BULK_PAGE).default(100),
    failed: z.enum(['true', 'false']).default('false').describe('Only rows that failed.'),
  },
  onlyKnown(['from', 'size', 'failed']),
);
export type BulkResultsQuery = z.infer<typeof bulkResultsQuery>;

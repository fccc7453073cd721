import { z } from 'zod';
import { bulkAction, bulkMode, type BulkView } from '../../bulk/bulk';
import { operationState } from '../../operations/progress';
import { problem } from './common';

const count = z.number().int();

export const bulkAnswer = z
  .strictObject({
    id: z.uuid().nullable().describe('Null: it was done at once, and nothing of it is kept.'),
    location: z.string().nullable().describe('Path at which it is read; null: this is all of it.'),
    mode: bulkMode,
    dryRun: z.boolean(),
    state: operationState,
    error: z.string().nullable(),
    total: count,
    done: count,
    failed: count,
    results: z.array(
      z
        .strictObject({
          position: count.describe('Its place in the request, from 0.'),
          ok: z.boolean(),
          action: bulkAction.nullable(),
          deviceId: z.string().nullable(),
          mac: z.string().nullable(),
          configured: z
            .boolean()
            .nullable()
            .describe(
              'Whether the device has its files, or would have; null: none could, or the row failed.',
            ),
          problems: z.array(problem).describe('Why the row was not or would not be done.'),
          warnings: z.array(problem).describe('Why the device is not configured, though the row was done.'),
        })
        .meta({ id: 'BulkRowResult' }),
    ),
  })
  .meta({ id: 'Bulk' }) satisfies z.ZodType<BulkView>;

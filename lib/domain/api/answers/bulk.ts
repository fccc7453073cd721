import { z } from 'zod';
import { bulkAction, bulkMode, type BulkView } from '../../bulk/bulk';
import { operationState } from '../../operations/progress';

const count = z.number().int();

export const bulkAnswer = z
  .strictObject({
    id: z.uuid().nullable().describe('Null: it was done at once, and nothing of it is kept.'),
    operation: z.string().nullable(),
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
          problems: z.array(z.strictObject({ path: z.string(), message: z.string() })),
        })
        .meta({ id: 'BulkRowResult' }),
    ),
  })
  .meta({ id: 'Bulk' }) satisfies z.ZodType<BulkView>;

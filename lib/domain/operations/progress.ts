import { z } from 'zod';

export const operationState = z.enum(['waiting', 'progress', 'success', 'fail']);
export type OperationState = z.infer<typeof operationState>;

/** How far a piece of work is, in the words of the provd operation grammar. Counts are bytes. */
export interface OperationProgress {
  /** Letters, digits, underscores. */
  label: string | null;
  state: OperationState;
  current: number | null;
  end: number | null;
  subs: OperationProgress[];
}

export const operationProgress: z.ZodType<OperationProgress> = z.lazy(() =>
  z.object({
    label: z.string().regex(/^\w+$/).nullable(),
    state: operationState,
    current: z.number().int().min(0).nullable(),
    end: z.number().int().min(0).nullable(),
    subs: z.array(operationProgress).max(1_000),
  }),
);

/**
 * The status text that clients parse: `label|state;current/end(sub)(sub)`. A count of 0 is shown, an end of 0 or
 * without a count is not.
 */
export function statusText({ label, state, current, end, subs }: OperationProgress): string {
  const count = current === null ? '' : `;${current}${end ? `/${end}` : ''}`;
  const nested = subs.map((sub) => `(${statusText(sub)})`).join('');
  return `${label === null ? '' : `${label}|`}${state}${count}${nested}`;
}

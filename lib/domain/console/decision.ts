import { z } from 'zod';

const text = z.string().catch('');
const list = <T extends z.ZodType>(item: T) => z.array(item).catch([]);

const identity = z.record(z.string(), z.string()).catch({});
const why = z
  .object({
    evidence: list(z.object({ source: text, value: text })),
    ignored: list(z.string()),
    candidates: list(
      z.object({
        family: text,
        rule: text,
        specificity: z.number().catch(0),
        told: identity,
        outcome: z.enum(['used', 'agreed', 'overruled', 'failed']).catch('agreed'),
        because: z.string().optional().catch(undefined),
      }),
    ),
  })
  .catch({ evidence: [], ignored: [], candidates: [] });

/** How a request was recognised, as it is kept with a device and with an event. What is missing shows as absent. */
export const decisionView = z.object({
  identity,
  families: list(z.string()),
  why,
  association: z
    .object({
      pluginId: z.string().nullable().catch(null),
      score: z.number().catch(0),
      why: list(z.object({ pluginId: text, score: z.number().catch(0), name: text, because: text })),
    })
    .nullable()
    .catch(null)
    .default(null),
});
export type DecisionView = z.infer<typeof decisionView>;

/** Null: nothing of an explanation is there. */
export function readDecision(stored: unknown): DecisionView | null {
  const parsed = decisionView.safeParse(stored);
  if (!parsed.success) return null;
  const { identity: told, why: reasons, association } = parsed.data;
  const empty =
    Object.keys(told).length === 0 &&
    reasons.evidence.length === 0 &&
    reasons.candidates.length === 0 &&
    !association;
  return empty ? null : parsed.data;
}

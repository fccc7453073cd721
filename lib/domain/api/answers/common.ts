import { z } from 'zod';
import type { JsonValue } from '../../../shared/json';

/** Any JSON value. */
export const jsonValue: z.ZodType<JsonValue> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(jsonValue),
      z.record(z.string(), jsonValue),
    ]),
  )
  .meta({ id: 'JsonValue' });

/** A point in time, ISO 8601. */
export const instant = z.iso.datetime();

/** One thing that is wrong with a request. */
export const problem = z.object({
  path: z.string(),
  message: z.string().describe('A sentence for a person.'),
  code: z.string().optional().describe('Names the problem, for programs and translations.'),
  id: z.string().optional().describe('Id of the thing that is in the way.'),
});

/** What every failure answers with. */
export const problemAnswer = z
  .object({
    code: z.enum([
      'invalid',
      'unauthorized',
      'forbidden',
      'not_found',
      'conflict',
      'precondition_failed',
      'too_large',
      'rate_limited',
      'unavailable',
      'internal',
    ]),
    message: z.string(),
    problems: z.array(problem).optional(),
  })
  .meta({ id: 'Problem', description: 'Why a request failed, for the person who sent it.' });

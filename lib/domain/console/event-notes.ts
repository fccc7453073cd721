import { z } from 'zod';
import { REFUSALS, type Refusal } from '../phones/refusals';

const noted = z.object({
  refused: z.string().optional().catch(undefined),
  reason: z.string().optional().catch(undefined),
  ambiguous: z.boolean().catch(false).default(false),
  expectedMissing: z.boolean().catch(false).default(false),
  problem: z
    .object({
      message: z.string(),
      template: z.string().nullish().catch(null),
      line: z.number().nullish().catch(null),
    })
    .nullish()
    .catch(null),
});

/** What an event says of a request that got no file. Everything absent: nothing. */
export interface EventNotes {
  /** One of those that are known, or the words of the server. */
  refusal: { known: Refusal } | { words: string } | null;
  /** Several devices have the address, and nothing else says which one asked. */
  ambiguous: boolean;
  /** Phones of this kind ask for the file and do without it. */
  expectedMissing: boolean;
  /** Why the device's files could not be made; the place in its template. */
  problem: { message: string; template: string | null; line: number | null } | null;
}

export function eventNotes(detail: unknown): EventNotes {
  const read = noted.safeParse(detail);
  if (!read.success) return { refusal: null, ambiguous: false, expectedMissing: false, problem: null };
  const { refused, reason, ambiguous, expectedMissing, problem } = read.data;
  return {
    refusal: refusalOf(refused ?? reason),
    ambiguous,
    expectedMissing,
    problem: problem
      ? { message: problem.message, template: problem.template ?? null, line: problem.line ?? null }
      : null,
  };
}

function refusalOf(words: string | undefined): EventNotes['refusal'] {
  if (!words) return null;
  for (const known of REFUSAL_NAMES) if (REFUSALS[known] === words) return { known };
  return { words };
}

const REFUSAL_NAMES: readonly Refusal[] = [
  'unknownKey',
  'foreignKey',
  'foreignFile',
  'tooManyDevices',
  'secrets',
];

import type { z } from 'zod';

/** A kind of job: what every process must know to enqueue it. Handlers live apart, in the worker. */
export interface JobDefinition<Payload> {
  /** Unique; stored with each job. */
  name: string;
  payload: z.ZodType<Payload>;
  /** How often a job is tried before it is given up, with growing pauses; default 25. */
  maxAttempts?: number;
}

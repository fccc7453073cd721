import { z } from 'zod';

/** What a supervised process tells its supervisor, over Node's IPC channel. */
export const childMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** Sent every `BEAT_MS`: its event loop turns. */
  z.object({ type: z.literal('alive') }),
]);
export type ChildMessage = z.infer<typeof childMessage>;

/** What the supervisor tells a process: finish what runs, take nothing new, exit. */
export const stopMessage = z.object({ type: z.literal('stop') });

export const BEAT_MS = 2_000;
/** How long a process may take to finish what runs. */
export const DRAIN_MS = 6_000;
/** Exit status of a process that can't run with its settings; starting it again would not help. */
export const EXIT_UNUSABLE = 78;

import { z } from 'zod';

/** PostgreSQL channels. A payload is at most 8,000 bytes, so a change of many ids is sent as `ids: null`. */
export const CHANGE_CHANNEL = 'offhook_change';
export const ACK_CHANNEL = 'offhook_ack';

/** Something that phones' files may depend on has changed. Sent inside the transaction that changed it. */
export const change = z.object({
  /** Unique per notification; what is acknowledged. */
  seq: z.string(),
  kind: z.enum(['device', 'config', 'template', 'setting', 'plugin', 'tenant']),
  /** Ids of what changed, null: read everything of the kind again. Templates: `<pluginId>`. Settings: keys. */
  ids: z.array(z.string()).nullable(),
  /** `deleted`: the ids are gone. */
  action: z.enum(['saved', 'deleted']),
  revision: z.string(),
  /** Process that made the change. */
  origin: z.string(),
});
export type Change = z.infer<typeof change>;

export const ack = z.object({ seq: z.string(), process: z.string() });

/** A phone process counts as live while its last heartbeat is younger than this. */
export const HEARTBEAT_LIMIT_MS = 10_000;
/** How long a writer waits for acknowledgements. */
export const ACK_WAIT_MS = 100;

import { z } from 'zod';

/**
 * `boot.json5` of a family: how its phones behave when they start, for the simulator. The server never reads it.
 * Texts may hold `{mac}`, `{MAC}` (12 digits), `{mac:}` (colons), `{MAC-}` (hyphens), `{mac_}` (underscores), `{model}`,
 * `{firmware}`, `{sn}` and `{vars.NAME}` of the model; `{model_}` is the model with `_` between letters and digits (VVX_450).
 */
export const bootFile = z.strictObject({
  /** Models that are simulated, with the firmware that each tells; chosen in turn. */
  models: z.record(z.string(), z.string()),
  /** First three bytes of the MAC addresses, e.g. `00:15:65`. */
  oui: z.string().regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){2}$/),
  /** DHCP options that the phone sends with its request, number to text. */
  dhcp: z.record(z.string().regex(/^\d{1,3}$/), z.string()).default({}),
  userAgent: z.string().optional(),
  /** What it asks for, in this order. A phone that does not get a `needed` file does not start. */
  requests: z
    .array(
      z.strictObject({
        via: z.enum(['http', 'tftp']).default('http'),
        path: z.string().min(1),
        needed: z.boolean().default(false),
      }),
    )
    .min(1),
});
export type BootFile = z.infer<typeof bootFile>;

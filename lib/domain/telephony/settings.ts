import { z } from 'zod';

const host = z
  .string()
  .trim()
  .max(253)
  .regex(/^[\w.:-]+$/, 'host');
const text = z
  .string()
  .min(1, 'required')
  .max(200)
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'noControl');

/** The telephony server that phones are registered at, as far as it is asked to notify them. */
export const telephonySettings = z.object({
  host,
  port: z.coerce.number().int().min(1).max(65_535),
  username: text,
  tls: z.boolean(),
  verifyCertificate: z.boolean(),
});
export type TelephonySettings = z.infer<typeof telephonySettings>;

/** As the form sends it. `secret` null: the stored one stays. */
export const saveTelephony = telephonySettings.extend({ secret: text.nullable() });
export type SaveTelephony = z.infer<typeof saveTelephony>;

export interface TelephonyView {
  /** Null: none is connected. */
  settings: TelephonySettings | null;
  hasSecret: boolean;
}

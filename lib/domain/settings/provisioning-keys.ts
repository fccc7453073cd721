import { z } from 'zod';

/** A tenant and whether its phones have a key; the key itself is only given when somebody asks to see it. */
export interface ProvisioningKeyView {
  tenant: string;
  name: string;
  master: boolean;
  set: boolean;
  devices: number;
}

export interface ProvisioningKeys {
  /** URLs of phones carry keys (`OFFHOOK_HTTP_AUTH_STRATEGY` is `url_key`). */
  enabled: boolean;
  tenants: ProvisioningKeyView[];
}

/** Shown once it was asked for. */
export interface RevealedKey {
  key: string;
  /** The URL that phones of the tenant use; null: Offhook's own is not known. */
  url: string | null;
}

/** `key` null: the tenant has none from now on; absent: a new one is made. */
export const changeKeyForm = z.object({
  key: z
    .string()
    .regex(/^[A-Za-z0-9$~.-]{8,256}$/, 'provisioningKey')
    .nullable()
    .optional(),
});
export type ChangeKeyForm = z.infer<typeof changeKeyForm>;

import { z } from 'zod';
import type { CatalogueDetail, CatalogueRow } from '../../console/catalogue';
import { FEATURES } from '../../plugins/features';
import { capabilities } from '../../plugins/schema';

const row = z.object({
  family: z.string(),
  vendor: z.string(),
  name: z.string(),
  aliases: z.array(z.string()),
  capabilities,
  features: z.array(z.enum(FEATURES)).meta({ description: 'What its preferred line can set up.' }),
  lines: z
    .array(
      z.object({
        id: z.string(),
        version: z.string(),
        firmware: z.string().nullable(),
        protocols: z.array(z.enum(['http', 'tftp'])),
      }),
    )
    .meta({ description: 'The preferred one first.' }),
  devices: z.int().meta({ description: 'Devices that are this model.' }),
});

export const catalogueAnswer = z.array(row.meta({ id: 'PhoneModel' })) satisfies z.ZodType<CatalogueRow[]>;

export const catalogueModelAnswer = row
  .extend({
    description: z.record(z.string(), z.string()),
    url: z.string().nullable(),
    sources: z.array(z.string()),
    names: z.array(z.string()),
    files: z.array(
      z.object({
        line: z.string(),
        files: z.array(
          z.object({
            path: z.string(),
            alsoServedAs: z.array(z.string()),
            format: z.string(),
            sensitive: z.boolean(),
            common: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'PhoneModelDetail' }) satisfies z.ZodType<CatalogueDetail>;

import { z } from 'zod';
import type { AccountView } from '../../console/account';
import { dhcpServer, type DhcpSnippet } from '../../console/dhcp';
import type { Overview } from '../../console/overview';
import type { PluginFamilyView } from '../../console/plugins';
import { capabilities } from '../../plugins/schema';
import { instant } from './common';

const count = z.number().int();
const texts = z.record(z.string(), z.string());

const pluginLine = z.object({
  id: z.string(),
  version: z.string(),
  firmware: z.string().nullable(),
  description: texts.describe('By language.'),
  aliases: z.array(z.string()),
  protocols: z.array(z.enum(['http', 'tftp'])),
  models: z.array(z.object({ name: z.string(), firmware: z.string().nullable(), capabilities })),
  files: z.array(z.object({ path: z.string(), format: z.string(), sensitive: z.boolean() })),
  devices: count.describe('Devices that use the line.'),
  names: z.array(z.string()).describe('Names under which devices use it: its id or aliases.'),
});
export const pluginsAnswer = z
  .array(
    z.object({
      family: z.string(),
      vendor: z.string(),
      description: texts.describe('By language.'),
      lines: z.array(pluginLine),
      models: count,
      devices: count,
      problem: z.string().nullable().describe('Why it can’t be loaded.'),
    }),
  )
  .meta({ id: 'Plugins' }) satisfies z.ZodType<PluginFamilyView[]>;

export const overviewAnswer = z
  .object({
    total: count,
    status: z.object({
      configured: count,
      autoprov: count,
      failed: count,
      not_configured: count,
      no_plugin: count,
    }),
    vendors: z.array(z.object({ vendor: z.string(), count })),
    seenHour: count,
    seenDay: count,
    createdDay: count,
    unknownDay: count,
    requests: z.array(z.object({ at: instant, served: count, failed: count })),
    failures: z.array(
      z.object({
        id: z.string(),
        mac: z.string().nullable(),
        model: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
    processes: z.array(
      z.object({ kind: z.string(), host: z.string(), alive: z.boolean(), startedAt: instant }),
    ),
  })
  .meta({ id: 'Overview' }) satisfies z.ZodType<Overview>;

export const dhcpAnswer = z
  .object({ server: dhcpServer, text: z.string(), publicUrl: z.string(), hookPath: z.string() })
  .meta({ id: 'DhcpSnippet' }) satisfies z.ZodType<DhcpSnippet>;

export const accountAnswer = z
  .object({
    username: z.string(),
    role: z.string(),
    lastSignInAt: instant.nullable(),
    recent: z.array(z.object({ at: instant, kind: z.string(), ip: z.string().nullable() })),
  })
  .meta({ id: 'Account' }) satisfies z.ZodType<AccountView>;

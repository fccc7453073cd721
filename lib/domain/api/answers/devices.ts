import { z } from 'zod';
import { decisionView } from '../../console/decision';
import { CONFIG_WARNING_CODES } from '../../configs/config-warning';
import type { ConfigView } from '../../console/config-view';
import type { DeviceDetail, DeviceFiles } from '../../console/device-detail';
import {
  deviceStatus,
  type BulkOutcome,
  type DeviceFacets,
  type DeviceList,
  type DeviceRow,
} from '../../console/device-list';
import { eventOutcome, type EventPage } from '../../console/events';
import { instant, jsonValue } from './common';

const deviceRow = z.strictObject({
  id: z.string(),
  mac: z.string().nullable(),
  ip: z.string().nullable(),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  version: z.string().nullable().describe('Firmware.'),
  plugin: z.string().nullable(),
  description: z.string().nullable(),
  status: deviceStatus,
  reason: z.string().nullable().describe('Why the last attempt to configure failed.'),
  line: z.strictObject({ number: z.string().nullable(), name: z.string().nullable() }).nullable(),
  lastSeenAt: instant.nullable(),
  createdAt: instant,
}) satisfies z.ZodType<DeviceRow>;

export const deviceListAnswer = z
  .strictObject({
    rows: z.array(deviceRow.meta({ id: 'DeviceRow' })),
    total: z.number().int().describe('On all pages.'),
  })
  .meta({ id: 'DeviceList' }) satisfies z.ZodType<DeviceList>;

const counted = <T extends z.ZodType>(value: T) => z.strictObject({ value, count: z.number().int() });
export const deviceFacetsAnswer = z
  .strictObject({
    total: z.number().int(),
    status: z.array(counted(deviceStatus)),
    vendor: z.array(counted(z.string())),
    model: z.array(
      z.strictObject({ value: z.string(), vendor: z.string().nullable(), count: z.number().int() }),
    ),
    plugin: z.array(counted(z.string())),
  })
  .meta({ id: 'DeviceFacets' }) satisfies z.ZodType<DeviceFacets>;

export const createdAnswer = z.strictObject({ id: z.string() }).meta({ id: 'Created' });

export const bulkOutcomeAnswer = z
  .strictObject({
    done: z.number().int(),
    failed: z.array(z.strictObject({ id: z.string(), message: z.string() })),
  })
  .meta({ id: 'BulkOutcome' }) satisfies z.ZodType<BulkOutcome>;

export const deviceDetailAnswer = deviceRow
  .extend({
    sn: z.string().nullable(),
    uuid: z.string().nullable(),
    configId: z.string().nullable(),
    configMissing: z.boolean().describe('The device points to a config that is not there.'),
    added: z.boolean().describe('Created by a request of the phone itself.'),
    tenant: z.strictObject({ id: z.string(), name: z.string() }),
    error: z
      .strictObject({
        code: z.string(),
        message: z.string(),
        template: z.string().nullable(),
        line: z.number().nullable(),
      })
      .nullable(),
    runningUsername: z.string().nullable(),
    lastSeenVia: z.string().nullable(),
    userAgent: z.string().nullable(),
    fetchedAt: instant.nullable(),
    extra: z.record(z.string(), jsonValue),
    decision: decisionView.nullable(),
    updatedAt: instant,
    revision: z.string(),
  })
  .meta({ id: 'Device' }) satisfies z.ZodType<DeviceDetail>;

const origin = z.strictObject({
  kind: z.enum(['own', 'inherited', 'base']),
  configId: z.string().nullable(),
  label: z.string(),
});
export const configViewAnswer = z
  .strictObject({
    configId: z.string().nullable(),
    kind: z.enum(['own', 'autoprov', 'missing', 'none']),
    sharedBy: z.number().int().describe('Devices whose files are made of this config, this one included.'),
    chain: z.array(origin),
    entries: z.array(
      z.strictObject({
        path: z.array(z.string()),
        value: jsonValue.describe('Null for a secret that is not shown.'),
        secret: z.boolean(),
        origin,
        inherited: z.strictObject({ value: jsonValue, origin }).nullable(),
      }),
    ),
    warnings: z
      .array(
        z.strictObject({
          path: z.string().describe('Dotted, as in sip_lines.1.proxy_port.'),
          code: z.enum(CONFIG_WARNING_CODES).describe('Names the warning, for programs and translations.'),
          message: z.string().describe('What is wrong and what was done. Never holds a value.'),
          expected: z
            .string()
            .optional()
            .describe('The range, the choices, or the parameter that is missing.'),
        }),
      )
      .describe(
        'What the phone is not given as it is written: left out, switched off or missing. It gets its files all the same.',
      ),
    template: z.string().nullable(),
    templates: z.array(z.strictObject({ id: z.string(), label: z.string() })),
    servers: z.strictObject({ registrar: z.string(), proxy: z.string() }),
    revision: z.string().nullable(),
    revealed: z.boolean(),
  })
  .meta({ id: 'DeviceConfig' }) satisfies z.ZodType<ConfigView>;

export const deviceFilesAnswer = z
  .discriminatedUnion('state', [
    z.strictObject({
      state: z.literal('ready'),
      masked: z.boolean(),
      files: z.array(
        z.strictObject({
          path: z.string(),
          alsoServedAs: z.array(z.string()),
          contentType: z.string(),
          encoding: z.string(),
          sensitive: z.boolean(),
          bytes: z.number().int(),
          contents: z.string(),
          language: z.enum(['xml', 'json', 'ini', 'text']),
        }),
      ),
    }),
    z.strictObject({
      state: z.literal('none'),
      reason: z.enum(['no_plugin', 'unknown_plugin', 'no_config']),
    }),
    z.strictObject({
      state: z.literal('error'),
      message: z.string(),
      template: z.string().nullable(),
      line: z.number().nullable(),
    }),
  ])
  .meta({ id: 'DeviceFiles' }) satisfies z.ZodType<DeviceFiles>;

export const revealedAnswer = z
  .strictObject({ config: configViewAnswer, files: deviceFilesAnswer })
  .meta({ id: 'Revealed' });

export const eventAnswer = z
  .strictObject({
    id: z.string(),
    deviceId: z.string().nullable(),
    firstAt: instant,
    lastAt: instant,
    count: z.number().int(),
    protocol: z.string(),
    method: z.string().nullable(),
    path: z.string(),
    ip: z.string(),
    userAgent: z.string().nullable(),
    outcome: eventOutcome,
    status: z.number().int().nullable(),
    bytes: z.number().nullable(),
    detail: z.unknown().describe('The explanation as it was recorded.'),
  })
  .meta({ id: 'PhoneEvent' });

export const eventPageAnswer = z
  .strictObject({
    rows: z.array(eventAnswer),
    next: z.string().nullable().describe('Give it as `before` to go on; null: nothing older.'),
  })
  .meta({ id: 'EventPage' }) satisfies z.ZodType<EventPage>;

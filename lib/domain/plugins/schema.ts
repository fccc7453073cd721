import { z } from 'zod';
import type { JsonValue } from '../../shared/json';
import { syncSpec } from './sync';

/**
 * The files of a plugin family (`plugins/<family>/`), as data. `lib/plugins` reads and cross-checks them;
 * `lib/render` and `lib/identify` work on what it gives.
 */

const jsonValue: z.ZodType<JsonValue> = z.json();
const ID = /^[a-z0-9][a-z0-9.-]*$/i;

/** Id of a plugin line: `<family>-<line>`, e.g. `yealink-v86`. */
export const lineId = z.string().regex(ID, 'letters, digits, dots and hyphens only').max(80);
const templateName = z
  .string()
  .regex(/^[\w][\w .()-]*(\/[\w][\w .()-]*)*$/, 'a file below templates/, without ".."');
const localized = z.union([z.string(), z.record(z.string(), z.string())]);

/** What a phone can do, in the words of `plugin-info`. A missing member means unknown. */
export const capabilities = z.strictObject({
  lines: z.int().min(0).optional(),
  function_keys: z.int().min(0).optional(),
  expansion_modules: z.int().min(0).optional(),
  high_availability: z.boolean().optional(),
  switchboard: z.boolean().optional(),
  multicell: z.boolean().optional(),
  protocol: z.enum(['sip', 'sccp']).optional(),
  type: z
    .enum([
      'deskphone',
      'dect',
      'wifidect',
      'conference',
      'pager',
      'ata',
      'softphone',
      'doorphone',
      'generic',
      'gateway',
    ])
    .optional(),
});

const vars = z.record(z.string().regex(/^[A-Za-z_]\w*$/), jsonValue);

/** `plugin.json5`: the family and its firmware lines. */
export const pluginFile = z.strictObject({
  family: lineId,
  vendor: z.string().min(1),
  /** Only there to be installed: its lines are not in use before. For tests and rare needs. */
  optional: z.boolean().default(false),
  description: localized,
  url: z.url().optional(),
  /** Where the facts come from: manuals, phones. Shown in the documentation. */
  sources: z.array(z.string()).default([]),
  /** First path segment of everything this family serves, e.g. `Digium`; part of `server.url` in templates too. */
  root: z
    .string()
    .regex(/^[\w-]+$/)
    .optional(),
  /** Template variables for every line and model. */
  vars: vars.default({}),
  /** How phones are told to fetch their configuration again; absent: SIP NOTIFY with the event `check-sync`. */
  sync: syncSpec.optional(),
  lines: z
    .array(
      z.strictObject({
        id: lineId,
        version: z.string(),
        /** Where its package is offered: `testing`, `archive`; absent: in the repository for everybody. */
        channel: z.enum(['testing', 'archive']).optional(),
        description: localized,
        /** Firmware that this line is written for, in the vendor's spelling. */
        firmware: z.string().optional(),
        /** Other names that are accepted where a plugin is named: stock names and older lines. */
        aliases: z.array(lineId).default([]),
        /** A line whose models, files and maps this one starts from. */
        extends: lineId.optional(),
        http: z.boolean().default(true),
        tftp: z.boolean().default(false),
        /** Comes before that of the family. */
        sync: syncSpec.optional(),
        vars: vars.default({}),
      }),
    )
    .min(1),
});

/** `models.json5`: models are data. What a model does not say comes from its series, its line, the family. */
export const modelsFile = z.strictObject({
  series: z
    .record(z.string(), z.strictObject({ capabilities: capabilities.optional(), vars: vars.default({}) }))
    .default({}),
  models: z.record(
    z.string(),
    z.strictObject({
      series: z.string().optional(),
      /** Lines that support the model, the preferred one first. */
      lines: z.array(lineId).min(1),
      /** Other spellings under which phones or administrators name the model. */
      aliases: z.array(z.string()).default([]),
      capabilities: capabilities.optional(),
      vars: vars.default({}),
      /** Firmware release by line, in the vendor's spelling. */
      firmware: z.record(lineId, z.string()).default({}),
      /** Variables that differ by line. */
      varsByLine: z.record(lineId, vars).default({}),
    }),
  ),
});

/** How a file is written and read back; escaping follows from it. */
export const fileFormat = z.enum(['xml', 'equals', 'colon', 'space', 'set', 'cli', 'lines', 'json']);

const fileSpec = z.strictObject({
  /**
   * Name below the family's root, with `{mac}` (12 lower-case digits), `{MAC}`, `{MAC_tail}` (`{MAC}` without its first
   * byte: the second port of an adapter), `{mac_}` (the bytes joined by `_`), `{mac-}` and `{MAC-}` (by `-`, in small letters and
   * in capitals), `{model}`, `{sn}`, `{uuid}`, `{id}` and `{vars.NAME}`. A file whose name needs what the device does
   * not have is left out, unless it is `required`.
   */
  path: z.string().min(1),
  /** Other names (same placeholders) under which phones ask for the same file. */
  alsoServedAs: z.array(z.string()).default([]),
  template: templateName,
  format: fileFormat,
  encoding: z.enum(['utf-8', 'iso-8859-1', 'utf-16le']).default('utf-8'),
  contentType: z.string().optional(),
  /** Holds secrets: its requests are written to the security log. */
  sensitive: z.boolean().default(false),
  /** Its request proves that the phone runs its configuration (remote state). */
  trigger: z.boolean().default(false),
  /** The main file of the device: `<path>.tpl`, `<model>.tpl` and `base.tpl` of the administrator come first. */
  main: z.boolean().default(false),
  /** Without it a device cannot be configured. */
  required: z.boolean().default(true),
  /** Only for these lines / models (names or series); absent: all. */
  lines: z.array(lineId).optional(),
  models: z.array(z.string()).optional(),
  /** Only for this value of raw_config.protocol. */
  protocol: z.enum(['SIP', 'SCCP']).optional(),
  /** Only when the configuration has the SIP line of this number. */
  sipLine: z.int().min(1).max(999).optional(),
  vars: vars.default({}),
});

/** What phones send to the server by themselves. */
export const UPLOAD_KINDS = ['log', 'overrides', 'contacts', 'calls', 'report'] as const;
const OWNED = /\{(?:mac|MAC|sn|uuid|id)\}/;

const uploadSpec = z.strictObject({
  /**
   * Name below the family's root, with `{mac}` or `{MAC}` (in any case), `{sn}`, `{uuid}` or `{id}`, so that it is one
   * device's, and `*` for any text without a slash.
   */
  path: z
    .string()
    .min(1)
    .max(120)
    .regex(OWNED, 'needs {mac}, {MAC}, {sn}, {uuid} or {id}: what is kept is one device’s'),
  kind: z.enum(UPLOAD_KINDS),
  methods: z
    .array(z.enum(['PUT', 'POST']))
    .min(1)
    .default(['PUT']),
  /** Lines whose phones send it; absent: those of all. */
  lines: z.array(lineId).min(1).optional(),
});

/** `files.json5`: which files a device has, and which all devices of a line share. */
export const filesFile = z.strictObject({
  device: z.array(fileSpec),
  /** Rendered from the base settings alone; `{model}` in a path makes one file for each model of the line. */
  common: z.array(fileSpec.omit({ main: true, trigger: true, protocol: true, sipLine: true })).default([]),
  /**
   * Names that phones of the family ask for and that exist nowhere (licences, overrides …), as regular
   * expressions on the path below the root: answered with 404 without being called unknown.
   */
  expectedMissing: z.array(z.string()).default([]),
  /** Files that phones send by HTTP, kept for their device within limits and never given to a phone. */
  uploads: z.array(uploadSpec).default([]),
});

/** `values.json5`: maps (locale, DTMF, transport, time zone …) and the values derived for templates. */
export const valuesFile = z.strictObject({
  maps: z.record(z.string().regex(/^[A-Za-z_]\w*$/), z.record(z.string(), jsonValue)).default({}),
  /** Maps, or entries of maps, that differ by line. Entries replace those of the same name. */
  mapsByLine: z.record(lineId, z.record(z.string(), z.record(z.string(), jsonValue))).default({}),
  /**
   * Values that templates get beside the raw configuration, made in this order, each seeing the ones before.
   * `template` renders one (its text becomes a value that is not escaped again); `expression` is a Nunjucks
   * expression whose value is kept as it is. Names begin with `XX_`.
   */
  derive: z
    .array(
      z.union([
        z.strictObject({
          name: z.string().regex(/^XX_\w+$/),
          template: templateName,
          lines: z.array(lineId).optional(),
        }),
        z.strictObject({
          name: z.string().regex(/^XX_\w+$/),
          expression: z.string(),
          lines: z.array(lineId).optional(),
        }),
      ]),
    )
    .default([]),
  /** Phonebook URL of the platform's phone services (`XX_xivo_phonebook_url`), as the family's phones want it. */
  phonebook: z
    .strictObject({
      vendor: z.string(),
      entryPoint: z.string().default('input'),
      prefix: z.string().optional(),
      suffix: z.string().optional(),
    })
    .optional(),
});

export type PluginFile = z.infer<typeof pluginFile>;
export type ModelsFile = z.infer<typeof modelsFile>;
export type FilesFile = z.infer<typeof filesFile>;
export type ValuesFile = z.infer<typeof valuesFile>;
export type FileSpec = FilesFile['device'][number];
export type UploadSpec = FilesFile['uploads'][number];
export type CommonFileSpec = FilesFile['common'][number];
export type FileFormat = z.infer<typeof fileFormat>;
export type Capabilities = z.infer<typeof capabilities>;

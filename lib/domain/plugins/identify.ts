import { z } from 'zod';

/**
 * `identify.json5`: how the phones of a family show themselves in an HTTP, TFTP or DHCP request. Data only.
 * Patterns are RE2 regular expressions (linear time); `lib/identify` compiles them and says what is wrong with them.
 */

/** What a request can tell of a phone. `mac` ends in the normal form, `uuid` in lower case. */
export const IDENTITY_FIELDS = ['model', 'version', 'mac', 'sn', 'uuid'] as const;
export type IdentityField = (typeof IDENTITY_FIELDS)[number];

export const REQUEST_KINDS = ['http', 'tftp', 'dhcp'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

const pattern = z.string().min(1).max(600);
/** A pattern, or `false`: the thing must not be there (an empty one counts as absent). */
const condition = z.union([pattern, z.literal(false)]);
const oui = z.string().regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){2}$/, 'three bytes as "00:15:65", lower case');
const mapName = z.string().regex(/^[a-zA-Z]\w*$/);

/** Small changes made to a captured text, in the order in which they are listed. */
const transform = z.union([
  z.enum(['upper', 'lower', 'trim']),
  /** Every occurrence of a text is taken away. */
  z.strictObject({ remove: z.string().min(1).max(20) }),
  /** Every occurrence of the first text becomes the second. */
  z.strictObject({ replace: z.tuple([z.string().min(1).max(20), z.string().max(20)]) }),
  /** The entry of `maps` with the lower-cased text as its key; a text without an entry stays as it is. */
  z.strictObject({ map: mapName }),
]);

/** Text in which `{group}` stands for a named group of the rule's patterns, e.g. `SPA{number}`. */
const told = z.string().min(1).max(100);
const fieldRecord = <T extends z.ZodType>(value: T) =>
  z.strictObject({
    model: value.optional(),
    version: value.optional(),
    mac: value.optional(),
    sn: value.optional(),
    uuid: value.optional(),
  });

const when = z
  .strictObject({
    /**
     * On the trimmed User-Agent header. `false`: none was sent, or an empty one. One that cannot be read (over 1024
     * characters, a line break in it, nothing of it ASCII) was sent, and matches no pattern.
     */
    agent: condition.optional(),
    /**
     * The User-Agent must not match; one that cannot be read does not do either. For names of files that a phone asks
     * for under a User-Agent that nobody knows, and that browsers and scanners try too.
     */
    notAgent: pattern.optional(),
    /**
     * On the decoded HTTP path without its leading slash and query, or on the TFTP file name without its leading
     * slashes. A path with `..` segments, encoded slashes or control characters has no evidence in it.
     */
    path: pattern.optional(),
    /** On values of the query string, by name. */
    query: z.record(z.string().max(40), condition).optional(),
    /** On other HTTP headers, by lower-case name. */
    headers: z.record(z.string().regex(/^[a-z0-9-]{1,60}$/), condition).optional(),
    /** On DHCP options, by number; zero bytes at the end are dropped. */
    options: z.record(z.string().regex(/^\d{1,3}$/), condition).optional(),
    /**
     * DHCP options that must not match; absent ones do not. For a MAC prefix: a phone's vendor class may be anything but
     * the name of another maker.
     */
    notOptions: z.record(z.string().regex(/^\d{1,3}$/), pattern).optional(),
    /** The MAC address (captured, or that of the lease) begins with one of the family's `ouis`, or of these. */
    oui: z.union([z.literal(true), z.array(oui).min(1)]).optional(),
  })
  .refine(
    (value) =>
      value.agent || value.path || value.oui || hasPattern(value.headers) || hasPattern(value.options),
    {
      message: 'needs a pattern on agent, path, headers or options, or a MAC prefix',
    },
  );

function hasPattern(conditions: Record<string, string | false> | undefined): boolean {
  return Object.values(conditions ?? {}).some((value) => value !== false);
}

export const identifyRule = z.strictObject({
  /** Names the rule in explanations; unique within the family. */
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
    .max(60),
  /** Absent: every kind on which the conditions can hold (`path`: HTTP and TFTP; `options`: DHCP; …). */
  kinds: z.array(z.enum(REQUEST_KINDS)).min(1).optional(),
  when,
  /**
   * What the rule tells beside the named groups `model`, `version`, `mac`, `sn` and `uuid`, which it tells anyway.
   * A field named here wins over a group of the same name.
   */
  tell: fieldRecord(told).default({}),
  transform: fieldRecord(z.array(transform)).default({}),
  /** Another vendor than the family's. */
  vendor: z.string().min(1).max(60).optional(),
  /**
   * Which rule wins where two disagree: the greater. Absent: the sum over its conditions (40 for each pattern on the
   * User-Agent, a header or a DHCP option, 20 for the path, 10 for each on the query, 5 for a MAC prefix).
   */
  specificity: z.int().min(1).max(200).optional(),
  /**
   * It names the vendor, but is too little to choose a plugin line by. Absent: true for a rule on the MAC prefix
   * alone, false for every other.
   */
  vague: z.boolean().optional(),
});

export const identifyFile = z.strictObject({
  /** Vendor that the rules tell, in the spelling that devices store. */
  vendor: z.string().min(1).max(60),
  /** MAC prefixes of the vendor's phones. */
  ouis: z.array(oui).default([]),
  /** For the transform `map`: lower-case spelling → value. */
  maps: z.record(mapName, z.record(z.string(), z.string())).default({}),
  rules: z.array(identifyRule).min(1).max(100),
});

/**
 * `fixtures/identify.json5`: requests with what is to be learned from them. `expect: null`: nothing, since no phone
 * asked. `plugin`: id of the line that is to be chosen.
 */
export const identifyFixtures = z.array(
  z.strictObject({
    note: z.string().optional(),
    request: z.union([
      z.strictObject({
        type: z.literal('http'),
        method: z.string().default('GET'),
        path: z.string(),
        headers: z.record(z.string(), z.string()).default({}),
      }),
      z.strictObject({ type: z.literal('tftp'), path: z.string() }),
      z.strictObject({
        type: z.literal('dhcp'),
        mac: z.string(),
        options: z.record(z.string(), z.string()).default({}),
      }),
    ]),
    expect: fieldRecord(z.string()).extend({ vendor: z.string().optional() }).nullable(),
    plugin: z.string().optional(),
  }),
);

export type IdentifyFile = z.infer<typeof identifyFile>;
export type IdentifyRule = IdentifyFile['rules'][number];
export type IdentifyTransform = z.infer<typeof transform>;
export type IdentifyFixtures = z.infer<typeof identifyFixtures>;

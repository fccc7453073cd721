import { z } from 'zod';

/**
 * `dhcp.json5`: what a DHCP server has to send to the phones of a family so that they find Offhook. Data only;
 * `lib/dhcp` writes it in the language of a server.
 */

/** Texts that a DHCP server compares: printable ASCII without what would need quoting in any of the languages. */
const text = z
  .string()
  .regex(/^[\w .,$+/:()-]+$/, 'letters, digits, spaces and . , $ + / : ( ) - only')
  .max(120);
const optionCode = z.int().min(1).max(254);

/** A test on a DHCP option that the phone sends. A zero byte at its end, which some phones add, does not count. */
const optionTest = z
  .strictObject({
    option: optionCode,
    equals: text.optional(),
    startsWith: text.optional(),
    endsWith: text.optional(),
  })
  .refine(
    (test) =>
      [test.equals, test.startsWith, test.endsWith].filter((value) => value !== undefined).length === 1,
    {
      message: 'needs exactly one of equals, startsWith and endsWith',
    },
  );

/**
 * With the placeholders `{http_base_url}` (no slash at its end), its parts `{http_host}`, `{http_port}` and `{http_path}` (empty
 * or with a slash at its beginning), `{tftp_server_name}` (name or address) and `{tftp_server_ip}` (address).
 */
const value = z.string().min(1).max(200);

/** Option 43 as a list of options of the vendor's own: Aastra's configuration server, for instance, is its 2. */
const suboptions = z.strictObject({
  option: z.literal(43),
  suboptions: z
    .array(
      z.strictObject({
        code: optionCode,
        value,
        /** How it is written: a text, an IPv4 address, or one byte for `true` or `false`. */
        type: z.enum(['text', 'address', 'flag']).default('text'),
      }),
    )
    .min(1)
    .max(20),
});

const option = z.strictObject({
  /** 66: provisioning server as text (URL or name); 150: address of the TFTP server; 160: URL; 242: Avaya's settings. */
  option: optionCode,
  value,
  /** How the option is written: a text, or an IPv4 address. */
  type: z.enum(['text', 'address']).default('text'),
});

const send = z.union([suboptions, option]);

export const dhcpFile = z.strictObject({
  classes: z
    .array(
      z
        .strictObject({
          /** Names the class in the configuration; unique among all families. */
          name: z
            .string()
            .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
            .max(40),
          /** A phone belongs to the class when one of these is true … */
          any: z.array(optionTest).default([]),
          /** … or when its MAC address begins with one of these. */
          ouis: z
            .array(z.string().regex(/^[0-9a-f]{2}(:[0-9a-f]{2}){2}$/, 'three bytes as "00:15:65"'))
            .default([]),
          /** The MAC prefixes count only for phones that send no vendor class (option 60). */
          ouisWithoutVendorClass: z.boolean().default(false),
          send: z.array(send).default([]),
          /** The fields of BOOTP, which are no options: the next server (its address) and the file to ask it for. */
          boot: z.strictObject({ server: value, file: text }).optional(),
        })
        .refine((entry) => entry.any.length + entry.ouis.length > 0, {
          message: 'needs a test or a MAC prefix',
        })
        .refine((entry) => entry.send.length > 0 || entry.boot, {
          message: 'needs something to send: options or `boot`',
        }),
    )
    .min(1),
});

export type DhcpFile = z.infer<typeof dhcpFile>;
export type DhcpClass = DhcpFile['classes'][number];
export type DhcpOptionTest = DhcpClass['any'][number];
export type DhcpSend = DhcpClass['send'][number];

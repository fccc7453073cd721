import { z } from 'zod';
import { lineId } from './schema';

/** `firmware.json5` of a family: the firmware and language packages of its lines, as data. */

export const packageId = z
  .string()
  .regex(/^[A-Za-z0-9][\w.+-]*$/, 'letters, digits, dots, underscores, plus signs and hyphens only')
  .max(100);
/** A file name without a folder. */
const fileName = z
  .string()
  .max(200)
  .regex(/^[^/\\\0]+$/)
  .refine((name) => name !== '.' && name !== '..', 'a file name');
export const sha1 = z.string().regex(/^[0-9a-f]{40}$/, '40 hexadecimal digits, lower case');

/** What a step does with the files of one node to make those of another. */
export const packageOperator = z.enum([
  'unzip',
  'untar',
  'unrar',
  '7z',
  'unsign',
  'cp',
  'include',
  'exclude',
  'null',
]);
export type PackageOperator = z.infer<typeof packageOperator>;

const node = z.string().regex(/^[a-z]\w{0,20}$/i);

/** A file that a package is made of. */
export const packageFile = z.strictObject({
  /** Name in the cache, which steps and whoever puts it there by hand use. Default: the last part of the URL. */
  name: fileName.optional(),
  /** Empty or absent: it cannot be downloaded and has to be put into the cache. */
  url: z.union([z.literal(''), z.url({ protocol: /^(https?|ftp)$/ })]).default(''),
  /** Bytes. */
  size: z
    .int()
    .min(0)
    .max(4 * 1024 ** 3),
  sha1,
});

/** `[from, to, operator, …arguments]`: node `a` is the files of the package; nodes that nobody reads are its result. */
export const packageStep = z.tuple([node, node, packageOperator], z.string().max(300));

const localized = z.union([z.string(), z.record(z.string(), z.string())]);

export const firmwareFile = z.strictObject({
  /** By an id that packages use. */
  files: z.record(packageId, packageFile).default({}),
  packages: z.array(
    z.strictObject({
      id: packageId,
      /** Lines that offer it; absent: all of the family. */
      lines: z.array(lineId).min(1).optional(),
      version: z.string().max(100),
      description: localized,
      files: z.array(packageId).max(100).default([]),
      /** Packages that are installed with it. */
      depends: z.array(packageId).max(20).default([]),
      install: z.array(packageStep).max(50).default([]),
    }),
  ),
});
export type FirmwareFile = z.infer<typeof firmwareFile>;

/** A package of one line, ready to install; made of `firmware.json5` or of provd's `pkgs/*.db`. */
export interface PackageDefinition {
  id: string;
  version: string;
  /** By language; `en` is always there unless the file has none. */
  description: Record<string, string>;
  files: { name: string; url: string; size: number; sha1: string }[];
  depends: string[];
  steps: { from: string; to: string; operator: PackageOperator; args: string[] }[];
}

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Family } from '../plugins/family';
import type { PluginLine } from '../domain/plugins/plugin';
import type { JsonObject } from '../shared/json';
import type { IndexEntry } from './index-entries';
import { writeTarGz } from './tar-write';
import { listTree } from './tree';

export interface BuiltPackage {
  id: string;
  entry: IndexEntry;
  archive: Buffer;
}

/** Number of the layout of archives; one that this program does not know is refused. */
export const PACKAGE_FORMAT = 1;
const MAX_FILE_BYTES = 64 * 1024 ** 2;

/**
 * The installable package of one line: `<line id>/plugin-info` and the family's folder, `<line id>/<family>/…`, of which
 * whoever installs it uses this line alone. Tests (`fixtures/`) and hidden files stay behind.
 */
export async function buildPackage(family: Family, line: PluginLine): Promise<BuiltPackage> {
  const info = packageInfo(family, line);
  const members = [
    { path: `${line.id}/plugin-info`, content: Buffer.from(`${JSON.stringify(info, null, 1)}\n`) },
  ];
  for (const { path, folder, size } of await listTree(family.folder)) {
    if (folder || path.startsWith('fixtures/') || path.split('/').some((part) => part.startsWith('.')))
      continue;
    if (size > MAX_FILE_BYTES) throw new Error(`${family.folder}/${path} is too large for a package`);
    members.push({
      path: `${line.id}/${family.id}/${path}`,
      content: await readFile(join(family.folder, path)),
    });
  }
  const archive = writeTarGz(members);
  return {
    id: line.id,
    archive,
    entry: {
      info,
      filename: `${line.id}-${line.version}.tar.gz`,
      dsize: archive.length,
      sha1sum: createHash('sha1').update(archive).digest('hex'),
    },
  };
}

/** The `plugin-info` document of a line, in all its languages. */
export function packageInfo(family: Family, line: PluginLine): JsonObject {
  const { en, ...others } = line.description;
  const info: JsonObject = { version: line.version, description: en ?? Object.values(others)[0] ?? '' };
  for (const [language, text] of Object.entries(others)) info[`description_${language}`] = text;
  info.vendor = line.vendor;
  if (family.url !== null) info['vendor.url'] = family.url;
  const capabilities: JsonObject = {};
  for (const model of Object.values(line.models)) {
    capabilities[`${line.vendor}, ${model.name}, ${model.firmware ?? line.firmware ?? '*'}`] = {
      ...model.capabilities,
    };
  }
  info.capabilities = capabilities;
  info.offhook = { format: PACKAGE_FORMAT, family: family.id };
  return info;
}

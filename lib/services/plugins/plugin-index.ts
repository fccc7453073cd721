import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findSetting } from '../../db/settings/settings';
import { findParameter } from '../../domain/settings/parameters';
import { scopeOf } from '../../domain/tenants/scope';
import type { PackageFolders } from '../../packages/folders';
import { replaceFile } from '../../packages/folders';
import type { Destinations } from '../../packages/destination';
import type { Proxies } from '../../packages/http-get';
import { readIndex, writeIndex, type PluginIndex } from '../../packages/index-entries';
import { refusals } from '../../packages/refusal';
import { shippedIndex } from '../../packages/shipped';
import type { ServiceContext } from '../context';

/** The index that plugins are installed from. */
export interface CurrentIndex {
  /** Null: the families that come with Offhook. */
  server: URL | null;
  entries: PluginIndex;
}

export interface DownloadSettings {
  server: URL | null;
  proxies: Proxies;
  destinations: Destinations;
}

/** The server parameters that say where plugins come from and how. They count from the moment that they are saved. */
export async function downloadSettings(context: ServiceContext): Promise<DownloadSettings> {
  const text = async (name: string): Promise<string | null> => {
    const value = await findSetting(context.database, scopeOf(context.masterTenant), name);
    return typeof value === 'string' ? value : null;
  };
  const initial = findParameter('plugin_server')?.initial;
  const server = (await text('plugin_server')) ?? (typeof initial === 'string' ? initial : null);
  const url = server === null ? null : new URL(server.endsWith('/') ? server : `${server}/`);
  return {
    server: url,
    proxies: {
      http: await text('http_proxy'),
      https: await text('https_proxy'),
      ftp: await text('ftp_proxy'),
    },
    destinations: { named: new Set(url ? [url.host.toLowerCase()] : []) },
  };
}

/** The index as the last update that succeeded left it; before any, that of the families that come with Offhook. */
export async function currentIndex(folders: PackageFolders): Promise<CurrentIndex> {
  const stored = await readFile(indexFile(folders), 'utf8').catch(() => null);
  if (stored !== null) {
    const [head, ...rest] = stored.split('\n');
    const read = await refusals(async () => readIndex(rest.join('\n')));
    if (read.ok && head !== undefined && URL.canParse(head))
      return { server: new URL(head), entries: read.value };
  }
  return { server: null, entries: await shippedIndex(folders.shipped) };
}

/** Its first line is the server's URL, then `plugins.db` follows. */
export async function storeIndex(
  folders: PackageFolders,
  server: URL | null,
  index: PluginIndex,
): Promise<void> {
  const head = server === null ? '' : withoutCredentials(server);
  await replaceFile(indexFile(folders), `${head}\n${writeIndex(index)}`);
}

function withoutCredentials(url: URL): string {
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  return plain.href;
}

function indexFile(folders: PackageFolders): string {
  return join(folders.root, 'plugins.db');
}

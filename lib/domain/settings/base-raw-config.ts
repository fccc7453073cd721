import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json';
import { SETTING_KEYS } from './keys';

/**
 * The bottom layer of every flattened configuration: where phones reach this server. `settings` are the master
 * tenant's. An object stored as `base_raw_config` wins over what is derived.
 */
export function baseRawConfig(
  settings: ReadonlyMap<string, JsonValue>,
  server: { publicUrl: string | null; tftpPort: number },
): JsonObject {
  const stored = settings.get(SETTING_KEYS.publicUrl);
  const url = server.publicUrl ?? (typeof stored === 'string' ? stored : null);
  const base: JsonObject = { tftp_port: server.tftpPort };
  if (url !== null && URL.canParse(url)) {
    const { hostname, port, protocol } = new URL(url);
    base.http_base_url = url;
    base.ip = hostname;
    base.http_port = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  }
  const own = settings.get('base_raw_config');
  return isJsonObject(own) ? { ...base, ...own } : base;
}

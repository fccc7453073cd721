import type { PluginLine } from '../domain/plugins/plugin';
import type { JsonObject, JsonValue } from '../shared/json';

/**
 * URLs of the platform's phone services (phonebook, do-not-disturb). They exist only when both
 * `X_xivo_phonebook_ip` and `X_xivo_user_uuid` are set and the family declares a `phonebook`.
 */
export function phoneServiceUrls(
  phonebook: PluginLine['phonebook'],
  config: JsonObject,
): Record<string, string> {
  const host = scalar(config.X_xivo_phonebook_ip);
  const user = scalar(config.X_xivo_user_uuid);
  if (!phonebook || !host || !user) return {};
  const scheme = scalar(config.X_xivo_phonebook_scheme) || 'http';
  const port = scalar(config.X_xivo_phonebook_port) || '9498';
  const base = `${scheme}://${host}:${port}/0.1`;
  const query = [phonebook.prefix, `xivo_user_uuid=${user}`, phonebook.suffix].filter(Boolean).join('&');
  const service = `${base}/${phonebook.vendor}/users/${user}/services/dnd`;
  return {
    XX_xivo_phonebook_url: `${base}/directories/${phonebook.entryPoint}/default/${phonebook.vendor}?${query}`,
    XX_wazo_phoned_user_service_dnd_enabled_url: `${service}/enable`,
    XX_wazo_phoned_user_service_dnd_disabled_url: `${service}/disable`,
  };
}

function scalar(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

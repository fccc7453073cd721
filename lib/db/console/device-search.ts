import type { DeviceListQuery } from '../../domain/console/device-list';
import type { TenantScope } from '../../domain/tenants/scope';
import { scopeTenants } from '../scope';
import { STATUS_SQL } from './status';

/** A condition over `device d` with its bound values. */
export interface Condition {
  where: string;
  values: unknown[];
}

/** At most this many words of a search count; more only make it slower. */
const MAX_WORDS = 8;
/** Fewer digits than this are as likely part of a number as of a MAC address. */
const MIN_MAC_DIGITS = 4;

/** Members of a document that are no text to search for: the server's own and what columns hold. */
const NOT_SEARCHED = [
  'tenant_uuid',
  'configured',
  'is_new',
  'mac',
  'ip',
  'vendor',
  'model',
  'version',
  'plugin',
  'config',
  'id',
  'sn',
  'uuid',
];

/**
 * Devices of the scope that match the filters and every word of the search. A word is looked for in every member of
 * the device, in the lines of its config, and, whatever its separators, in the digits of the MAC address.
 */
export function deviceCondition(
  scope: TenantScope,
  query: Pick<DeviceListQuery, 'q' | 'status' | 'vendor' | 'model' | 'plugin'>,
): Condition {
  const values: unknown[] = [scopeTenants(scope)];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const parts = ['($1::uuid[] IS NULL OR d.tenant_id = ANY($1::uuid[]))'];
  if (query.status.length > 0) parts.push(`${STATUS_SQL} = ANY(${bind(query.status)}::text[])`);
  for (const column of ['vendor', 'model', 'plugin'] as const) {
    const wanted = query[column];
    if (wanted.length > 0) parts.push(`d.${column} = ANY(${bind(wanted)}::text[])`);
  }
  for (const word of searchWords(query.q)) {
    const like = bind(`%${escapeLike(word)}%`);
    const alternatives = [
      `concat_ws(' ', d.mac, d.ip, d.vendor, d.model, d.version, d.plugin, d.sn, d.uuid, d.id, d.config) ILIKE ${like}`,
      `d.config IN (SELECT l.config_id FROM line l WHERE concat_ws(' ', l.number, l.display_name, l.username, l.registrar_ip) ILIKE ${like})`,
      `EXISTS (SELECT 1 FROM jsonb_each_text(d.search - ${bind(NOT_SEARCHED)}::text[]) m WHERE m.value ILIKE ${like} AND m.value NOT LIKE 'hash:%')`,
    ];
    const digits = macPart(word);
    if (digits) alternatives.unshift(`replace(d.mac, ':', '') LIKE ${bind(`%${digits}%`)}`);
    parts.push(`(${alternatives.join(' OR ')})`);
  }
  return { where: parts.join(' AND '), values };
}

export function searchWords(text: string): string[] {
  return text.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
}

/** The digits, when the word is part of a MAC address in any notation: `00-15-65`, `0015.65a1`, `15:65:A1`, `001565`. */
export function macPart(word: string): string | null {
  if (!/^[0-9a-f]+(?:[:.-][0-9a-f]*)*$/i.test(word)) return null;
  const digits = word.replace(/[:.-]/g, '').toLowerCase();
  return digits.length >= MIN_MAC_DIGITS && digits.length <= 12 ? digits : null;
}

/** The text as a pattern that matches itself. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}

import { isIPv6 } from 'node:net';
import type { JsonObject, JsonValue } from '../../shared/json';

const DEFAULT_HTTP_PORT = 8667;
const DEFAULT_TFTP_PORT = 69;

/**
 * Each way to name the provisioning server follows from the others: the URL wins, older templates want address and
 * port. The port of a URL without one is 8667, as older templates expect. No slash at the end of the URL: templates
 * put one behind it. Answers whether a URL that was given could be read; one that could not is replaced.
 */
export function completeAddresses(general: JsonObject): boolean {
  const given = general.http_base_url !== undefined && general.http_base_url !== '';
  const url = parseUrl(general.http_base_url);
  if (url) {
    general.http_base_url = String(general.http_base_url).trim().replace(/\/+$/, '');
    general.ip ||= url.hostname.replace(/^\[|\]$/g, '');
    general.http_port ??= explicitPort(general.http_base_url) ?? DEFAULT_HTTP_PORT;
  } else {
    delete general.http_base_url;
    general.http_port ??= DEFAULT_HTTP_PORT;
    const host = typeof general.ip === 'string' && isIPv6(general.ip) ? `[${general.ip}]` : general.ip;
    if (host) general.http_base_url = `http://${String(host)}:${String(general.http_port)}`;
  }
  general.tftp_port ??= DEFAULT_TFTP_PORT;
  if (general.sip_proxy_ip) general.sip_registrar_ip ||= general.sip_proxy_ip;
  return url !== null || !given;
}

function parseUrl(value: JsonValue | undefined): URL | null {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value.trim()) || !URL.canParse(value.trim()))
    return null;
  return new URL(value.trim());
}

/** `URL` forgets a port that is the scheme's own (`http://host:80`). */
function explicitPort(url: string): number | null {
  const port = /^[a-z]+:\/\/[^/?#]*:(\d+)(?:[/?#]|$)/i.exec(url)?.[1];
  return port === undefined ? null : Number(port);
}

const ADDRESSES = ['backup_proxy_ip', 'registrar_ip', 'backup_registrar_ip', 'outbound_proxy_ip'] as const;

/**
 * What a line does not say comes from the parameters for all lines; an empty text says nothing. The registrar of a line
 * is first its own proxy. Of the ports only that of the proxy is taken: whether another server's port for all lines goes
 * with the address of one line differs from vendor to vendor, so templates say it (`line.backup_proxy_port or
 * sip_backup_proxy_port`).
 */
export function completeLine(line: JsonObject, general: JsonObject): void {
  fill(line, 'registrar_ip', line.proxy_ip);
  fill(line, 'proxy_ip', general.sip_proxy_ip);
  fill(line, 'proxy_port', general.sip_proxy_port);
  for (const address of ADDRESSES) fill(line, address, general[`sip_${address}`]);
  fill(line, 'auth_username', line.username);
  fill(line, 'dtmf_mode', general.sip_dtmf_mode);
  fill(line, 'srtp_mode', general.sip_srtp_mode);
  fill(line, 'voicemail', general.exten_voicemail);
  if (!isTransport(line.transport)) delete line.transport;
  fill(line, 'transport', general.sip_transport);
}

function fill(line: JsonObject, name: string, value: JsonValue | undefined): void {
  const own = line[name];
  if ((own === undefined || own === '') && value !== undefined && value !== '') line[name] = value;
}

/** One that a line may have; in small letters only. */
export function isTransport(value: JsonValue | undefined): boolean {
  return value === 'udp' || value === 'tcp' || value === 'tls';
}

import type { JsonObject, JsonValue } from '../shared/json';

/** Where phones reach this server, taken apart for templates. Texts are empty when the settings say nothing. */
export interface ServerUrls {
  /** Base URL and the root of the family, without a trailing slash: `http://10.0.0.1:8667/Digium`. */
  url: string;
  /** The same without the root of the family. */
  base_url: string;
  scheme: string;
  host: string;
  /** Always told, also where the URL leaves it out. */
  port: number | null;
  /** Path of the base URL, without a trailing slash: empty or `/key`. */
  path: string;
  /** `host[:port][/path]` of the base URL. */
  without_scheme: string;
  tftp_port: number | null;
}

const DEFAULT_PORTS: Record<string, number> = { http: 80, https: 443 };

/** `http_base_url` wins over the older `ip` and `http_port`, as in the reference server. */
export function serverUrls(config: JsonObject, root: string | null): ServerUrls {
  const base = (text(config.http_base_url) || fromAddress(config)).replace(/\/+$/, '');
  const parsed = /^([a-z][a-z0-9+.-]*):\/\/(\[[^\]]*\]|[^/:]*)(?::(\d+))?(\/.*)?$/i.exec(base);
  const scheme = parsed?.[1]?.toLowerCase() ?? '';
  return {
    url: root && base ? `${base}/${root}` : base,
    base_url: base,
    scheme,
    host: parsed?.[2] ?? '',
    port: parsed?.[3] ? Number(parsed[3]) : (DEFAULT_PORTS[scheme] ?? null),
    path: parsed?.[4] ?? '',
    without_scheme: base.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''),
    tftp_port: integer(config.tftp_port),
  };
}

function fromAddress(config: JsonObject): string {
  const ip = text(config.ip);
  const port = integer(config.http_port);
  return ip ? `http://${ip}${port === null ? '' : `:${port}`}` : '';
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value.trim() : '';
}

function integer(value: JsonValue | undefined): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) ? number : null;
}

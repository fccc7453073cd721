import { appError } from '../shared/errors';
import { err, ok, type Result } from '../shared/result';

/** Where phones find Offhook. */
export interface DhcpAddresses {
  /** Without a slash at its end. */
  httpBaseUrl: string;
  httpHost: string;
  httpPort: string;
  /** Empty, or with a slash at its beginning and none at its end. */
  httpPath: string;
  /** Name or address. */
  tftpServerName: string;
  /** Null when only a name is known. */
  tftpServerIp: string | null;
}

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/**
 * From the URL that phones use; TFTP is on the same host unless told otherwise. What goes into a DHCP
 * configuration is held to characters that no server gives a meaning to.
 */
export function dhcpAddresses(url: string, tftpServer?: string): Result<DhcpAddresses> {
  const parsed = /^https?:\/\/([A-Za-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?(\/[\w.~/-]*)?$/i.exec(url);
  const host = tftpServer ?? parsed?.[1];
  if (!parsed || !host) {
    return err(
      appError('invalid', `"${url}" is no URL that phones can use; write it like http://192.0.2.10:8667.`),
    );
  }
  if (!/^[A-Za-z0-9.-]+$/.test(host)) {
    return err(appError('invalid', `"${host}" is no host name or IPv4 address for TFTP.`));
  }
  return ok({
    httpBaseUrl: url.replace(/\/+$/, ''),
    httpHost: parsed[1] ?? host,
    httpPort: parsed[2] ?? (url.toLowerCase().startsWith('https') ? '443' : '80'),
    httpPath: (parsed[3] ?? '').replace(/\/+$/, ''),
    tftpServerName: host,
    tftpServerIp: IPV4.test(host) ? host : null,
  });
}

/** The value of an option; null when it needs an address and only a name is known. */
export function fillValue(value: string, addresses: DhcpAddresses): string | null {
  if (value.includes('{tftp_server_ip}') && addresses.tftpServerIp === null) return null;
  return value
    .replaceAll('{http_base_url}', addresses.httpBaseUrl)
    .replaceAll('{http_host}', addresses.httpHost)
    .replaceAll('{http_port}', addresses.httpPort)
    .replaceAll('{http_path}', addresses.httpPath)
    .replaceAll('{tftp_server_name}', addresses.tftpServerName)
    .replaceAll('{tftp_server_ip}', addresses.tftpServerIp ?? '');
}

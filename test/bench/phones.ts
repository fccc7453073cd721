/** A phone as the benchmark knows it: its device, and how it asks. */
export interface BenchPhone {
  id: string;
  mac: string;
  ip: string;
  vendor: string;
  model: string;
  version: string | null;
  /** Its own file: the path of its HTTP request, or the name that it asks for by TFTP. */
  file: string;
  userAgent: string;
}

/** How phones reach the server: each with its address in X-Forwarded-For, or all from one address (parameter `NAT` 1). */
export type Source = 'proxy' | 'nat';

export const HTTP_MODEL = { vendor: 'Yealink', model: 'T27G', version: '69.86.0.15' };
export const TFTP_MODEL = { vendor: 'Cisco', model: '7941G' };

/** The loopback addresses of TFTP phones: client c has 127.1.c.1 and following. */
export const TFTP_CLIENTS = 8;
export const TFTP_PHONES_PER_CLIENT = 100;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

function macOf(oui: string, i: number): string {
  return `${oui}:${hex((i >> 16) & 255, 2)}:${hex((i >> 8) & 255, 2)}:${hex(i & 255, 2)}`;
}

/** The i-th phone that asks by HTTP, i < 2^24. */
export function httpPhone(i: number): BenchPhone {
  const mac = macOf('00:15:65', i);
  return {
    ...HTTP_MODEL,
    id: `bench${hex(i, 6)}`,
    mac,
    ip: `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`,
    file: `/${mac.replaceAll(':', '')}.cfg`,
    userAgent: `Yealink SIP-${HTTP_MODEL.model} ${HTTP_MODEL.version} ${mac}`,
  };
}

/** The i-th phone of a TFTP client: it asks from an address of its own, which is real. */
export function tftpPhone(client: number, i: number): BenchPhone {
  const number = client * TFTP_PHONES_PER_CLIENT + i;
  const mac = macOf('00:1b:d4', number);
  return {
    ...TFTP_MODEL,
    id: `benchtftp${hex(number, 6)}`,
    mac,
    ip: `127.1.${client + 1}.${i + 1}`,
    version: null,
    file: `SEP${mac.replaceAll(':', '').toUpperCase()}.cnf.xml`,
    userAgent: '',
  };
}

export const httpPhones = (count: number, first = 0): BenchPhone[] =>
  Array.from({ length: count }, (_, i) => httpPhone(first + i));

export const tftpPhones = (): BenchPhone[][] =>
  Array.from({ length: TFTP_CLIENTS }, (_, client) =>
    Array.from({ length: TFTP_PHONES_PER_CLIENT }, (_unused, i) => tftpPhone(client, i)),
  );

/** A line of the file that `requests.lua` reads. */
export function requestLine(phone: BenchPhone, source: Source): string {
  return [phone.file, phone.userAgent, source === 'proxy' ? phone.ip : ''].join('\t');
}

/** The same request as text, for our own clients. */
export function requestText(phone: BenchPhone, source: Source): string {
  const from = source === 'proxy' ? `X-Forwarded-For: ${phone.ip}\r\n` : '';
  return `GET ${phone.file} HTTP/1.1\r\nHost: offhook\r\nUser-Agent: ${phone.userAgent}\r\n${from}\r\n`;
}

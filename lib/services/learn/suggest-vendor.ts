import type { RecordedRequest } from '../../domain/learn/learn';
import { plainPath } from './paths';

const NOBODY =
  /^(?:Mozilla|Opera|curl|Wget|python|Go|okhttp|libwww|Java|Apache|axios|node|Dalvik|MSFT|dhcpcd|udhcp|udhcpc|android|PXEClient|linux|File|IP|SIP|VoIP|Phone|http)$/i;

/** What the maker is probably called: the first word of the User-Agent or vendor class, else a folder that it asks in. */
export function suggestVendor(requests: readonly RecordedRequest[]): string | null {
  const texts = requests.flatMap(({ userAgent, options }) => [userAgent ?? '', options['60'] ?? '']);
  const folders = requests.flatMap(({ protocol, path }) =>
    protocol === 'dhcp' ? [] : plainPath(path).split('/').slice(0, -1),
  );
  for (const text of [...texts, ...folders]) {
    const word = /^[^A-Za-z]*([A-Za-z]{3,30})/.exec(text)?.[1];
    if (word !== undefined && !NOBODY.test(word)) return word.charAt(0).toUpperCase() + word.slice(1);
  }
  return null;
}

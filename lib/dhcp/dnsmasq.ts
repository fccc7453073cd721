import type { DhcpOptionTest } from '../domain/plugins/dhcp';
import type { ReadyClass, SnippetOptions } from './ready-class';

/** For a file in `/etc/dnsmasq.d/`. */
export function dnsmasqSnippet(classes: readonly ReadyClass[], { hook }: SnippetOptions): string {
  const needsVendorClass = classes.some((entry) => entry.ouisWithoutVendorClass);
  return [
    '# Offhook: IP phones. Save as /etc/dnsmasq.d/offhook.conf, then restart dnsmasq.',
    ...(needsVendorClass ? ['dhcp-match=set:offhook-vendor-class,60'] : []),
    ...classes.flatMap(classLines),
    ...(hook === null ? [] : ['', `dhcp-script=${hook}`]),
    '',
  ].join('\n');
}

function classLines(entry: ReadyClass): string[] {
  const tag = `offhook-${entry.name}`;
  const byMac = entry.ouisWithoutVendorClass ? `${tag}-mac` : tag;
  const send = (tags: string) =>
    entry.send.map(
      ({ option, value, type }) =>
        // Some phones use options that they do not ask for.
        `dhcp-option-force=${tags},${option},${type === 'address' ? value : `"${value}"`}`,
    );
  return [
    '',
    `# ${entry.vendor}`,
    ...entry.any.flatMap((test) => matchLines(tag, test)),
    ...entry.ouis.map((oui) => `dhcp-mac=set:${byMac},${oui}:*:*:*`),
    ...(entry.any.length > 0 || byMac === tag ? send(`tag:${tag}`) : []),
    ...(entry.ouis.length > 0 && byMac !== tag ? send(`tag:${byMac},tag:!offhook-vendor-class`) : []),
  ];
}

function matchLines(tag: string, test: DhcpOptionTest): string[] {
  if (test.startsWith !== undefined) return [`dhcp-match=set:${tag},${test.option},"${test.startsWith}*"`];
  if (test.equals !== undefined) {
    // The second is the same with the zero byte that some phones add.
    const bytes = [...Buffer.from(`${test.equals}\0`, 'latin1')].map((byte) =>
      byte.toString(16).padStart(2, '0'),
    );
    return [
      `dhcp-match=set:${tag},${test.option},"${test.equals}"`,
      `dhcp-match=set:${tag},${test.option},${bytes.join(':')}`,
    ];
  }
  // dnsmasq knows no "ends with"; what it offers for vendor classes is "contains".
  return [`dhcp-vendorclass=set:${tag},"${test.endsWith ?? ''}"`];
}

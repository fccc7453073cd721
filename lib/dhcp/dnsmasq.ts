import type { DhcpOptionTest } from '../domain/plugins/dhcp';
import {
  plainOptions,
  suboptionsOf,
  type ReadyClass,
  type SnippetOptions,
  type Suboption,
} from './ready-class';

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
  const send = (tags: string) => [
    ...plainOptions(entry).map(
      ({ option, value, type }) =>
        // Some phones use options that they do not ask for.
        `dhcp-option-force=${tags},${option},${type === 'address' ? value : `"${value}"`}`,
    ),
    ...vendorLines(tags, suboptionsOf(entry)),
    ...(entry.boot ? [`dhcp-boot=${tags},${entry.boot.file},,${entry.boot.server}`] : []),
  ];
  return [
    '',
    `# ${entry.vendor}`,
    ...entry.any.flatMap((test) => matchLines(tag, test)),
    ...entry.ouis.map((oui) => `dhcp-mac=set:${byMac},${oui}:*:*:*`),
    ...(entry.any.length > 0 || byMac === tag ? send(`tag:${tag}`) : []),
    ...(entry.ouis.length > 0 && byMac !== tag ? send(`tag:${byMac},tag:!offhook-vendor-class`) : []),
  ];
}

/** Option 43 in bytes, code and length before each value: dnsmasq's own syntax for it goes by the vendor class, not by tags. */
function vendorLines(tags: string, suboptions: readonly Suboption[]): string[] {
  if (suboptions.length === 0) return [];
  const bytes = suboptions.flatMap(({ code, value, type }) => {
    const data = bytesOf(value, type);
    return [code, data.length, ...data];
  });
  return [
    `# sub-options: ${suboptions.map(({ code, value }) => `${code} = ${value}`).join(', ')}`,
    `dhcp-option-force=${tags},43,${hex(bytes)}`,
  ];
}

function bytesOf(value: string, type: Suboption['type']): number[] {
  if (type === 'address') return value.split('.').map(Number);
  if (type === 'flag') return [value === 'true' ? 1 : 0];
  return [...Buffer.from(value, 'latin1')];
}

function hex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

function matchLines(tag: string, test: DhcpOptionTest): string[] {
  if (test.startsWith !== undefined) return [`dhcp-match=set:${tag},${test.option},"${test.startsWith}*"`];
  if (test.equals !== undefined) {
    // The second is the same with the zero byte that some phones add.
    return [
      `dhcp-match=set:${tag},${test.option},"${test.equals}"`,
      `dhcp-match=set:${tag},${test.option},${hex([...Buffer.from(`${test.equals}\0`, 'latin1')])}`,
    ];
  }
  // dnsmasq knows no "ends with"; what it offers for vendor classes is "contains".
  return [`dhcp-vendorclass=set:${tag},"${test.endsWith ?? ''}"`];
}

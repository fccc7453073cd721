import type { DhcpOptionTest } from '../domain/plugins/dhcp';
import {
  plainOptions,
  sentCodes,
  suboptionsOf,
  type ReadyClass,
  type SnippetOptions,
  type Suboption,
} from './ready-class';

/** Options that Kea 2.2 does not know by itself: those that are nobody's, and those for private use. */
const isUnknownToKea = (code: number): boolean => code === 150 || code === 160 || code >= 224;
/** Kea takes option 43 for a list of sub-options; the phones of a class that is sent one read it as a text. */
const VENDOR_OPTIONS = { name: 'vendor-encapsulated-options', code: 43, type: 'string' };
const RUN_SCRIPT = '/usr/lib/x86_64-linux-gnu/kea/hooks/libdhcp_run_script.so';

/** A whole `Dhcp4` object: its members are to be merged into the one of `/etc/kea/kea-dhcp4.conf`. */
export function keaSnippet(classes: readonly ReadyClass[], { hook }: SnippetOptions): string {
  const definitions = [...sentCodes(classes)]
    .filter(([code]) => isUnknownToKea(code))
    .map(([code, type]) => ({
      name: `offhook-${code}`,
      code,
      space: 'dhcp4',
      type: type === 'address' ? 'ipv4-address' : 'string',
      array: type === 'address',
    }));
  const suboptions = classes.flatMap((entry) =>
    suboptionsOf(entry).map(({ code, type }) => ({
      name: `suboption-${code}`,
      code,
      space: `offhook-${entry.name}`,
      type: SUBOPTION_TYPES[type],
    })),
  );
  const allDefinitions = [...definitions, ...suboptions];
  const dhcp4 = {
    ...(allDefinitions.length > 0 ? { 'option-def': allDefinitions } : {}),
    'client-classes': classes.map((entry) => ({
      name: `offhook-${entry.name}`,
      test: [...entry.any.map(optionCondition), ...ouiConditions(entry)].join(' or '),
      ...vendorDefinition(entry),
      ...(entry.boot ? { 'next-server': entry.boot.server, 'boot-file-name': entry.boot.file } : {}),
      // Some phones use options that they do not ask for.
      'option-data': [
        ...plainOptions(entry).map((send) => ({ code: send.option, data: send.value, 'always-send': true })),
        ...vendorData(entry),
      ],
    })),
    ...(hook === null
      ? {}
      : { 'hooks-libraries': [{ library: RUN_SCRIPT, parameters: { name: hook, sync: false } }] }),
  };
  return [
    '// Offhook: IP phones. Merge the members into the Dhcp4 object of /etc/kea/kea-dhcp4.conf, then restart kea-dhcp4-server.',
    ...(hook === null ? [] : ['// The library is found in another folder on other machines than amd64.']),
    JSON.stringify({ Dhcp4: dhcp4 }, null, 2),
    '',
  ].join('\n');
}

const SUBOPTION_TYPES: Record<Suboption['type'], string> = {
  text: 'string',
  address: 'ipv4-address',
  flag: 'boolean',
};

/** What option 43 is in this class. */
function vendorDefinition(entry: ReadyClass): object {
  if (suboptionsOf(entry).length > 0) {
    const definition = { ...VENDOR_OPTIONS, type: 'empty', encapsulate: `offhook-${entry.name}` };
    return { 'option-def': [definition] };
  }
  const isSent = plainOptions(entry).some((send) => send.option === VENDOR_OPTIONS.code);
  return isSent ? { 'option-def': [VENDOR_OPTIONS] } : {};
}

function vendorData(entry: ReadyClass): object[] {
  const suboptions = suboptionsOf(entry);
  if (suboptions.length === 0) return [];
  return [
    { code: VENDOR_OPTIONS.code, 'always-send': true },
    ...suboptions.map(({ code, value }) => ({ space: `offhook-${entry.name}`, code, data: value })),
  ];
}

/** The text of an option has no zero bytes at its end any more. */
function optionCondition(test: DhcpOptionTest): string {
  const option = `option[${test.option}].text`;
  if (test.startsWith !== undefined)
    return `(substring(${option},0,${test.startsWith.length}) == '${test.startsWith}')`;
  if (test.equals !== undefined) return `(${option} == '${test.equals}')`;
  const end = test.endsWith ?? '';
  return `(substring(${option},-${end.length},all) == '${end}')`;
}

function ouiConditions(entry: ReadyClass): string[] {
  const prefixes = entry.ouis.map((oui) => `(substring(pkt4.mac,0,3) == 0x${oui.replaceAll(':', '')})`);
  if (prefixes.length === 0 || !entry.ouisWithoutVendorClass) return prefixes;
  return [`((not option[60].exists) and (${prefixes.join(' or ')}))`];
}

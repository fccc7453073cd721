import type { DhcpOptionTest } from '../domain/plugins/dhcp';
import {
  plainOptions,
  sentCodes,
  suboptionsOf,
  type ReadyClass,
  type SnippetOptions,
  type Suboption,
} from './ready-class';

/** Options as ISC dhcpd names them; any other is defined under a name of ours. */
const NAMES: Record<number, string> = {
  12: 'host-name',
  43: 'vendor-encapsulated-options',
  55: 'dhcp-parameter-request-list',
  60: 'vendor-class-identifier',
  61: 'dhcp-client-identifier',
  66: 'tftp-server-name',
  67: 'bootfile-name',
  77: 'user-class',
};

/** For `/etc/dhcp/dhcpd.conf`, outside of any subnet. */
export function iscSnippet(
  classes: readonly ReadyClass[],
  { reportedOptions, hook }: SnippetOptions,
): string {
  const sent = sentCodes(classes);
  const definitions = [...new Set([...sent.keys(), ...classes.flatMap(testedOptions), ...reportedOptions])]
    .filter((code) => !(code in NAMES))
    .sort((a, b) => a - b)
    .map(
      (code) =>
        `option ${optionName(code)} code ${code} = ${isAddress(sent.get(code)) ? 'array of ip-address' : 'text'};`,
    );
  const blocks = classes.map((entry) => classBlock(entry, reportedOptions, hook));
  return [
    '# Offhook: IP phones. Paste into /etc/dhcp/dhcpd.conf, outside of the subnets, then restart isc-dhcp-server.',
    ...definitions,
    ...classes.flatMap(vendorSpace),
    ...blocks,
    '',
  ].join('\n');
}

function classBlock(entry: ReadyClass, reportedOptions: readonly number[], hook: string | null): string {
  const conditions = [...entry.any.map(optionCondition), ...ouiConditions(entry)];
  return [
    '',
    `# ${entry.vendor}`,
    `class "offhook-${entry.name}" {`,
    `  match if ${conditions.join('\n    or ')};`,
    ...plainOptions(entry).map(
      (send) =>
        `  option ${optionName(send.option)} ${isAddress(send.type) ? send.value : quoted(send.value)};`,
    ),
    ...vendorOptions(entry),
    ...(entry.boot ? [`  next-server ${entry.boot.server};`, `  filename ${quoted(entry.boot.file)};`] : []),
    ...(hook === null ? [] : report(hook, reportedOptions)),
    '}',
  ].join('\n');
}

const SUBOPTION_TYPES: Record<Suboption['type'], string> = {
  text: 'text',
  address: 'ip-address',
  flag: 'boolean',
};

/** The option space of a class that is sent sub-options of option 43. */
function vendorSpace(entry: ReadyClass): string[] {
  const suboptions = suboptionsOf(entry);
  if (suboptions.length === 0) return [];
  const space = `offhook-${entry.name}`;
  return [
    `option space ${space};`,
    ...suboptions.map(
      ({ code, type }) => `option ${space}.suboption-${code} code ${code} = ${SUBOPTION_TYPES[type]};`,
    ),
  ];
}

function vendorOptions(entry: ReadyClass): string[] {
  const suboptions = suboptionsOf(entry);
  if (suboptions.length === 0) return [];
  const space = `offhook-${entry.name}`;
  return [
    `  vendor-option-space ${space};`,
    ...suboptions.map(
      ({ code, type, value }) =>
        `  option ${space}.suboption-${code} ${type === 'text' ? quoted(value) : value};`,
    ),
  ];
}

function optionCondition(test: DhcpOptionTest): string {
  const option = `option ${optionName(test.option)}`;
  if (test.startsWith !== undefined)
    return `substring(${option}, 0, ${test.startsWith.length}) = ${quoted(test.startsWith)}`;
  if (test.equals !== undefined)
    return `${option} = ${quoted(test.equals)}\n    or ${option} = ${quoted(test.equals, '\\000')}`;
  const end = test.endsWith ?? '';
  return (
    `suffix(${option}, ${end.length}) = ${quoted(end)}\n` +
    `    or suffix(${option}, ${end.length + 1}) = ${quoted(end, '\\000')}`
  );
}

function ouiConditions(entry: ReadyClass): string[] {
  if (entry.ouis.length === 0) return [];
  // The first byte of `hardware` is its type.
  const prefixes = entry.ouis.map((oui) => `substring(hardware, 1, 3) = ${oui}`);
  if (!entry.ouisWithoutVendorClass) return prefixes;
  return [`(not exists ${optionName(60)} and (${prefixes.join('\n      or ')}))`];
}

/** dhcpd waits for the script, so the script does its work in the background. */
function report(hook: string, options: readonly number[]): string[] {
  const args = [
    '"commit"',
    'binary-to-ascii(10, 8, ".", leased-address)',
    'binary-to-ascii(16, 8, ":", substring(hardware, 1, 6))',
    ...options.flatMap((code) => [
      `"${String(code).padStart(3, '0')}"`,
      `pick-first-value(binary-to-ascii(16, 8, ".", option ${optionName(code)}), "")`,
    ]),
  ];
  return ['  on commit {', `    execute("${hook}",`, `      ${args.join(',\n      ')});`, '  }'];
}

function testedOptions(entry: ReadyClass): number[] {
  return entry.any.map((test) => test.option);
}

function optionName(code: number): string {
  return NAMES[code] ?? `offhook-${code}`;
}

function isAddress(type: 'text' | 'address' | undefined): boolean {
  return type === 'address';
}

function quoted(text: string, end = ''): string {
  return `"${text.replace(/["\\]/g, '\\$&')}${end}"`;
}

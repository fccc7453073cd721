import type { DhcpOptionTest } from '../domain/plugins/dhcp';
import { sentCodes, type ReadyClass, type SnippetOptions } from './ready-class';

/** Options that Kea 2.2 does not know by itself. */
const UNKNOWN_TO_KEA = new Set([150, 160]);
/** Kea takes option 43 for a list of sub-options; the phones of a class that is sent one read it as a text. */
const VENDOR_OPTIONS = { name: 'vendor-encapsulated-options', code: 43, type: 'string' };
const RUN_SCRIPT = '/usr/lib/x86_64-linux-gnu/kea/hooks/libdhcp_run_script.so';

/** A whole `Dhcp4` object: its members are to be merged into the one of `/etc/kea/kea-dhcp4.conf`. */
export function keaSnippet(classes: readonly ReadyClass[], { hook }: SnippetOptions): string {
  const definitions = [...sentCodes(classes)]
    .filter(([code]) => UNKNOWN_TO_KEA.has(code))
    .map(([code, type]) => ({
      name: `offhook-${code}`,
      code,
      space: 'dhcp4',
      type: type === 'address' ? 'ipv4-address' : 'string',
      array: type === 'address',
    }));
  const dhcp4 = {
    ...(definitions.length > 0 ? { 'option-def': definitions } : {}),
    'client-classes': classes.map((entry) => ({
      name: `offhook-${entry.name}`,
      test: [...entry.any.map(optionCondition), ...ouiConditions(entry)].join(' or '),
      ...(entry.send.some((send) => send.option === VENDOR_OPTIONS.code)
        ? { 'option-def': [VENDOR_OPTIONS] }
        : {}),
      // Some phones use options that they do not ask for.
      'option-data': entry.send.map((send) => ({ code: send.option, data: send.value, 'always-send': true })),
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

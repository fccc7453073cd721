import type { DhcpServer } from './snippet';

export interface LeaseHookOptions {
  /** URL of the console, where the REST API is. Without a slash at its end. */
  apiUrl: string;
}

/** Where the snippets expect the script. */
export const HOOK_PATH = '/usr/local/sbin/offhook-lease';
/** Holds an API token with the right `provd.dev_mgr.dhcpinfo.create`, readable by the DHCP server alone. */
const TOKEN_FILE = '/etc/offhook/dhcp-token';

/**
 * The POSIX shell script by which a DHCP server tells Offhook about a lease, so that a phone is known before its
 * first request. It needs curl. It never keeps the DHCP server waiting and never fails it.
 */
export function leaseHook(server: DhcpServer, { apiUrl }: LeaseHookOptions): string {
  return [
    '#!/bin/sh',
    `# Offhook: reports DHCP leases of phones. Install as ${HOOK_PATH} (mode 0755), with an API token in`,
    `# ${TOKEN_FILE} (readable by the DHCP server only).`,
    `token_file=\${OFFHOOK_DHCP_TOKEN_FILE:-${TOKEN_FILE}}`,
    ...READERS[server],
    'case "$ip" in *[!0-9.]* | "") exit 0 ;; esac',
    'case "$mac" in *[!0-9A-Fa-f:]* | "") exit 0 ;; esac',
    'body="{\\"dhcp_info\\":{\\"op\\":\\"commit\\",\\"ip\\":\\"$ip\\",\\"mac\\":\\"$mac\\",\\"options\\":[$options]}}"',
    '{',
    // The token goes through standard input: an argument could be read by every user of the machine.
    `  printf 'header = "X-Auth-Token: %s"\\n' "$(cat "$token_file")" |`,
    '    curl --silent --max-time 5 --config - --request POST --data "$body" \\',
    '      --header "Content-Type: application/vnd.proformatique.provd+json" \\',
    `      "${apiUrl}/0.2/dev_mgr/dhcpinfo"`,
    '} > /dev/null 2>&1 &',
    'exit 0',
    '',
  ].join('\n');
}

/** Each sets `ip`, `mac` and `options` (JSON texts: three digits of the code, bytes in hex with dots). */
const READERS: Record<DhcpServer, string[]> = {
  // execute(): commit, address, MAC address, then pairs of option code and bytes.
  isc: [
    '[ "$1" = commit ] || exit 0',
    'ip=$2 mac=$3 options=',
    'shift 3',
    'while [ $# -ge 2 ]; do',
    '  case "$1$2" in',
    '    "$1" | *[!0-9A-Fa-f.]*) ;;',
    '    *) options="$options${options:+,}\\"$1$2\\"" ;;',
    '  esac',
    '  shift 2',
    'done',
  ],
  // The run-script library tells the leases of one answer in numbered variables, and no option of the phone.
  kea: [
    '[ "$1" = leases4_committed ] || exit 0',
    '[ "${LEASES4_SIZE:-0}" -ge 1 ] || exit 0',
    'ip=$LEASES4_AT0_ADDRESS mac=$LEASES4_AT0_HWADDR options=',
  ],
  // dnsmasq: add or old, MAC address, address; the vendor class and the tags in variables.
  dnsmasq: [
    'case "$1" in add | old) ;; *) exit 0 ;; esac',
    'case " $DNSMASQ_TAGS " in *" offhook-"*) ;; *) exit 0 ;; esac',
    'mac=$2 ip=$3 options=',
    'if [ -n "$DNSMASQ_VENDOR_CLASS" ]; then',
    "  bytes=$(printf '%s' \"$DNSMASQ_VENDOR_CLASS\" | od -An -v -tx1 | tr -s ' \\n' '..' | sed 's/^\\.//; s/\\.$//')",
    '  options="\\"060$bytes\\""',
    'fi',
  ],
};

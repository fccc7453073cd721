import { normalizeIp } from '../../shared/ip';
import { nodeOf, type JsonNode, type ObjectNode } from '../../shared/json-text';
import { isNormalMac, parseMac } from '../../shared/mac';

export interface Mended {
  document: ObjectNode;
  /** What was changed, for the person who moves. */
  changes: string[];
}

/**
 * A device document of an old storage folder with its addresses in the form in which they are looked up. The reference
 * server checks addresses when they are written over its API, not those that its files hold already.
 */
export function mendDevice(document: ObjectNode): Mended {
  const changes: string[] = [];
  const members = new Map(document.members);
  const mac = members.get('mac');
  if (mac?.kind === 'string' && !isNormalMac(mac.value)) {
    mend(members, 'mac', mac.value, parseMac(mac.value), changes);
  }
  const ip = members.get('ip');
  if (ip?.kind === 'string' && ip.value !== '' && normalizeIp(ip.value) !== ip.value) {
    mend(members, 'ip', ip.value, normalizeIp(ip.value), changes);
  }
  return changes.length === 0 ? { document, changes } : { document: { kind: 'object', members }, changes };
}

const MAX_ECHO = 60;

function mend(
  members: Map<string, JsonNode>,
  name: string,
  from: string,
  to: string | null,
  changes: string[],
): void {
  const was = from.length > MAX_ECHO ? `${from.slice(0, MAX_ECHO)}…` : from;
  if (to === null) {
    members.delete(name);
    changes.push(`"${name}" is left out: "${was}" is no address`);
  } else {
    members.set(name, nodeOf(to));
    changes.push(`"${name}" is written as ${to}`);
  }
}

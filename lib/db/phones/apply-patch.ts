import { PHONE_KEYS, type PatchWrite, type PhoneKey } from '../../domain/phones/write';
import type { JsonNode, ObjectNode } from '../../shared/json-text';

/** What a patch makes of a stored document. */
export interface Patched {
  document: ObjectNode;
  /** Members that were set, with their values, and members that were removed. Both empty: the document is as it was. */
  set: Partial<Record<PhoneKey, string>>;
  removed: PhoneKey[];
}

/** Applies the conditions of a patch to the document as it is now. */
export function applyPatch(document: ObjectNode, patch: PatchWrite): Patched {
  const members = new Map(document.members);
  const set: Patched['set'] = {};
  const removed: PhoneKey[] = [];
  for (const key of PHONE_KEYS) {
    const now = members.get(key);
    const value = chosen(key, now, patch);
    if (value !== undefined && !isText(now, value)) {
      members.set(key, { kind: 'string', value });
      set[key] = value;
    } else if (value === undefined && patch.removeIf[key] !== undefined && isText(now, patch.removeIf[key])) {
      members.delete(key);
      removed.push(key);
    }
  }
  return { document: { kind: 'object', members }, set, removed };
}

function chosen(key: PhoneKey, now: JsonNode | undefined, patch: PatchWrite): string | undefined {
  const forced = patch.force[key];
  if (forced !== undefined) return forced;
  const offered = patch.ifAbsent[key];
  if (offered === undefined) return undefined;
  // A config that somebody took away on purpose (null) is not given back by a phone that asks.
  const absent = key === 'config' ? now === undefined : now === undefined || isEmpty(now);
  return absent ? offered : undefined;
}

function isEmpty(node: JsonNode): boolean {
  return (node.kind === 'string' && node.value === '') || (node.kind === 'literal' && node.text === 'null');
}

function isText(node: JsonNode | undefined, value: string): boolean {
  return node?.kind === 'string' && node.value === value;
}

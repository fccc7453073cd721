import type { JsonNode, ObjectNode } from '../../shared/json-text';

/**
 * The document without members whose value is null, inside objects and inside objects in lists; null elements of lists
 * stay. For device templates (`X_type` is `device`), before validation and storage.
 */
export function withoutNullMembers(object: ObjectNode): ObjectNode {
  const members = new Map<string, JsonNode>();
  for (const [name, member] of object.members) {
    if (member.kind !== 'literal' || member.text !== 'null') members.set(name, withoutNulls(member));
  }
  return { kind: 'object', members };
}

function withoutNulls(node: JsonNode): JsonNode {
  if (node.kind === 'object') return withoutNullMembers(node);
  return node.kind === 'array' ? { kind: 'array', items: node.items.map(withoutNulls) } : node;
}

/** Nulls are taken out of device templates; every other document keeps them: clients write and read them back. */
export function normalizeConfig(document: ObjectNode): ObjectNode {
  const type = document.members.get('X_type');
  return type?.kind === 'string' && type.value === 'device' ? withoutNullMembers(document) : document;
}

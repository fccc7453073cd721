import { isSecretName, isSecretPath } from '../domain/configs/secret-paths';
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../shared/json';
import { jsonText, nodeOf, parseJsonText, type JsonNode, type ObjectNode } from '../shared/json-text';
import { isSealed, type Keyring } from '../shared/keyring';

export type DocumentKind = 'device' | 'config';

/** The two forms in which a document is stored: exact and sealed, and searchable with keyed hashes. */
export interface SealedDocument {
  /** JSON text for a column of type `json`. */
  body: string;
  /** JSON text for a column of type `jsonb`. */
  search: string;
}

/** Seals the secret values of a document. They are bound to its id: a sealed value is useless in another row. */
export function sealDocument(
  keyring: Keyring,
  kind: DocumentKind,
  id: string,
  document: ObjectNode,
): SealedDocument {
  const context = `${kind}/${id}`;
  const seal = (node: JsonNode): JsonNode => ({
    kind: 'string',
    value: keyring.seal(jsonText(node), context),
  });
  return {
    body: jsonText(mapObject(document, seal)),
    search: jsonText(mapObject(document, (node) => hashSecret(keyring, node))),
  };
}

/** The document as it was given. Throws when it was sealed with a key that is gone. */
export function openDocument(keyring: Keyring, kind: DocumentKind, id: string, body: string): ObjectNode {
  const document = parsedObject(body, `${kind} ${id}`);
  if (!body.includes(SEALED)) return document;
  const context = `${kind}/${id}`;
  return mapObject(document, (node) => {
    if (node.kind !== 'string' || !isSealed(node.value)) return node;
    const opened = keyring.open(node.value, context);
    if (!opened.ok) throw new Error(`${kind} ${id}: ${opened.error.message}`);
    return parsed(opened.value, `${kind} ${id}`);
  });
}

/**
 * `plainObject` of `openDocument`, without making a tree of it: rendering reads documents by the thousand and does not care
 * how their numbers are spelled.
 */
export function openPlainDocument(
  keyring: Keyring,
  kind: DocumentKind,
  id: string,
  body: string,
): JsonObject {
  const document = parseJson(body);
  if (!isJsonObject(document)) throw new Error(`${kind} ${id}: a stored document is no object`);
  if (body.includes(SEALED)) {
    openMembers(document, (sealed) => {
      const opened = keyring.open(sealed, `${kind}/${id}`);
      if (!opened.ok) throw new Error(`${kind} ${id}: ${opened.error.message}`);
      return parseJson(opened.value);
    });
  }
  return document;
}

function openMembers(object: JsonObject, open: (sealed: string) => JsonValue): void {
  for (const name in object) {
    const value = object[name];
    if (typeof value === 'string') {
      if (isSealed(value) && isSecretName(name)) object[name] = open(value);
    } else if (value !== undefined && !isSecretName(name)) openWithin(value, open);
  }
}

function openWithin(value: JsonValue, open: (sealed: string) => JsonValue): void {
  if (Array.isArray(value)) for (const item of value) openWithin(item, open);
  else if (isJsonObject(value)) openMembers(value, open);
}

const SEALED = '"enc:1:';
const SEALED_TEXT = /"(enc:1:[\w-]+)"/g;

/** The JSON text of `openDocument`, without making a tree of it: for long lists. */
export function openDocumentText(keyring: Keyring, kind: DocumentKind, id: string, body: string): string {
  if (!body.includes(SEALED)) return body;
  const context = `${kind}/${id}`;
  let strange = false;
  const text = body.replace(SEALED_TEXT, (all, sealed: string) => {
    const opened = keyring.open(sealed, context);
    if (!opened.ok) strange = true;
    return opened.ok ? opened.value : all;
  });
  // A text of a client's that looks sealed, or a lost key: the careful way tells them apart.
  return strange ? jsonText(openDocument(keyring, kind, id, body)) : text;
}

/**
 * A value to compare with the `search` column at `path` (member names; list positions are left out): secret values in
 * it are hashed as `sealDocument` hashes them.
 */
export function searchableValue(keyring: Keyring, path: readonly string[], value: JsonNode): JsonNode {
  const isNull = value.kind === 'literal' && value.text === 'null';
  if (!isNull && isSecretPath(path)) return hashSecret(keyring, value);
  return mapWithin(value, (node) => hashSecret(keyring, node));
}

/** One value outside of a document (a setting, a provisioning key), bound to `context`. */
export function sealValue(keyring: Keyring, context: string, value: string): string {
  return keyring.seal(value, context);
}

export function openValue(keyring: Keyring, context: string, sealed: string): string {
  const opened = keyring.open(sealed, context);
  if (!opened.ok) throw new Error(`${context}: ${opened.error.message}`);
  return opened.value;
}

function hashSecret(keyring: Keyring, node: JsonNode): JsonNode {
  return nodeOf(`hash:${keyring.hash('document-secret', jsonText(node))}`);
}

/** Null stays: it is the absence of a secret, and clients look for it. */
function mapObject(node: ObjectNode, change: (node: JsonNode) => JsonNode): ObjectNode {
  const members = new Map<string, JsonNode>();
  for (const [name, member] of node.members) {
    const isNull = member.kind === 'literal' && member.text === 'null';
    members.set(name, !isNull && isSecretName(name) ? change(member) : mapWithin(member, change));
  }
  return { kind: 'object', members };
}

function mapWithin(node: JsonNode, change: (node: JsonNode) => JsonNode): JsonNode {
  if (node.kind === 'object') return mapObject(node, change);
  if (node.kind === 'array')
    return { kind: 'array', items: node.items.map((item) => mapWithin(item, change)) };
  return node;
}

function parsed(text: string, what: string): JsonNode {
  const node = parseJsonText(text);
  if (!node.ok) throw new Error(`${what}: stored JSON is damaged: ${node.error}`);
  return node.value;
}

/** A stored JSON text that has to be an object; anything else is a fault. */
export function parsedObject(text: string, what: string): ObjectNode {
  const node = parsed(text, what);
  if (node.kind !== 'object') throw new Error(`${what}: a stored document is no object`);
  return node;
}

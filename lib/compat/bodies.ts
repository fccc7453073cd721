import { appError } from '../shared/errors';
import { parseJsonText, valueOf, type JsonNode, type ObjectNode } from '../shared/json-text';
import { err, ok, type Result } from '../shared/result';

export function parseBody(bytes: Buffer): Result<JsonNode> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return err(appError('invalid', 'Invalid JSON document: it is not UTF-8'));
  }
  const node = parseJsonText(text);
  return node.ok ? node : err(appError('invalid', `Invalid JSON document: ${node.error}`));
}

export function member(body: JsonNode | null, name: string): JsonNode | undefined {
  return body?.kind === 'object' ? body.members.get(name) : undefined;
}

/** The document inside its wrapper (`{"device": {…}}`); null: it is not there or is no object. */
export function wrapped(body: JsonNode | null, name: string): ObjectNode | null {
  const node = member(body, name);
  return node?.kind === 'object' ? node : null;
}

/** The `id` of a body that says what to act on. */
export function bodyId(body: JsonNode | null): Result<string> {
  const node = member(body, 'id');
  if (node === undefined) return err(appError('invalid', 'Missing "id" key'));
  const value = valueOf(node);
  return typeof value === 'string' ? ok(value) : err(appError('invalid', '"id" must be a text'));
}

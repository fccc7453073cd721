import { normalizeConfig } from '../../domain/configs/null-members';
import { checkConfig } from '../../domain/configs/config';
import { checkDocument } from '../../domain/documents';
import { nodeOf, plainObject, type ObjectNode } from '../../shared/json-text';
import { ok, type Result } from '../../shared/result';

/** A config as somebody sent it, fit to be stored as `id`. */
export function readConfigDocument(document: ObjectNode, id: string): Result<ObjectNode> {
  // Set in place, so that the member stays where the client has it.
  const members = new Map(document.members).set('id', nodeOf(id));
  const normal = normalizeConfig({ kind: 'object', members });
  const bounded = checkDocument(plainObject(normal), 'config');
  if (!bounded.ok) return bounded;
  const checked = checkConfig(bounded.value);
  return checked.ok ? ok(normal) : checked;
}

import { normalizeConfig } from '../../domain/configs/null-members';
import { checkConfig } from '../../domain/configs/config';
import { checkDocument } from '../../domain/documents';
import { plainObject, type ObjectNode } from '../../shared/json-text';
import { ok, type Result } from '../../shared/result';

/** A config as somebody sent it, fit to be stored; `id` is given apart. */
export function readConfigDocument(document: ObjectNode): Result<ObjectNode> {
  const members = new Map(document.members);
  members.delete('id');
  const normal = normalizeConfig({ kind: 'object', members });
  const bounded = checkDocument(plainObject(normal), 'config');
  if (!bounded.ok) return bounded;
  const checked = checkConfig(bounded.value);
  return checked.ok ? ok(normal) : checked;
}

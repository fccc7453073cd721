import { withoutServerKeys } from '../../db/devices/record';
import { checkDevice } from '../../domain/devices/device';
import { checkDocument } from '../../domain/documents';
import { plainObject, type ObjectNode } from '../../shared/json-text';
import { ok, type Result } from '../../shared/result';

/** A device as somebody sent it, fit to be stored: without its `id` and without what the server decides. */
export function readDeviceDocument(document: ObjectNode): Result<ObjectNode> {
  const members = new Map(withoutServerKeys(document).members);
  members.delete('id');
  const own: ObjectNode = { kind: 'object', members };
  const bounded = checkDocument(plainObject(own), 'device');
  if (!bounded.ok) return bounded;
  const checked = checkDevice(bounded.value);
  return checked.ok ? ok(own) : checked;
}

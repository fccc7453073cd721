import { withoutServerKeys } from '../../db/devices/record';
import { checkDevice } from '../../domain/devices/device';
import { checkDocument } from '../../domain/documents';
import { nodeOf, plainObject, type ObjectNode } from '../../shared/json-text';
import { ok, type Result } from '../../shared/result';

/** A device as somebody sent it, fit to be stored as `id`: without what the server decides. */
export function readDeviceDocument(document: ObjectNode, id: string): Result<ObjectNode> {
  // Set in place, so that the member stays where the client has it.
  const members = new Map(withoutServerKeys(document).members).set('id', nodeOf(id));
  const own: ObjectNode = { kind: 'object', members };
  const bounded = checkDocument(plainObject(own), 'device');
  if (!bounded.ok) return bounded;
  const checked = checkDevice(bounded.value);
  return checked.ok ? ok(own) : checked;
}

import { nodeOf } from '../../shared/json-text';
import type { ObjectNode } from '../../shared/json-text';

/**
 * The config for a phone that has none yet, made from the template: its id followed at once by a UUID, the template as
 * only parent, a copy of its parameters (clients read line 1 there), deleted with its device. Null: the template has no
 * line 1, so there is nothing to register with.
 */
export function autocreatedConfig(
  templateId: string,
  template: ObjectNode,
  uuid: string = globalThis.crypto.randomUUID(),
): { id: string; document: ObjectNode } | null {
  const raw = template.members.get('raw_config');
  const lines = raw?.kind === 'object' ? raw.members.get('sip_lines') : undefined;
  if (!raw || lines?.kind !== 'object' || !lines.members.has('1')) return null;
  const id = `${templateId}${uuid}`;
  return {
    id,
    document: {
      kind: 'object',
      members: new Map([
        ['id', nodeOf(id)],
        ['parent_ids', nodeOf([templateId])],
        ['raw_config', raw],
        ['transient', nodeOf(true)],
      ]),
    },
  };
}

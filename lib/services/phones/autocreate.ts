import { randomUUID } from 'node:crypto';
import type { ConfigDocument } from '../../db/phones/read-documents';
import { configLines } from '../../db/configs/record';
import { sealDocument } from '../../db/secrets';
import type { NewConfig } from '../../domain/phones/write';
import { nodeOf, type ObjectNode } from '../../shared/json-text';
import type { Keyring } from '../../shared/keyring';

/** The config whose role is `autocreate`, and its own parameters as they were written. */
export interface AutocreateTemplate {
  config: ConfigDocument;
  rawConfig: ObjectNode;
}

export interface AutocreatedConfig {
  stored: NewConfig;
  /** The same for rendering, in clear. */
  document: ConfigDocument;
}

/** As in the reference server: a copy of the template's own parameters, if it has a first line; null otherwise. */
export function autocreateConfig(
  template: AutocreateTemplate,
  tenantId: string,
  keyring: Keyring,
): AutocreatedConfig | null {
  const lines = template.rawConfig.members.get('sip_lines');
  if (lines?.kind !== 'object' || !lines.members.has('1')) return null;
  const id = `${template.config.id}${randomUUID()}`;
  const document: ObjectNode = {
    kind: 'object',
    members: new Map([
      ['id', nodeOf(id)],
      ['parent_ids', nodeOf([template.config.id])],
      ['raw_config', template.rawConfig],
      ['transient', nodeOf(true)],
    ]),
  };
  const { body, search } = sealDocument(keyring, 'config', id, document);
  return {
    stored: { id, tenantId, body, search, parentIds: [template.config.id], lines: configLines(document) },
    document: { ...template.config, id, tenantId, parent_ids: [template.config.id], role: null },
  };
}

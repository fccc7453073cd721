import type { ConfigDocument } from '../../db/phones/read-documents';
import { configLines } from '../../db/configs/record';
import { sealDocument } from '../../db/secrets';
import { autocreatedConfig } from '../../domain/configs/autocreate';
import type { NewConfig } from '../../domain/phones/write';
import type { ObjectNode } from '../../shared/json-text';
import type { Keyring } from '../../shared/keyring';

/** The config whose role is `autocreate`, for rendering and as it was written. */
export interface AutocreateTemplate {
  config: ConfigDocument;
  document: ObjectNode;
}

export interface AutocreatedConfig {
  stored: NewConfig;
  /** The same for rendering, in clear. */
  document: ConfigDocument;
}

/** The config of a new phone, to store and to render; null: the template has no first line. */
export function autocreateConfig(
  template: AutocreateTemplate,
  tenantId: string,
  keyring: Keyring,
): AutocreatedConfig | null {
  const made = autocreatedConfig(template.config.id, template.document);
  if (!made) return null;
  const { id, document } = made;
  const { body, search } = sealDocument(keyring, 'config', id, document);
  return {
    stored: { id, tenantId, body, search, parentIds: [template.config.id], lines: configLines(document) },
    document: { ...template.config, id, tenantId, parent_ids: [template.config.id], role: null },
  };
}

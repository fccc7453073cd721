import { isDeletable, isTransient } from '../../domain/configs/config';
import { nodeOf, plainObject, type ObjectNode } from '../../shared/json-text';
import type { Keyring } from '../../shared/keyring';
import { MAX_PROJECTED, textMember } from '../devices/record';
import { openDocument } from '../secrets';

export interface ConfigRecord {
  id: string;
  tenantId: string;
  /** The document as it was given, with its `id`. Secrets are in clear. */
  document: ObjectNode;
  parentIds: string[];
  role: string | null;
  transient: boolean;
  deletable: boolean;
  /** Decimal; changes with every write. */
  revision: string;
  createdAt: Date;
  updatedAt: Date;
}

export interface ConfigRow {
  id: string;
  tenant_id: string;
  body: string;
  parent_ids: string[];
  role: string | null;
  transient: boolean;
  deletable: boolean;
  revision: string;
  created_at: Date;
  updated_at: Date;
}

export const CONFIG_COLUMNS = `id, tenant_id, body::text AS body, parent_ids, role, transient, deletable,
  revision::text AS revision, created_at, updated_at`;

export function configRecord(keyring: Keyring, row: ConfigRow): ConfigRecord {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    document: openDocument(keyring, 'config', row.id, row.body),
    parentIds: row.parent_ids,
    role: row.role,
    transient: row.transient,
    deletable: row.deletable,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The document as clients see it. */
export function configDocument(record: ConfigRecord): ObjectNode {
  const members = new Map(record.document.members);
  members.set('id', nodeOf(record.id));
  return { kind: 'object', members };
}

export interface ConfigProjection {
  parentIds: string[];
  role: string | null;
  transient: boolean;
  deletable: boolean;
  type: string | null;
  label: string | null;
}

export function configProjection(document: ObjectNode): ConfigProjection {
  const parents = document.members.get('parent_ids');
  const text = (key: string): string | null => textMember(document, key);
  const plain = plainObject(document);
  return {
    parentIds:
      parents?.kind === 'array'
        ? parents.items.flatMap((p) =>
            p.kind === 'string' && p.value.length <= MAX_PROJECTED ? [p.value] : [],
          )
        : [],
    role: text('role'),
    transient: isTransient(plain),
    deletable: isDeletable(plain),
    type: text('X_type'),
    label: text('label') ?? text('displayname'),
  };
}

export interface LineProjection {
  position: number;
  username: string | null;
  displayName: string | null;
  number: string | null;
  registrarIp: string | null;
}

const MAX_POSITION = 2_147_483_647;

/** The SIP lines of the document's own parameters, for lists and search. */
export function configLines(document: ObjectNode): LineProjection[] {
  const raw = document.members.get('raw_config');
  const lines = raw?.kind === 'object' ? raw.members.get('sip_lines') : undefined;
  if (lines?.kind !== 'object') return [];
  return [...lines.members].flatMap(([key, line]) => {
    const position = Number(key);
    if (!/^[1-9]\d*$/.test(key) || position > MAX_POSITION || line.kind !== 'object') return [];
    const text = (name: string): string | null => {
      const node = line.members.get(name);
      const value = node?.kind === 'string' ? node.value : node?.kind === 'literal' ? node.text : 'null';
      return value === 'null' || value.length > MAX_PROJECTED ? null : value;
    };
    return [
      {
        position,
        username: text('username'),
        displayName: text('display_name'),
        number: text('number'),
        registrarIp: text('registrar_ip'),
      },
    ];
  });
}

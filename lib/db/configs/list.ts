import type { TenantScope } from '../../domain/tenants/scope';
import type { Store } from '../changes';
import type { SelectorTable } from '../selectors/condition';
import { openDocumentText } from '../secrets';
import { listStatement, type ListQuery } from '../selectors/list';
import { CONFIG_COLUMNS, configRecord, type ConfigRecord, type ConfigRow } from './record';

const LAYOUT: SelectorTable = { projected: new Set(['role']), computed: { id: 'to_jsonb(id)' } };

/** The configs that a selector matches, each turned into what is needed of it. */
export async function listConfigs<T>(
  store: Store,
  scope: TenantScope,
  query: ListQuery,
  present: (record: ConfigRecord) => T,
): Promise<T[]> {
  const { text, values } = listStatement('config', LAYOUT, CONFIG_COLUMNS, store.keyring, scope, query);
  const rows = await store.sql.query<ConfigRow>(text, values);
  return rows.map((row) => present(configRecord(store.keyring, row)));
}

/** The documents as clients see them, as JSON texts. */
export async function listConfigTexts(store: Store, scope: TenantScope, query: ListQuery): Promise<string[]> {
  const { text, values } = listStatement(
    'config',
    LAYOUT,
    'id, body::text AS body',
    store.keyring,
    scope,
    query,
  );
  const rows = await store.sql.query<Pick<ConfigRow, 'id' | 'body'>>(text, values);
  return rows.map((row) => openDocumentText(store.keyring, 'config', row.id, row.body));
}

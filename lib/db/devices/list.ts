import { PHONE_KEYS } from '../../domain/phones/write';
import type { TenantScope } from '../../domain/tenants/scope';
import type { Selector } from '../../domain/selectors/selector';
import type { Store } from '../changes';
import type { SelectorTable } from '../selectors/condition';
import { countStatement, listStatement, type ListQuery } from '../selectors/list';
import {
  DEVICE_COLUMNS,
  deviceDocumentText,
  deviceRecord,
  type DeviceRecord,
  type DeviceRow,
} from './record';

const LAYOUT: SelectorTable = {
  projected: new Set(PHONE_KEYS),
  computed: {
    id: 'to_jsonb(id)',
    configured: 'to_jsonb(configured)',
    tenant_uuid: 'to_jsonb(tenant_id::text)',
    is_new: 'to_jsonb(is_new)',
    remote_state_sip_username: 'to_jsonb(remote_state_sip_username)',
    configure_error: `(config_error->'message')`,
  },
};

/** The devices that a selector matches, each turned into what is needed of it, so that no list holds all documents. */
export async function listDevices<T>(
  store: Store,
  scope: TenantScope,
  query: ListQuery,
  present: (record: DeviceRecord) => T,
): Promise<T[]> {
  const { text, values } = listStatement('device', LAYOUT, DEVICE_COLUMNS, store.keyring, scope, query);
  const rows = await store.sql.query<DeviceRow>(text, values);
  return rows.map((row) => present(deviceRecord(store.keyring, row)));
}

/** The documents as clients see them, as JSON texts. */
export async function listDeviceTexts(store: Store, scope: TenantScope, query: ListQuery): Promise<string[]> {
  const { text, values } = listStatement('device', LAYOUT, DEVICE_COLUMNS, store.keyring, scope, query);
  const rows = await store.sql.query<DeviceRow>(text, values);
  return rows.map((row) => deviceDocumentText(store.keyring, row));
}

export async function countDevices(store: Store, scope: TenantScope, selector: Selector): Promise<number> {
  const { text, values } = countStatement('device', LAYOUT, store.keyring, scope, selector);
  return (await store.sql.query<{ n: number }>(text, values))[0]?.n ?? 0;
}

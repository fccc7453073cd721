import { deviceListQuery, type DeviceListQuery } from '../domain/console/device-list';

const DEFAULTS = deviceListQuery.parse({});
const LISTS = ['status', 'vendor', 'model', 'plugin'] as const;

/** The query that an address holds; what is not valid in it counts as absent. */
export function parseDeviceList(params: URLSearchParams): DeviceListQuery {
  const given: Record<string, unknown> = {};
  for (const key of ['q', 'sort', 'dir', 'page', 'size']) {
    const value = params.get(key);
    if (value !== null) given[key] = value;
  }
  for (const key of LISTS) given[key] = params.getAll(key);
  for (;;) {
    const parsed = deviceListQuery.safeParse(given);
    if (parsed.success) return parsed.data;
    const bad = parsed.error.issues[0]?.path[0];
    if (typeof bad !== 'string' || !(bad in given)) return DEFAULTS;
    delete given[bad];
  }
}

/** The query as address parameters; `changed` leaves out what is the default, so that addresses stay short. */
export function deviceListParams(query: DeviceListQuery, which: 'all' | 'changed' = 'changed'): string {
  const params = new URLSearchParams();
  for (const key of ['q', 'sort', 'dir', 'page', 'size'] as const) {
    if (which === 'all' || query[key] !== DEFAULTS[key]) params.set(key, String(query[key]));
  }
  for (const key of LISTS) for (const value of query[key]) params.append(key, value);
  return params.toString();
}

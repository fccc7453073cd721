import type { DeviceListQuery } from '../domain/console/device-list';

/** Every query key of the console. What changes together shares its first part. */
export const keys = {
  devices: ['devices'] as const,
  deviceList: (query: DeviceListQuery) => ['devices', 'list', query] as const,
  deviceFacets: () => ['devices', 'facets'] as const,
  deviceSearch: (text: string) => ['devices', 'search', text] as const,
  device: (id: string) => ['device', id] as const,
  deviceDetail: (id: string) => ['device', id, 'detail'] as const,
  deviceConfig: (id: string) => ['device', id, 'config'] as const,
  deviceFiles: (id: string) => ['device', id, 'files'] as const,
  deviceUploads: (id: string) => ['device', id, 'uploads'] as const,
  deviceEvents: (id: string) => ['device', id, 'events'] as const,
  unknown: ['unknown'] as const,
  unknownList: (text: string, protocol: string) => ['unknown', 'list', text, protocol] as const,
  plugins: ['plugins'] as const,
  catalogue: ['phones'] as const,
  catalogueModel: (family: string, model: string) => ['phones', family, model] as const,
  dhcp: (server: string) => ['dhcp', server] as const,
  provisioningKeys: ['provisioning-keys'] as const,
  account: ['account'] as const,
  overview: ['overview'] as const,
  webhooks: ['webhooks'] as const,
  webhookDeliveries: (id: string, state: string) => ['webhooks', id, 'deliveries', state] as const,
  bulk: (id: string) => ['bulk', id] as const,
  bulkResults: (id: string) => ['bulk-results', id] as const,
  openApi: ['openapi'] as const,
};

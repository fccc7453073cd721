import { keepPreviousData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AccountView } from '../domain/console/account';
import type { CatalogueDetail, CatalogueRow } from '../domain/console/catalogue';
import type { ConfigView } from '../domain/console/config-view';
import type { DeviceDetail, DeviceFiles } from '../domain/console/device-detail';
import type { DeviceFacets, DeviceList, DeviceListQuery } from '../domain/console/device-list';
import type { DhcpSnippet } from '../domain/console/dhcp';
import type { EventPage } from '../domain/console/events';
import type { Overview } from '../domain/console/overview';
import type { PluginFamilyView } from '../domain/console/plugins';
import type { UploadView } from '../domain/console/uploads';
import type { ProvisioningKeys } from '../domain/settings/provisioning-keys';
import { api } from './api';
import { deviceListParams } from './device-list-url';
import { keys } from './keys';

const device = (id: string): string => `/devices/${encodeURIComponent(id)}`;

export const deviceListOptions = (query: DeviceListQuery) =>
  queryOptions({
    queryKey: keys.deviceList(query),
    queryFn: ({ signal }) => api<DeviceList>(`/devices?${deviceListParams(query, 'all')}`, { signal }),
    placeholderData: keepPreviousData,
  });

export const deviceFacetsOptions = () =>
  queryOptions({
    queryKey: keys.deviceFacets(),
    queryFn: ({ signal }) => api<DeviceFacets>('/devices/facets', { signal }),
    staleTime: 10_000,
  });

export const deviceSearchOptions = (text: string) =>
  queryOptions({
    queryKey: keys.deviceSearch(text),
    queryFn: ({ signal }) =>
      api<DeviceList>(`/devices?${new URLSearchParams({ q: text, size: '25' })}`, { signal }),
    enabled: text !== '',
    placeholderData: keepPreviousData,
  });

export const deviceDetailOptions = (id: string) =>
  queryOptions({
    queryKey: keys.deviceDetail(id),
    queryFn: ({ signal }) => api<DeviceDetail>(device(id), { signal }),
  });

export const deviceConfigOptions = (id: string) =>
  queryOptions({
    queryKey: keys.deviceConfig(id),
    queryFn: ({ signal }) => api<ConfigView>(`${device(id)}/config`, { signal }),
  });

export const deviceFilesOptions = (id: string) =>
  queryOptions({
    queryKey: keys.deviceFiles(id),
    queryFn: ({ signal }) => api<DeviceFiles>(`${device(id)}/files`, { signal }),
  });

export const deviceUploadsOptions = (id: string) =>
  queryOptions({
    queryKey: keys.deviceUploads(id),
    queryFn: ({ signal }) => api<UploadView[]>(`${device(id)}/uploads`, { signal }),
  });

export const deviceEventsOptions = (id: string) =>
  infiniteQueryOptions({
    queryKey: keys.deviceEvents(id),
    queryFn: ({ pageParam, signal }) =>
      api<EventPage>(`${device(id)}/events${pageParam ? `?before=${pageParam}` : ''}`, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: 5_000,
  });

export const unknownOptions = (text: string, protocol: string) =>
  infiniteQueryOptions({
    queryKey: keys.unknownList(text, protocol),
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ q: text });
      if (protocol) params.set('protocol', protocol);
      if (pageParam) params.set('before', pageParam);
      return api<EventPage>(`/unknown?${params}`, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });

export const provisioningKeysOptions = () =>
  queryOptions({
    queryKey: keys.provisioningKeys,
    queryFn: ({ signal }) => api<ProvisioningKeys>('/provisioning-keys', { signal }),
  });

export const pluginsOptions = () =>
  queryOptions({
    queryKey: keys.plugins,
    queryFn: ({ signal }) => api<PluginFamilyView[]>('/plugins', { signal }),
    staleTime: 30_000,
  });

export const catalogueOptions = () =>
  queryOptions({
    queryKey: keys.catalogue,
    queryFn: ({ signal }) => api<CatalogueRow[]>('/phones', { signal }),
    staleTime: 30_000,
  });

export const catalogueModelOptions = (family: string, model: string) =>
  queryOptions({
    queryKey: keys.catalogueModel(family, model),
    queryFn: ({ signal }) =>
      api<CatalogueDetail>(`/phones/${encodeURIComponent(family)}/${encodeURIComponent(model)}`, { signal }),
    staleTime: 30_000,
  });

export const dhcpOptions = (server: DhcpSnippet['server']) =>
  queryOptions({
    queryKey: keys.dhcp(server),
    queryFn: ({ signal }) => api<DhcpSnippet>(`/dhcp?server=${server}`, { signal }),
    staleTime: 30_000,
  });

export const accountOptions = () =>
  queryOptions({ queryKey: keys.account, queryFn: ({ signal }) => api<AccountView>('/account', { signal }) });

export const overviewOptions = () =>
  queryOptions({
    queryKey: keys.overview,
    queryFn: ({ signal }) => api<Overview>('/overview', { signal }),
    refetchInterval: 15_000,
  });

import type { DhcpSnippet } from '../domain/console/dhcp';
import type { DeviceListQuery } from '../domain/console/device-list';
import { unknownQuery } from '../domain/console/events';
import { listCatalogue } from '../services/console/catalogue';
import { readConfig } from '../services/console/device-config';
import { readDhcpSnippet } from '../services/console/dhcp';
import { listDevices, listUnknown, readDevice, readFacets } from '../services/console/devices';
import { readOverview } from '../services/console/overview';
import { listPlugins } from '../services/console/plugins';
import { readAccount, type SessionUser } from '../services/console/sign-in';
import type { Result } from '../shared/result';
import { runtime } from './runtime';

/** What pages are given with their first answer. Undefined: it failed; the page reads it itself and says so. */
async function settled<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (cause) {
    runtime().log.warn({ err: cause }, 'a page could not be given its data');
    return undefined;
  }
}

async function valueOf<T>(work: Promise<Result<T>>): Promise<T | undefined> {
  const result = await settled(work);
  return result?.ok ? result.value : undefined;
}

export const loadDevices = (user: SessionUser, query: DeviceListQuery) =>
  settled(listDevices(runtime().console, user, query));
export const loadFacets = (user: SessionUser) => settled(readFacets(runtime().console, user));
export const loadConfig = (user: SessionUser, id: string) => valueOf(readConfig(runtime().console, user, id));
export const loadPlugins = (user: SessionUser) => settled(listPlugins(runtime().console, user));
export const loadCatalogue = (user: SessionUser) => settled(listCatalogue(runtime().console, user));
export const loadOverview = (user: SessionUser) => settled(readOverview(runtime().console, user));
export const loadAccount = (user: SessionUser) => settled(readAccount(runtime().console, user));
export const loadUnknown = (user: SessionUser) =>
  settled(listUnknown(runtime().console, user, unknownQuery.parse({})));
export const loadDhcp = (server: DhcpSnippet['server']) =>
  valueOf(readDhcpSnippet(runtime().console, server));

/** `missing`: there is no such device for this person. */
export async function loadDevice(user: SessionUser, id: string) {
  const result = await settled(readDevice(runtime().console, user, id));
  if (result?.ok) return result.value;
  return result?.error.code === 'not_found' ? 'missing' : undefined;
}

import type { PhoneKey } from '../../domain/phones/write';
import { associate, SCORES, type Association } from '../../identify/associate';
import type { Identity } from '../../identify/request';
import type { DeviceIndex, IndexedDevice } from './device-index';
import type { Recognition, Retrieved } from './recognise';
import type { PhoneWorld } from './world';

const TOLD = ['mac', 'sn', 'uuid', 'vendor', 'model', 'version'] as const;

/** What a request changes of the device that made it. */
export interface DeviceUpdate {
  force: Partial<Record<PhoneKey, string>>;
  ifAbsent: Partial<Record<PhoneKey, string>>;
  /** Null: the device keeps its plugin. */
  association: Association | null;
  /** It has no member `config`: one is made. */
  wantsConfig: boolean;
}

/**
 * The reference server's update rules, with what is mended: the model follows a phone whose MAC address matches, a null or empty plugin counts as
 * none, and a request without a vendor's own words (a browser that asks for a phone's file) changes nothing.
 */
export function planUpdate(
  world: PhoneWorld,
  device: IndexedDevice,
  recognition: Recognition,
  by: Retrieved['by'],
): DeviceUpdate | null {
  const { identity, ip, vouched } = recognition;
  if (!vouched) return null;
  const force: DeviceUpdate['force'] = {};
  const ifAbsent: DeviceUpdate['ifAbsent'] = {};
  for (const key of TOLD) {
    const told = identity[key];
    if (told !== undefined && !device[key]) ifAbsent[key] = told;
  }
  if (ip !== null && device.ip !== ip) force.ip = ip;
  if (identity.version !== undefined && device.version && device.version !== identity.version) {
    force.version = identity.version;
  }
  if (by === 'mac' && modelIsMended(device, identity)) force.model = identity.model;
  const association = device.plugin ? null : associationFor(world, recognition, device);
  if (association?.pluginId) ifAbsent.plugin = association.pluginId;
  const wantsConfig = !device.hasConfig;
  const changes = Object.keys(force).length + Object.keys(ifAbsent).length;
  return changes > 0 || wantsConfig ? { force, ifAbsent, association, wantsConfig } : null;
}

function modelIsMended(device: IndexedDevice, { vendor, model }: Identity): boolean {
  return (
    model !== undefined &&
    !!device.model &&
    device.model !== model &&
    (!device.vendor || device.vendor === vendor)
  );
}

/**
 * By what the request told; what it did not tell, the device may know from another (a lease, then TFTP). A lease that
 * tells no model chooses nothing: a plugin once chosen stays, and the phone's own request is about to say more.
 */
export function associationFor(
  world: Pick<PhoneWorld, 'lines'>,
  { identity, identification, lease }: Recognition,
  device: IndexedDevice | null,
): Association {
  const vendor = identity.vendor ?? device?.vendor ?? undefined;
  const model = identity.model ?? device?.model ?? undefined;
  const version = identity.version ?? device?.version ?? undefined;
  if (lease && model === undefined) return { pluginId: null, aliases: [], score: SCORES.unknown, why: [] };
  const { families } = identification;
  return associate({ vendor, model, version, ...(families.length > 0 ? { families } : {}) }, world.lines);
}

/** The devices that lose the address, because one address belongs to one phone (parameter `NAT` 0). */
export function outdatedAddresses(
  index: DeviceIndex,
  nat: boolean,
  ip: string,
  owner: string,
): IndexedDevice[] {
  return nat ? [] : index.find('ip', ip).filter((device) => device.id !== owner);
}

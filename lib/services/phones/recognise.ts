import type { Identification, IdentifyRequest, Identity } from '../../identify/request';
import { normalizeIp } from '../../shared/ip';
import type { PhoneRequest } from './answer';
import type { DeviceIndex, IndexedDevice } from './device-index';
import type { PhoneWorld } from './world';

/** What a request tells of the phone that made it. */
export interface Recognition {
  identity: Identity;
  /** A vendor's own words were in it (its User-Agent, its file names, its vendor class), not just a MAC address. */
  vouched: boolean;
  identification: Identification;
  /** Null when the address is none. */
  ip: string | null;
  /** A lease, not a request of its own: it may say less than the phone itself will in a moment. */
  lease: boolean;
}

export function recognise(world: Pick<PhoneWorld, 'identifier'>, request: PhoneRequest): Recognition {
  const asked: IdentifyRequest =
    request.protocol === 'http'
      ? { type: 'http', method: request.method, path: request.target, headers: headersOf(request.headers) }
      : { type: 'tftp', path: request.target };
  return recognition(world.identifier.identify(asked), request.ip, false);
}

export function recogniseLease(
  world: Pick<PhoneWorld, 'identifier'>,
  lease: { ip: string; mac: string; options: Readonly<Record<string, string>> },
): Recognition {
  const identification = world.identifier.identify({ type: 'dhcp', mac: lease.mac, options: lease.options });
  return recognition(identification, lease.ip, true);
}

function recognition(identification: Identification, ip: string, lease: boolean): Recognition {
  const { identity, families } = identification;
  return {
    identity,
    identification,
    lease,
    ip: normalizeIp(ip),
    vouched: lease || (identity.vendor !== undefined && families.length > 0),
  };
}

function headersOf(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]?.toLowerCase() ?? '';
    if (name !== '__proto__') headers[name] = raw[i + 1] ?? '';
  }
  return headers;
}

/** Who asks, as far as the stored devices tell. `ambiguous`: several devices have the address, and nothing else decides. */
export interface Retrieved {
  device: IndexedDevice | null;
  by: 'mac' | 'sn' | 'uuid' | 'ip' | null;
  ambiguous: boolean;
}

const NOBODY: Retrieved = { device: null, by: null, ambiguous: false };

/** In the reference server's order: by MAC address, serial number, uuid, then by the address if one device is left that fits. */
export function retrieve(index: DeviceIndex, { identity, ip }: Recognition): Retrieved {
  for (const by of ['mac', 'sn', 'uuid'] as const) {
    const value = identity[by];
    const device = value === undefined ? undefined : index.first(by, value);
    if (device) return { device, by, ambiguous: false };
  }
  if (ip === null) return NOBODY;
  const fitting = index.find('ip', ip).filter((device) => !contradicts(device, identity));
  const [device] = fitting;
  if (!device) return NOBODY;
  // One phone may be there twice for a moment, while its lease and its own first request are written.
  const one = fitting.length === 1 || (device.mac !== null && fitting.every(({ mac }) => mac === device.mac));
  return one ? { device, by: 'ip', ambiguous: false } : { ...NOBODY, ambiguous: true };
}

function contradicts(device: IndexedDevice, identity: Identity): boolean {
  return (['mac', 'vendor', 'model'] as const).some((key) => {
    const stored = device[key];
    const told = identity[key];
    return stored !== null && stored !== '' && told !== undefined && stored !== told;
  });
}

/**
 * Whether a device is made for a request that fits none. It takes a vendor's own words (or a lease), something that tells
 * the phone from others, and an address; a phone that tells nothing but its vendor is made only where no other device
 * has its address.
 */
export function mayCreate({ identity, vouched, ip }: Recognition, { ambiguous }: Retrieved): boolean {
  if (!vouched || ip === null) return false;
  return identity.mac !== undefined || identity.sn !== undefined || identity.uuid !== undefined || !ambiguous;
}

import type { Lease } from '../../domain/dhcp/lease';
import type { WriteStore } from '../../db/changes';
import { findDevice } from '../../db/devices/find';
import { textMember, type DeviceRecord } from '../../db/devices/record';
import { insertDevice, updateDevice } from '../../db/devices/write';
import { findLeaseDevices } from '../../db/phones/find-lease-devices';
import { reserveEventIds, writeEvents } from '../../db/phones/write-events';
import { newDocumentId } from '../../domain/ids';
import { everywhere, inScope, type TenantScope } from '../../domain/tenants/scope';
import { nodeOf, sameNode, type ObjectNode } from '../../shared/json-text';
import { insertAutocreated } from '../configs/autocreate-config';
import type { ServiceContext } from '../context';
import { attemptToConfigure } from '../devices/configure';
import { DeviceIndex, type IndexedDevice } from '../phones/device-index';
import { describe } from '../phones/explain';
import { mayCreate, recogniseLease, retrieve, type Recognition } from '../phones/recognise';
import { associationFor, outdatedAddresses, planUpdate } from '../phones/update-rules';
import type { PhoneWorld } from '../phones/world';

/**
 * What the pipeline of phones does with a lease, on the database instead of the phone process's memory: the phone is
 * recognised, found or made, and whoever else had its address loses it.
 *
 * `scope`: the tenants of whoever reports the lease. Devices of the others are left alone: what is a phone of theirs is
 * not looked for, and none of them loses its address. Devices that belong to nobody yet are everybody's.
 */
export async function takeLease(context: ServiceContext, scope: TenantScope, lease: Lease): Promise<void> {
  const world = await context.world();
  const options = Object.fromEntries(lease.options.map(({ code, value }) => [String(code), value]));
  const recognition = recogniseLease(world, { ip: lease.ip, mac: lease.mac, options });
  const { sn, uuid } = recognition.identity;
  await context.changes.write(async (store) => {
    const index = new DeviceIndex();
    const told = { mac: lease.mac, ip: lease.ip, sn: sn ?? null, uuid: uuid ?? null };
    for (const row of await findLeaseDevices(store.sql, told)) {
      if (row.tenantId === context.masterTenant || inScope(scope, row.tenantId)) index.put(row);
      else if (row.mac === lease.mac) return;
    }
    const retrieved = retrieve(index, recognition);
    if (!retrieved.device && !mayCreate(recognition, retrieved)) {
      await account(context, store, lease, recognition, { id: null, tenantId: context.masterTenant }, {});
      return;
    }
    const id = retrieved.device
      ? await update(context, store, world, recognition, retrieved.device, retrieved.by)
      : await create(context, store, world, recognition);
    for (const other of outdatedAddresses(index, world.nat, lease.ip, id)) {
      await change(context, store, other.id, (members) => members.delete('ip'));
    }
    const tenantId = retrieved.device?.tenantId ?? context.masterTenant;
    await account(
      context,
      store,
      lease,
      recognition,
      { id, tenantId },
      retrieved.device ? {} : { created: id },
    );
  });
}

/** Every lease is an event, as every request is. */
async function account(
  context: ServiceContext,
  store: WriteStore,
  lease: Lease,
  recognition: Recognition,
  device: { id: string | null; tenantId: string },
  notes: Record<string, unknown>,
): Promise<void> {
  const [id] = await reserveEventIds(store.sql, 1);
  if (id === undefined) return;
  const at = context.clock.now().getTime();
  await writeEvents(store.sql, [
    {
      id,
      tenantId: device.tenantId,
      deviceId: device.id,
      firstAt: at,
      lastAt: at,
      count: 1,
      protocol: 'dhcp',
      method: 'commit',
      path: lease.mac,
      ip: lease.ip,
      userAgent: null,
      outcome: 'lease',
      status: null,
      bytes: 0,
      hash: null,
      detail: describe(recognition, notes, null),
    },
  ]);
}

async function create(
  context: ServiceContext,
  store: WriteStore,
  world: PhoneWorld,
  recognition: Recognition,
): Promise<string> {
  const tenantId = context.masterTenant;
  const { pluginId } = associationFor(world, recognition, null);
  const config = await insertAutocreated(context, store, tenantId);
  const id = newDocumentId();
  const told = { ...recognition.identity, ip: recognition.ip, plugin: pluginId, config, added: 'auto' };
  const members = Object.entries(told).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, nodeOf(value)] as const],
  );
  const now = context.clock.now();
  const device: DeviceRecord = {
    id,
    tenantId,
    document: { kind: 'object', members: new Map(members) },
    configured: false,
    configError: null,
    isNew: true,
    remoteStateSipUsername: null,
    revision: store.revision,
    createdAt: now,
    updatedAt: now,
  };
  const outcome = await attemptToConfigure(context, store, device);
  await insertDevice(store, id, device.document, { ...device, ...outcome });
  return id;
}

async function update(
  context: ServiceContext,
  store: WriteStore,
  world: PhoneWorld,
  recognition: Recognition,
  known: IndexedDevice,
  by: Parameters<typeof planUpdate>[3],
): Promise<string> {
  const plan = planUpdate(world, known, recognition, by);
  if (!plan) return known.id;
  const config = plan.wantsConfig ? await insertAutocreated(context, store, known.tenantId) : null;
  await change(context, store, known.id, (members) => {
    for (const [name, value] of Object.entries(plan.force)) members.set(name, nodeOf(value));
    for (const [name, value] of Object.entries(plan.ifAbsent)) members.set(name, nodeOf(value));
    if (config !== null) members.set('config', nodeOf(config));
  });
  return known.id;
}

async function change(
  context: ServiceContext,
  store: WriteStore,
  id: string,
  edit: (members: ObjectNode['members']) => void,
): Promise<void> {
  const all = everywhere(context.masterTenant);
  const device = await findDevice(store, all, id, { lock: true });
  if (!device) return;
  const document: ObjectNode = { kind: 'object', members: new Map(device.document.members) };
  edit(document.members);
  if (sameNode(document, device.document)) return;
  const next = { ...device, document };
  const hasConfig = textMember(document, 'config') !== null;
  const outcome = hasConfig ? await attemptToConfigure(context, store, next) : device;
  const { configured, configError } = outcome;
  await updateDevice(store, all, id, document, { ...next, configured, configError });
}

import { patchOf, type CreateWrite, type PatchWrite } from '../../domain/phones/write';
import { findLine } from '../../plugins/registry';
import type { Keyring } from '../../shared/keyring';
import type { Logger } from '../../shared/logger';
import type { PhoneRequest } from './answer';
import { autocreateConfig, type AutocreatedConfig, type AutocreateTemplate } from './autocreate';
import { fileAt } from './device-files';
import type { DeviceIndex, IndexedDevice } from './device-index';
import type { DeviceRenderer } from './device-renderer';
import type { Documents } from './documents';
import type { Epochs } from './epochs';
import type { GroupCommit, Written } from './group-commit';
import type { Recognition } from './recognise';
import type { Recorder } from './recorder';
import type { SecurityLog } from './security-log';
import { associationFor, outdatedAddresses, type DeviceUpdate } from './update-rules';
import type { PhoneWorld } from './world';

/** A request while it is being answered. */
export interface Context {
  request: PhoneRequest;
  recognition: Recognition;
  /** What was decided, for the event. */
  notes: Record<string, unknown>;
}

export interface DeviceWritesOptions {
  index: DeviceIndex;
  epochs: Epochs;
  documents: Documents;
  renderer: DeviceRenderer;
  writer: GroupCommit;
  recorder: Recorder;
  securityLog: SecurityLog;
  keyring: Keyring;
  logger: Logger;
  /** The config that automatic ones are made from, as it is now. */
  autocreateTemplate: () => Promise<AutocreateTemplate | null>;
}

/** A phone waits so long for a write that its request causes; the write goes on. */
const WRITE_WAIT_MS = 200;
/** Devices that phones make and change: in memory at once, in the database with the next group of writes. */
export class DeviceWrites {
  readonly #options: DeviceWritesOptions;

  constructor(options: DeviceWritesOptions) {
    this.#options = options;
  }

  /** Decides everything about a new device, renders it, and writes it as a whole. */
  async create(world: PhoneWorld, device: IndexedDevice, context: Context): Promise<Written> {
    const { index, epochs, documents, renderer, writer, securityLog, recorder } = this.#options;
    const { recognition, request } = context;
    const epoch = epochs.now;
    const association = associationFor(world, recognition, null);
    const created = await this.#autocreate(device.tenantId);
    index.change(device, {
      ...(association.pluginId === null ? {} : { plugin: association.pluginId }),
      ...(created ? { config: created.stored.id, hasConfig: true } : {}),
    });
    const line = association.pluginId === null ? null : findLine(world.registry, association.pluginId);
    const flattened = created ? await documents.flattenNew(created.document, device.tenantId, world) : null;
    const members = membersOf(device);
    let outcome: CreateWrite['outcome'] = { configured: false, error: null };
    if (line && created && flattened) {
      const document = { id: device.id, ...members, added: 'auto', tenant_uuid: device.tenantId };
      const subject = { document, flattened };
      const rendered = await renderer.render(
        line,
        device.tenantId,
        created.stored.id,
        subject,
        epoch,
        'phone',
      );
      renderer.accept(device, rendered);
      outcome = rendered.ok
        ? { configured: true, error: null }
        : { configured: false, error: rendered.none.problem };
    }
    device.configured = outcome.configured;
    const trigger = device.files && fileAt(device.files.files, request.path)?.trigger;
    if (trigger && outcome.configured) device.remoteStateSipUsername = device.files?.sipUsername ?? null;
    const creating = writer.add({
      kind: 'create',
      id: device.id,
      tenantId: device.tenantId,
      members,
      config: created?.stored ?? null,
      outcome,
      remoteStateSipUsername: device.remoteStateSipUsername,
    });
    const others = this.outdated(world, recognition, device).map((other) => this.#loseAddress(other));
    const written = await this.written(Promise.all(others).then(() => creating));
    if (written === 'conflict') return written;
    context.notes.created = device.id;
    context.notes.association = association;
    securityLog.deviceCreated(request.ip, device.id);
    recorder.security({
      tenantId: device.tenantId,
      at: Date.now(),
      kind: 'device_created',
      ip: request.ip,
      deviceId: device.id,
      detail: null,
    });
    return written;
  }

  /** What a request changes of its device: in memory at once, then written; waits for that, not for long. */
  async update(
    device: IndexedDevice,
    context: Context,
    update: DeviceUpdate | null,
    outdated: readonly IndexedDevice[],
  ): Promise<void> {
    const { index, epochs, writer, logger } = this.#options;
    const writes = outdated.map((other) => this.#loseAddress(other));
    if (update) {
      const patch: PatchWrite = patchOf(device.id, { force: update.force, ifAbsent: { ...update.ifAbsent } });
      const told = { ...update.ifAbsent, ...update.force };
      // At once, so that other requests of the phone see it done.
      index.change(device, told);
      device.touchedAt = epochs.tick();
      if (Object.keys(told).some((key) => key !== 'ip' && key !== 'sn')) device.toldAt = device.touchedAt;
      if (update.wantsConfig)
        await this.#giveConfig(device, patch).catch((error: unknown) => {
          logger.warn({ err: error, device: device.id }, 'no configuration could be made for a device');
        });
      context.notes.changed = { ...told, ...patch.ifAbsent };
      if (update.association?.pluginId) context.notes.association = update.association;
      writes.push(writer.add(patch));
    }
    await this.written(Promise.all(writes));
  }

  async #giveConfig(device: IndexedDevice, patch: PatchWrite): Promise<void> {
    const created = await this.#autocreate(device.tenantId);
    if (!created || device.hasConfig) return;
    patch.config = created.stored;
    patch.ifAbsent.config = created.stored.id;
    this.#options.index.change(device, { config: created.stored.id, hasConfig: true });
    device.toldAt = this.#options.epochs.tick();
  }

  async #autocreate(tenantId: string): Promise<AutocreatedConfig | null> {
    const template = await this.#options.autocreateTemplate();
    return template ? autocreateConfig(template, tenantId, this.#options.keyring) : null;
  }

  outdated(world: PhoneWorld, { ip, vouched }: Recognition, device: IndexedDevice): IndexedDevice[] {
    return vouched && ip !== null ? outdatedAddresses(this.#options.index, world.nat, ip, device.id) : [];
  }

  #loseAddress(other: IndexedDevice): Promise<Written> {
    const { ip } = other;
    this.#options.index.change(other, { ip: null });
    other.touchedAt = this.#options.epochs.tick();
    return this.#options.writer.add(patchOf(other.id, { removeIf: ip === null ? {} : { ip } }));
  }

  /** Waits for a write, but not for long: a phone that waits too long gives up, the write does not. */
  async written<T>(writing: Promise<T>): Promise<T | 'kept'> {
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<'kept'>((done) => (timer = setTimeout(() => done('kept'), WRITE_WAIT_MS)));
    try {
      return await Promise.race([writing, enough]);
    } finally {
      clearTimeout(timer);
    }
  }

  drop(device: IndexedDevice): void {
    this.#options.index.remove(device.id);
    this.#options.renderer.forget(device);
  }
}

function membersOf(device: IndexedDevice): CreateWrite['members'] {
  const members: CreateWrite['members'] = {};
  for (const key of ['mac', 'ip', 'sn', 'uuid', 'vendor', 'model', 'version', 'plugin', 'config'] as const) {
    const value = device[key];
    if (value !== null) members[key] = value;
  }
  return members;
}

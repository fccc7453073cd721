import { randomUUID } from 'node:crypto';
import { basename } from 'node:path/posix';
import { REFUSALS } from '../../domain/phones/refusals';
import { patchOf } from '../../domain/phones/write';
import type { PluginLine } from '../../domain/plugins/plugin';
import { findLine } from '../../plugins/registry';
import type { Account, AnswerPhones, FileAnswer, Outcome, PhoneRequest, Refusal, TurnedAway } from './answer';
import type { CommonFiles } from './common-files';
import type { CreationLimits } from './creation-limits';
import { fileAt, type DeviceFiles, type FileOfDevice } from './device-files';
import type { IndexedDevice } from './device-index';
import { DeviceWrites, type Context, type DeviceWritesOptions } from './device-writes';
import { describe } from './explain';
import { eventKey, stateOf } from './event-key';
import { HotAnswer, servedFile, type AnswerTools } from './hot-answers';
import { isExpectedMissing, matchPath, type PathOwner } from './path-matcher';
import { mayCreate, recognise, retrieve, type Retrieved } from './recognise';
import type { EventKey } from './recorder';
import type { StaticFiles } from './static-files';
import { planUpdate } from './update-rules';
import { stripUrlKey, withoutItsKey, withoutKey } from './url-key';
import type { PhoneWorld } from './world';

/**
 * Whose files a phone may have: `open` — any of its plugin; `own` — its own, known by its MAC in the User-Agent or by its
 * address; `public` — none that holds secrets.
 */
export type FilePolicy = 'open' | 'own' | 'public';

export interface PhonesOptions extends AnswerTools, DeviceWritesOptions {
  world: () => PhoneWorld;
  /** Resolves when the world is what was last announced; null: it is. */
  unsettled: () => Promise<void> | null;
  limits: CreationLimits;
  commonFiles: CommonFiles;
  staticFiles: StaticFiles;
  policy: { http: FilePolicy; tftp: FilePolicy };
  urlKeys: boolean;
  /** Reads the devices with this MAC address again: another process made one. */
  rereadMac: (mac: string) => Promise<void>;
}

/** A device that changes faster than it is rendered gets its file after so many tries, or none. */
const MAX_RENDERINGS = 4;
/** A device that points to a config that is not there yet keeps its old files for so long. */
const GRACE_MS = 10_000;

/**
 * The use case: a phone asks for a file. The order of the reference server: recognise, retrieve, update, associate, route.
 * Longer than most files because it is one decision, read from top to bottom.
 */
export class Phones implements AnswerPhones {
  readonly #options: PhonesOptions;
  /** What answers that were noted hang on. */
  #holding = { still: true };
  readonly #writes: DeviceWrites;

  constructor(options: PhonesOptions) {
    this.#options = options;
    this.#writes = new DeviceWrites(options);
  }

  /** The registry, a setting or a key changed: nothing that was decided before holds. */
  forgetAnswers(): void {
    this.#holding.still = false;
    this.#holding = { still: true };
  }

  answer(request: PhoneRequest): FileAnswer | Promise<FileAnswer> {
    const unsettled = this.#options.unsettled();
    if (unsettled) return unsettled.then(() => this.answer(request));
    const world = this.#options.world();
    if (!this.#options.urlKeys || request.protocol !== 'http') return this.#recognised(world, request, null);
    const stripped = stripUrlKey(
      request,
      (key) => this.#options.keyring.hash('provisioning-key', key),
      world.tenantByKeyHash,
    );
    if (stripped?.request.path === '') {
      const context = {
        request: stripped.request,
        recognition: recognise(world, stripped.request),
        notes: {},
      };
      return this.#refuse('listing', null, context, 'not_found');
    }
    if (stripped) return this.#recognised(world, stripped.request, stripped.tenantId);
    const told = withoutItsKey(request);
    return this.#refuse(
      'nowhere',
      null,
      { request: told, recognition: recognise(world, told), notes: { refused: REFUSALS.unknownKey } },
      'refused',
    );
  }

  turnedAway({ protocol, method, target, ip, userAgent, status, reason }: TurnedAway): void {
    this.#options.recorder.event(
      {
        tenantId: this.#options.world().masterTenant,
        deviceId: null,
        protocol,
        method,
        path: this.#options.urlKeys && protocol === 'http' ? withoutKey(target) : target,
        ip,
        userAgent: userAgent || null,
        outcome: 'refused',
        status,
      },
      0,
      null,
      () => JSON.stringify({ reason }),
    );
  }

  #recognised(
    world: PhoneWorld,
    request: PhoneRequest,
    keyTenant: string | null,
  ): FileAnswer | Promise<FileAnswer> {
    const context: Context = { request, recognition: recognise(world, request), notes: {} };
    return this.#decide(world, context, keyTenant, 0);
  }

  #decide(
    world: PhoneWorld,
    context: Context,
    keyTenant: string | null,
    tries: number,
  ): FileAnswer | Promise<FileAnswer> {
    const { index } = this.#options;
    const { recognition, request } = context;
    const retrieved = retrieve(index, recognition);
    const { device } = retrieved;
    if (device?.pending) {
      return device.pending.then(() =>
        tries < 5
          ? this.#decide(world, context, keyTenant, tries + 1)
          : this.#refuse('error', device, context, 'error'),
      );
    }
    if (!device) return this.#unknown(world, context, retrieved, keyTenant, tries);
    if (keyTenant !== null && device.tenantId !== keyTenant && device.tenantId !== world.masterTenant) {
      context.notes.refused = REFUSALS.foreignKey;
      return this.#refuse('nowhere', device, context, 'refused');
    }
    const line = device.plugin ? findLine(world.registry, device.plugin) : null;
    // Before anything is changed: a stranger's request must not move the address that proves who the phone is.
    if (line && this.#options.policy[request.protocol] === 'own' && !this.#isOwn(device, line, context)) {
      context.notes.refused = REFUSALS.foreignFile;
      return this.#refuse('refused', device, context, 'refused');
    }
    const update = planUpdate(world, device, recognition, retrieved.by);
    const outdated = this.#writes.outdated(world, recognition, device);
    if (!update && outdated.length === 0) return this.#route(world, device, context);
    return this.#writes
      .update(device, context, update, outdated)
      .then(() => this.#route(world, device, context));
  }

  /** A request that fits no device: one is made, or it is none of our business. */
  #unknown(
    world: PhoneWorld,
    context: Context,
    retrieved: Retrieved,
    keyTenant: string | null,
    tries: number,
  ): FileAnswer | Promise<FileAnswer> {
    const { recognition, request } = context;
    if (retrieved.ambiguous) context.notes.ambiguous = true;
    if (!mayCreate(recognition, retrieved)) return this.#refuse('nowhere', null, context, 'unknown');
    const now = Date.now();
    if (!this.#options.limits.take(request.ip, now)) {
      context.notes.refused = REFUSALS.tooManyDevices;
      this.#options.recorder.security({
        tenantId: world.masterTenant,
        at: now,
        kind: 'rate_limited',
        ip: request.ip,
        deviceId: null,
        detail: null,
      });
      return this.#refuse('nowhere', null, context, 'refused');
    }
    return this.#create(world, context, keyTenant, tries);
  }

  async #create(
    world: PhoneWorld,
    context: Context,
    keyTenant: string | null,
    tries: number,
  ): Promise<FileAnswer> {
    const { index, epochs } = this.#options;
    const { identity, ip } = context.recognition;
    const id = randomUUID().replaceAll('-', '');
    const device = index.put({
      id,
      tenantId: world.masterTenant,
      mac: identity.mac ?? null,
      ip,
      sn: identity.sn ?? null,
      uuid: identity.uuid ?? null,
      vendor: identity.vendor ?? null,
      model: identity.model ?? null,
      version: identity.version ?? null,
      plugin: null,
      config: null,
      hasConfig: false,
      configured: false,
      remoteStateSipUsername: null,
      revision: 0,
    });
    const creating = this.#writes.create(world, device, context);
    device.pending = creating.catch(() => undefined);
    try {
      const written = await creating;
      device.pending = null;
      device.touchedAt = epochs.tick();
      if (written !== 'conflict') return await this.#route(world, device, context);
    } catch (error) {
      device.pending = null;
      this.#writes.drop(device);
      this.#options.logger.warn({ err: error, ip }, 'a new phone could not be taken in');
      return this.#refuse('error', null, context, 'error');
    }
    // Another process was faster: its device is the one.
    this.#writes.drop(device);
    if (identity.mac !== undefined) await this.#options.rereadMac(identity.mac);
    return tries < 3
      ? this.#decide(world, context, keyTenant, tries + 1)
      : this.#refuse('error', null, context, 'error');
  }

  /** As the reference server routes: by the device's plugin; then by the name of the file within it. */
  #route(world: PhoneWorld, device: IndexedDevice, context: Context): FileAnswer | Promise<FileAnswer> {
    const { request } = context;
    const line = device.plugin ? findLine(world.registry, device.plugin) : null;
    const serves = line && (request.protocol === 'http' ? line.http : line.tftp);
    if (!line || !serves) return this.#refuse('nowhere', device, context, 'not_found');
    const matched = matchPath(line, request.path);
    const sensitive = matched?.spec.sensitive ? basename(request.path) : null;
    if (sensitive !== null) this.#options.securityLog.sensitiveFile(request.ip, sensitive);
    if (sensitive !== null && this.#options.policy[request.protocol] === 'public') {
      context.notes.refused = REFUSALS.secrets;
      return this.#refuse('refused', device, context, 'refused');
    }
    const owner = matched ? this.#owner(device, matched.owner) : device;
    if (!owner || (owner !== device && !this.#sameLine(world, owner, line))) {
      return this.#elsewhere(line, device, context);
    }
    if (this.#options.renderer.isCurrent(owner))
      return this.#deliver(world, line, device, owner, context, sensitive, 0);
    return this.#refreshed(world, line, device, owner, context, sensitive, 0);
  }

  /** Renders the owner's files if need be, then decides what the phone gets. */
  async #refreshed(
    world: PhoneWorld,
    line: PluginLine,
    device: IndexedDevice,
    owner: IndexedDevice,
    context: Context,
    sensitive: string | null,
    tries: number,
  ): Promise<FileAnswer> {
    const { renderer, logger } = this.#options;
    try {
      // Again when it was under way already: that rendering may have begun before the last change.
      for (let n = 0; n < MAX_RENDERINGS && !renderer.isCurrent(owner) && !renderer.failure(owner); n += 1) {
        if (owner.pending) await owner.pending;
        await renderer.refresh(owner, 'phone');
      }
    } catch (error) {
      // The database is away. What nobody but the phone itself has changed is still what it is to get.
      if (!renderer.isOutdatedByPhoneAlone(owner)) {
        logger.warn({ err: error, device: owner.id }, 'a file could not be rendered: the database is away');
        return this.#refuse('error', device, context, 'error');
      }
    }
    return this.#deliver(world, line, device, owner, context, sensitive, tries);
  }

  #deliver(
    world: PhoneWorld,
    line: PluginLine,
    device: IndexedDevice,
    owner: IndexedDevice,
    context: Context,
    sensitive: string | null,
    tries: number,
  ): FileAnswer | Promise<FileAnswer> {
    const { store, renderer } = this.#options;
    const files = this.#usable(owner, line);
    const file = files && fileAt(files.files, context.request.path);
    if (!files || !file) return this.#elsewhere(line, device, context);
    const remote = this.#remoteState(device, owner, files, file);
    const loaded = remote ? null : store.load(file.stored);
    if (Buffer.isBuffer(loaded))
      return this.#given(line, device, owner, files, file, loaded, context, sensitive);
    return (async () => {
      if (remote) await remote;
      // Bytes are good for one turn: loaded when nothing else is waited for.
      const bytes = await (remote ? store.load(file.stored) : loaded);
      if (bytes) return this.#given(line, device, owner, files, file, bytes, context, sensitive);
      // Neither in memory nor on disk any more: made again.
      if (owner.files === files) renderer.forget(owner);
      if (tries >= 2) return this.#refuse('error', device, context, 'error');
      return this.#refreshed(world, line, device, owner, context, sensitive, tries + 1);
    })();
  }

  /** The table of the design: current files, the last good ones, those of a grace period, or none. */
  #usable(owner: IndexedDevice, line: PluginLine): DeviceFiles | null {
    const { renderer } = this.#options;
    const { files } = owner;
    if (!files || files.lineId !== line.id) return null;
    if (renderer.isCurrent(owner)) return files;
    const none = renderer.failure(owner);
    if (!none) return renderer.isOutdatedByPhoneAlone(owner) ? files : null;
    if (none.reason === 'failed') {
      return files.configId === owner.config && files.accounts === none.accounts ? files : null;
    }
    const repointed = none.reason === 'no_config' && owner.config !== null && files.configId !== owner.config;
    return repointed && Date.now() - owner.repointedAt < GRACE_MS ? files : null;
  }

  /** The phone fetched the file that proves which SIP user it runs. */
  #remoteState(
    device: IndexedDevice,
    owner: IndexedDevice,
    files: DeviceFiles,
    file: FileOfDevice,
  ): Promise<unknown> | null {
    const name = files.sipUsername;
    if (!file.trigger || owner !== device || name === null || !device.configured) return null;
    if (device.remoteStateSipUsername === name) return null;
    this.#options.index.change(device, { remoteStateSipUsername: name });
    return this.#writes.written(
      this.#options.writer.add(patchOf(device.id, { remoteStateSipUsername: name })),
    );
  }

  #given(
    line: PluginLine,
    device: IndexedDevice,
    owner: IndexedDevice,
    files: DeviceFiles,
    file: FileOfDevice,
    bytes: Buffer,
    context: Context,
    sensitive: string | null,
  ): FileAnswer {
    const { request } = context;
    files.servedAt = Math.floor(Date.now() / 60_000);
    if (request.note && this.#options.renderer.isCurrent(owner)) {
      const { userAgent, ip, target } = request;
      request.note.memo = new HotAnswer(
        this.#options,
        this.#holding,
        userAgent,
        ip,
        device,
        owner,
        files,
        file,
        sensitive,
        target,
      );
    }
    const hash = file.stored.hash;
    return {
      kind: 'file',
      file: servedFile(this.#options.store, file, bytes),
      account: this.#account(device, context, line, owner === device ? hash : null, hash),
    };
  }

  /** No file of a device: one of all, a static one, or none. */
  #elsewhere(line: PluginLine, device: IndexedDevice, context: Context): FileAnswer | Promise<FileAnswer> {
    const { commonFiles, staticFiles, store } = this.#options;
    const { request } = context;
    return (async () => {
      const common = fileAt(await commonFiles.of(line, device.tenantId), request.path);
      const bytes = common ? await store.load(common.stored) : null;
      if (common && bytes) {
        return {
          kind: 'file',
          file: servedFile(store, common, bytes),
          account: this.#account(device, context, line, null, common.stored.hash),
        };
      }
      const file = await staticFiles.find(line, request.path);
      if (file) return { kind: 'file', file, account: this.#account(device, context, line, null, null) };
      if (isExpectedMissing(line, request.path)) context.notes.expectedMissing = true;
      const problem = this.#options.renderer.failure(device)?.problem;
      if (problem) context.notes.problem = problem;
      return this.#refuse('missing', device, context, 'not_found');
    })();
  }

  #owner(device: IndexedDevice, owner: PathOwner | null): IndexedDevice | null {
    if (!owner) return device;
    const { key, value } = owner;
    if (device[key] === value) return device;
    return (key === 'id' ? this.#options.index.get(value) : this.#options.index.first(key, value)) ?? null;
  }

  #sameLine(world: PhoneWorld, owner: IndexedDevice, line: PluginLine): boolean {
    return owner.plugin !== null && findLine(world.registry, owner.plugin)?.id === line.id;
  }

  /** Policy `own`: the name is the asker's, and its User-Agent or its address says that it is the asker. */
  #isOwn(device: IndexedDevice, line: PluginLine, { request, recognition }: Context): boolean {
    const matched = matchPath(line, request.path);
    if (!matched) return true;
    const owner = this.#owner(device, matched.owner);
    if (owner !== device) return false;
    const digits = device.mac?.replaceAll(':', '') ?? '';
    const told = request.userAgent.toLowerCase().replace(/[^0-9a-f]/g, '');
    return device.ip === recognition.ip || (digits !== '' && told.includes(digits));
  }

  #key(
    device: IndexedDevice | null,
    request: PhoneRequest,
    outcome: EventKey['outcome'],
    status: number | null,
  ): EventKey {
    return eventKey(device, this.#options.world().masterTenant, request, outcome, status);
  }

  #account(
    device: IndexedDevice,
    context: Context,
    line: PluginLine,
    fetched: string | null,
    hash: string | null,
  ): Account {
    const { recorder } = this.#options;
    const { request } = context;
    return {
      delivered: (outcome: Outcome, status: number | null, bytes: number) => {
        const detail = (): string => describe(context.recognition, context.notes, line.id);
        const event = recorder.event(this.#key(device, request, outcome, status), bytes, hash, detail);
        const got = outcome === 'served' ? fetched : null;
        const first = event?.written === -1 && event.count === 1;
        recorder.state(stateOf(device, request, Date.now(), got, first ? detail() : null));
      },
    };
  }

  #refuse(
    kind: Refusal,
    device: IndexedDevice | null,
    context: Context,
    outcome: 'unknown' | 'not_found' | 'refused' | 'error',
  ): FileAnswer {
    const { recorder } = this.#options;
    const { request } = context;
    return {
      kind,
      account: {
        delivered: (_outcome, status) => {
          const detail = (): string => describe(context.recognition, context.notes, device?.plugin ?? null);
          recorder.event(this.#key(device, request, outcome, status), 0, null, detail);
          if (device) recorder.state(stateOf(device, request, Date.now(), null, null));
        },
      },
    };
  }
}

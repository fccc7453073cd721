import { REFUSALS } from '../../domain/phones/refusals';
import { UPLOAD_LIMITS, type NewUpload, type UploadResult } from '../../domain/phones/upload';
import { vendorKey } from '../../identify/decide';
import { findLine } from '../../plugins/registry';
import type { Keyring } from '../../shared/keyring';
import type { Logger } from '../../shared/logger';
import type { PhoneRequest } from './answer';
import { CreationLimits, type LimitOptions } from './creation-limits';
import type { DeviceIndex, IndexedDevice } from './device-index';
import { describe } from './explain';
import { eventKey, stateOf } from './event-key';
import { recognise, retrieve, type Recognition } from './recognise';
import type { Recorder } from './recorder';
import { matchUpload } from './upload-matcher';
import { stripUrlKey } from './url-key';
import type { PhoneWorld } from './world';

/** A file that may be sent: read at most `maxBytes`, then call one of the two, once. */
export interface UploadTicket {
  maxBytes: number;
  /** The status for the phone. Never rejects. */
  store(contents: Buffer, contentType: string): Promise<number>;
  /** The body did not come, or not as it may. */
  giveUp(status: number, reason: string): void;
}

/** Decides about a request that brings a file, before anything of it is read. A refusal is accounted for already. */
export interface AcceptUploads {
  offer(request: PhoneRequest): UploadOffer | Promise<UploadOffer>;
}
export type UploadOffer = { ticket: UploadTicket } | { refused: 403 | 404 | 405 | 429 | 503 };

export interface UploadsOptions {
  world: () => PhoneWorld;
  unsettled: () => Promise<void> | null;
  index: DeviceIndex;
  recorder: Recorder;
  keyring: Keyring;
  logger: Logger;
  urlKeys: boolean;
  write: (upload: NewUpload) => Promise<UploadResult>;
  /** Files of one device, and of all. */
  rates?: { source: LimitOptions; overall: LimitOptions };
}

/** A phone that restarts sends a few at once; one that keeps on sending is told to wait. */
const RATES = {
  source: { burst: 20, perSecond: 0.1 },
  overall: { burst: 1_000, perSecond: 20 },
} satisfies UploadsOptions['rates'];

const STATUS: Record<UploadResult, number> = { created: 201, replaced: 204, full: 507, gone: 404 };

/**
 * The use case: a phone sends a file. Only a device that exists, by a name that its family lists and that is its own, from
 * its own address or with headers by which the rules of its vendor know this very phone. Everything else is as if nobody
 * took files.
 */
export class Uploads implements AcceptUploads {
  readonly #options: UploadsOptions;
  readonly #rates: CreationLimits;
  #open = 0;

  constructor(options: UploadsOptions) {
    this.#options = options;
    this.#rates = new CreationLimits(options.rates ?? RATES, Date.now());
  }

  offer(request: PhoneRequest): UploadOffer | Promise<UploadOffer> {
    const unsettled = this.#options.unsettled();
    if (unsettled) return unsettled.then(() => this.offer(request));
    const world = this.#options.world();
    if (!this.#options.urlKeys) return this.#decide(world, request, null);
    const { keyring } = this.#options;
    const hash = (key: string): string => keyring.hash('provisioning-key', key);
    const stripped = stripUrlKey(request, hash, world.tenantByKeyHash);
    if (stripped) return this.#decide(world, stripped.request, stripped.tenantId);
    return this.#refuse(404, REFUSALS.unknownKey, null, request, recognise(world, request));
  }

  #decide(world: PhoneWorld, request: PhoneRequest, keyTenant: string | null): UploadOffer {
    const { index } = this.#options;
    const recognition = recognise(world, request);
    const { device } = retrieve(index, recognition);
    const line = device?.plugin ? findLine(world.registry, device.plugin) : null;
    const matched = line?.http ? matchUpload(line, request.method, request.path) : null;
    if (!device || !line || !matched) return this.#refuse(405, 'method', device, request, recognition);
    const refuse = (status: 403 | 429 | 503, reason: string): UploadOffer =>
      this.#refuse(status, reason, device, request, recognition);
    if (keyTenant !== null && device.tenantId !== keyTenant && device.tenantId !== world.masterTenant)
      return refuse(403, REFUSALS.foreignKey);
    const { key, value } = matched.owner;
    if (device[key] !== value) return refuse(403, 'the name is of another device');
    const own = recognition.ip !== null && device.ip === recognition.ip;
    if (!own && !tellsOf(world, device, line.vendor, request))
      return refuse(403, 'neither the address nor the User-Agent is that of the device');
    if (this.#open >= UPLOAD_LIMITS.atOnce) return refuse(503, 'too many uploads at once');
    if (!this.#rates.take(device.id, Date.now())) return refuse(429, 'too many uploads');
    return { ticket: this.#ticket(device, matched.spec.kind, request, recognition) };
  }

  #ticket(
    device: IndexedDevice,
    kind: NewUpload['kind'],
    request: PhoneRequest,
    recognition: Recognition,
  ): UploadTicket {
    const { logger, recorder, write } = this.#options;
    this.#open += 1;
    return {
      maxBytes: UPLOAD_LIMITS.fileBytes,
      store: async (contents, contentType) => {
        let status = 503;
        try {
          if (device.pending) await device.pending;
          const { path: name, ip, userAgent } = request;
          const result = await write({
            deviceId: device.id,
            name,
            kind,
            contentType: contentType === '' ? null : contentType.slice(0, 100),
            contents,
            ip,
            userAgent: userAgent === '' ? null : userAgent.slice(0, 300),
          });
          status = STATUS[result];
        } catch (error) {
          logger.warn({ err: error, device: device.id }, 'a file that a phone sent could not be kept');
        }
        this.#open -= 1;
        const outcome = status < 300 ? 'uploaded' : status === 503 ? 'error' : 'refused';
        const detail = (): string => describe(recognition, { upload: kind }, device.plugin);
        recorder.event(
          eventKey(device, device.tenantId, request, outcome, status),
          contents.length,
          null,
          detail,
        );
        recorder.state(stateOf(device, request, Date.now(), null, null));
        return status;
      },
      giveUp: (status, reason) => {
        this.#open -= 1;
        this.#record(status, reason, device, request, recognition);
      },
    };
  }

  #refuse(
    status: 403 | 404 | 405 | 429 | 503,
    reason: string,
    device: IndexedDevice | null,
    request: PhoneRequest,
    recognition: Recognition,
  ): UploadOffer {
    this.#record(status, reason, device, request, recognition);
    return { refused: status };
  }

  #record(
    status: number,
    reason: string,
    device: IndexedDevice | null,
    request: PhoneRequest,
    recognition: Recognition,
  ): void {
    const detail = (): string => describe(recognition, { reason, refused: reason }, device?.plugin ?? null);
    this.#options.recorder.event(
      eventKey(device, this.#options.world().masterTenant, request, 'refused', status),
      0,
      null,
      detail,
    );
  }
}

/**
 * Whether the headers alone are those of this phone: of its vendor, with its MAC address, serial number or uuid. The path
 * is left out, since the name of the file tells a MAC address whoever sends it.
 */
function tellsOf(world: PhoneWorld, device: IndexedDevice, vendor: string, request: PhoneRequest): boolean {
  const { identity } = recognise(world, { ...request, target: '/', path: '' });
  if (identity.vendor === undefined || vendorKey(identity.vendor) !== vendorKey(vendor)) return false;
  const told = (['mac', 'sn', 'uuid'] as const).filter((key) => identity[key] !== undefined);
  return told.length > 0 && told.every((key) => identity[key] === device[key]);
}

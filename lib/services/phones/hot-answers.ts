import type { Account, FileAnswer, Memo, Outcome, ServedFile } from './answer';
import { freeBuffer } from './file-store/free-buffer';
import type { DeviceFiles, FileOfDevice } from './device-files';
import type { IndexedDevice } from './device-index';
import type { DeviceRenderer } from './device-renderer';
import type { FileStore } from './file-store/store';
import { eventKey, stateOf } from './event-key';
import type { OpenEvent, Recorder } from './recorder';
import type { SecurityLog } from './security-log';

/** What answering needs that is the same for all requests. */
export interface AnswerTools {
  renderer: DeviceRenderer;
  store: FileStore;
  recorder: Recorder;
  securityLog: SecurityLog;
}

/**
 * An answer that holds until something changes: when the same phone (User-Agent and address) asks again in the same words,
 * nothing is thought over. Who asked, whose file it is, and the account of its requests.
 */
export class HotAnswer implements Account, Memo {
  readonly protocol = 'http';
  readonly method = 'GET';
  #event: OpenEvent | null = null;
  readonly #touchedAt: number;
  readonly #files: DeviceFiles;

  constructor(
    private readonly tools: AnswerTools,
    /** False: what was decided with this answer may be decided otherwise now. */
    private readonly holding: { readonly still: boolean },
    readonly userAgent: string,
    readonly ip: string,
    private readonly asker: IndexedDevice,
    private readonly owner: IndexedDevice,
    files: DeviceFiles,
    private readonly file: FileOfDevice,
    /** For the security log; null: not sensitive. */
    private readonly sensitiveName: string | null,
    readonly target: string,
  ) {
    this.#files = files;
    this.#touchedAt = asker.touchedAt;
  }

  again(): FileAnswer | Promise<FileAnswer | null> | null {
    const { asker, owner, file, tools } = this;
    if (!this.holding.still) return null;
    if (asker.touchedAt !== this.#touchedAt || asker.pending || asker.gone) return null;
    if (owner.files !== this.#files || owner.pending || !tools.renderer.isCurrent(owner)) return null;
    const { stored } = file;
    if (stored.bytes) {
      stored.recent = true;
      this.#logSensitive();
      return { kind: 'file', file: servedFile(tools.store, file, stored.bytes), account: this };
    }
    const loaded = tools.store.load(stored);
    return loaded instanceof Promise ? loaded.then((bytes) => this.#loaded(bytes)) : this.#loaded(loaded);
  }

  delivered(outcome: Outcome, status: number | null, bytes: number): void {
    const { recorder } = this.tools;
    const { hash } = this.file.stored;
    const now = Date.now();
    const good = outcome === 'served' && status === 200;
    if (good && this.#event && recorder.again(this.#event, now, bytes, hash)) return;
    const { asker } = this;
    const event = recorder.event(
      eventKey(asker, asker.tenantId, this, outcome, status),
      bytes,
      hash,
      () => null,
    );
    if (!good) return;
    this.#event = event;
    this.#files.servedAt = Math.floor(now / 60_000);
    recorder.state(stateOf(asker, this, now, asker === this.owner ? hash : null, null));
  }

  #loaded(bytes: Buffer | null): FileAnswer | null {
    if (!bytes) return null;
    this.#logSensitive();
    return { kind: 'file', file: servedFile(this.tools.store, this.file, bytes), account: this };
  }

  #logSensitive(): void {
    if (this.sensitiveName !== null) this.tools.securityLog.sensitiveFile(this.ip, this.sensitiveName);
  }
}

/** The file with these bytes as servers want it; made once while the bytes stay in memory. */
export function servedFile(store: FileStore, file: FileOfDevice, bytes: Buffer): ServedFile {
  const { stored } = file;
  const known = stored.served;
  if (known && known.modifiedAt === file.modifiedAt && known.contentType === file.contentType) return known;
  const kept = stored.bytes === bytes;
  const served: ServedFile = {
    content: {
      kind: 'bytes',
      bytes,
      size: bytes.length,
      handedOver: (whole) => {
        if (!whole) store.pin(bytes);
        else if (!kept) freeBuffer(bytes);
      },
    },
    contentType: file.contentType,
    etag: `"${stored.hash}"`,
    modifiedAt: file.modifiedAt,
  };
  if (kept) stored.served = served;
  return served;
}

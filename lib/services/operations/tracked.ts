import { updateOperation } from '../../db/operations/operations';
import type { OperationProgress } from '../../domain/operations/progress';
import type { Database } from '../../db/client';
import type { Logger } from '../../shared/logger';

/** Counts are shown a few times a second, however fast they change. */
const WRITE_MS = 250;

/** Writes how far a piece of work is. The last word is `end`'s, and it is written for sure. */
export class TrackedOperation {
  #waiting: NodeJS.Timeout | null = null;
  #latest: OperationProgress | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    private readonly place: { parent: string; number: number },
  ) {}

  show(progress: OperationProgress): void {
    this.#latest = progress;
    this.#waiting ??= setTimeout(() => {
      this.#waiting = null;
      this.#write().catch((error: unknown) =>
        this.logger.debug({ err: error }, 'progress of an operation could not be written'),
      );
    }, WRITE_MS);
  }

  async end(progress: OperationProgress, error: string | null): Promise<void> {
    if (this.#waiting) clearTimeout(this.#waiting);
    this.#waiting = null;
    this.#latest = null;
    await this.#writing;
    await updateOperation(this.database.sql, this.place.parent, this.place.number, progress, error);
  }

  #write(): Promise<void> {
    const progress = this.#latest;
    this.#latest = null;
    if (!progress) return Promise.resolve();
    const { parent, number } = this.place;
    const written = this.#writing.then(() => updateOperation(this.database.sql, parent, number, progress));
    this.#writing = written.catch(() => undefined);
    return written;
  }
}

export function progressOf(
  label: string | null,
  state: OperationProgress['state'],
  rest: Partial<Pick<OperationProgress, 'current' | 'end' | 'subs'>> = {},
): OperationProgress {
  return { label, state, current: rest.current ?? null, end: rest.end ?? null, subs: rest.subs ?? [] };
}

import type { PluginLine } from '../../domain/plugins/plugin';
import type { Logger } from '../../shared/logger';
import type { FileOfDevice } from './device-files';
import type { DeviceRenderer } from './device-renderer';
import type { Epochs } from './epochs';

interface Rendered {
  line: PluginLine;
  epoch: number;
  files: readonly FileOfDevice[];
}

/** Lines, times tenants where each has files of its own; the oldest go first. */
const MAX_RENDERED = 1_000;

/** The files that all devices of a line share, rendered when the first of them is asked for. */
export class CommonFiles {
  readonly #rendered = new Map<string, Rendered>();
  readonly #running = new Map<string, Promise<readonly FileOfDevice[]>>();

  constructor(
    private readonly renderer: DeviceRenderer,
    private readonly epochs: Epochs,
    private readonly logger: Logger,
  ) {}

  of(line: PluginLine, tenantId: string): readonly FileOfDevice[] | Promise<readonly FileOfDevice[]> {
    if (line.commonFiles.length === 0) return [];
    const key = `${line.id} ${this.renderer.commonOf(tenantId)}`;
    const known = this.#rendered.get(key);
    if (known?.line === line && this.#lastChange(line) <= known.epoch) return known.files;
    let running = this.#running.get(key);
    if (!running) {
      running = this.#render(key, line, tenantId, known).finally(() => this.#running.delete(key));
      this.#running.set(key, running);
    }
    return running;
  }

  #lastChange(line: PluginLine): number {
    return this.epochs.lastChange({ lineId: line.id, configId: '', inherited: [] });
  }

  async #render(
    key: string,
    line: PluginLine,
    tenantId: string,
    before: Rendered | undefined,
  ): Promise<readonly FileOfDevice[]> {
    const epoch = this.epochs.now;
    const rendered = await this.renderer.renderCommon(line, tenantId, before?.files ?? []);
    if (!rendered.ok) {
      this.logger.warn(
        { line: line.id, problem: rendered.error },
        'the common files of a plugin can not be rendered',
      );
      return before?.files ?? [];
    }
    this.#rendered.delete(key);
    this.#rendered.set(key, { line, epoch, files: rendered.value });
    for (const [oldest, { files }] of this.#rendered) {
      if (this.#rendered.size <= MAX_RENDERED) break;
      this.#rendered.delete(oldest);
      this.renderer.release(files);
    }
    this.renderer.release(before?.files ?? []);
    return rendered.value;
  }
}

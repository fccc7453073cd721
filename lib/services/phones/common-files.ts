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

/** The files that all devices of a line share, rendered when the first of them is asked for. */
export class CommonFiles {
  readonly #rendered = new Map<string, Rendered>();
  readonly #running = new Map<string, Promise<readonly FileOfDevice[]>>();

  constructor(
    private readonly renderer: DeviceRenderer,
    private readonly epochs: Epochs,
    private readonly logger: Logger,
  ) {}

  of(line: PluginLine): readonly FileOfDevice[] | Promise<readonly FileOfDevice[]> {
    if (line.commonFiles.length === 0) return [];
    const known = this.#rendered.get(line.id);
    if (known?.line === line && this.#lastChange(line) <= known.epoch) return known.files;
    let running = this.#running.get(line.id);
    if (!running) {
      running = this.#render(line, known).finally(() => this.#running.delete(line.id));
      this.#running.set(line.id, running);
    }
    return running;
  }

  #lastChange(line: PluginLine): number {
    return this.epochs.lastChange({ lineId: line.id, configId: '', inherited: [] });
  }

  async #render(line: PluginLine, before: Rendered | undefined): Promise<readonly FileOfDevice[]> {
    const epoch = this.epochs.now;
    const rendered = await this.renderer.renderCommon(line, before?.files ?? []);
    if (!rendered.ok) {
      this.logger.warn(
        { line: line.id, problem: rendered.error },
        'the common files of a plugin can not be rendered',
      );
      return before?.files ?? [];
    }
    this.#rendered.set(line.id, { line, epoch, files: rendered.value });
    this.renderer.release(before?.files ?? []);
    return rendered.value;
  }
}

import { parentPort } from 'node:worker_threads';
import type { PluginLine } from '../../domain/plugins/plugin';
import { err } from '../../shared/result';
import type { CustomTemplates } from '../custom-templates';
import { encodeRendering } from '../encode-file';
import { renderCommon, renderDevice } from '../render-device';
import type { AnyOutcome, RenderOutcome, RenderWork, WorkerReply, WorkerRequest } from './protocol';

/** Lines and custom templates kept, the least recently used going first. */
const MAX_LINES = 200;
const MAX_CUSTOM = 200;

/** The whole of a rendering worker; its entry file calls this and nothing else. */
export function runRenderWorker(): void {
  const port = parentPort;
  if (!port) throw new Error('runs in a worker thread only');
  const lines = new Recent<PluginLine>(MAX_LINES);
  const customs = new Recent<CustomTemplates>(MAX_CUSTOM);
  port.on('message', (request: WorkerRequest) => {
    const line = lines.get(request.lineKey, request.line);
    const custom = request.customKey === null ? undefined : customs.get(request.customKey, request.custom);
    if (!line || (request.customKey !== null && !custom)) {
      port.postMessage({ id: request.id, missing: true } satisfies WorkerReply);
      return;
    }
    const started = performance.now();
    const rendered = render(line, custom, workOf(request.work));
    const bytes: ArrayBuffer[] = [];
    let outcome: AnyOutcome = rendered;
    if (request.encoded && rendered.ok) {
      const value = encodeRendering(rendered.value);
      for (const file of value.files) bytes.push(file.bytes.buffer);
      outcome = { ok: true, value };
    }
    const reply: WorkerReply = { id: request.id, outcome, ms: performance.now() - started };
    port.postMessage(reply, bytes);
  });
  port.postMessage({ ready: true } satisfies WorkerReply);
}

function render(line: PluginLine, custom: CustomTemplates | undefined, work: RenderWork): RenderOutcome {
  try {
    return work.kind === 'device'
      ? renderDevice(line, { pluginId: line.id, ...work }, custom)
      : renderCommon(line, work.baseRaw, work.now, custom);
  } catch {
    return err({
      code: 'template_error',
      message: 'The rendering failed for a reason of the server itself.',
    });
  }
}

function workOf(text: string): RenderWork {
  // the text was written by RenderPool of the same build
  return JSON.parse(text) as RenderWork;
}

class Recent<T> {
  readonly #items = new Map<string, T>();

  constructor(readonly limit: number) {}

  /** What is known under the key, or what came with the request. */
  get(key: string, sent: T | undefined): T | undefined {
    const item = this.#items.get(key) ?? sent;
    if (item === undefined) return undefined;
    this.#items.delete(key);
    this.#items.set(key, item);
    if (this.#items.size > this.limit) {
      const [oldest] = this.#items.keys();
      if (oldest !== undefined) this.#items.delete(oldest);
    }
    return item;
  }
}

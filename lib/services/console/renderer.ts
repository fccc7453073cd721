import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { RenderPool } from '../../render/pool/render-pool';
import { poolRenderer } from '../phones/pool-renderer';
import type { RenderPort } from '../phones/render-port';

/** Pages and the REST API are bundled apart, each with its own copy of this module: the workers hang on the process. */
const PLACE: unique symbol = Symbol.for('offhook.console.renderer');
const shared: { [PLACE]?: RenderPool } & typeof globalThis = globalThis;

/** A pool of the console's own: nobody's phone waits for it. It starts when first needed. */
function pool(): RenderPool {
  shared[PLACE] ??= new RenderPool({ url: pathToFileURL(path.resolve('dist/render-worker.mjs')), size: 1 });
  return shared[PLACE];
}

/** Rendering in worker threads, so that a template that runs wild slows no page. */
export const consoleRenderer: RenderPort = {
  device: (...given) => poolRenderer(pool()).device(...given),
  common: (...given) => poolRenderer(pool()).common(...given),
};

export async function closeRenderer(): Promise<void> {
  const open = shared[PLACE];
  delete shared[PLACE];
  await open?.close();
}

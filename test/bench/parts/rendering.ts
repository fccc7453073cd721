import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findLineForModel } from '../../../lib/plugins/registry';
import { measureRendering } from '../../../lib/render/measure-rendering';
import { RenderPool } from '../../../lib/render/pool/render-pool';
import type { Bench } from '../bench';
import { rounded } from '../statistics';

/** 16 accounts, and expansion modules of 40 keys. */
const LARGE = { vendor: 'Yealink', model: 'T48S' };

/** (f): one phone after another in the worker of the phone process, with its limits. */
export async function measureOneRendering(bench: Bench): Promise<number> {
  bench.tell('one rendering');
  const line = findLineForModel(bench.registry, LARGE.vendor, LARGE.model);
  if (!line) throw new Error(`No plugin for ${LARGE.model}.`);
  const worker = path.join(path.dirname(process.argv[1] ?? ''), 'render-worker.mjs');
  const pool = new RenderPool({ url: pathToFileURL(worker), size: 1 });
  bench.cleanup.add(() => pool.close());
  try {
    const measured = await measureRendering(pool, line, LARGE.model);
    bench.note('rendering: characters', measured.chars);
    bench.note('rendering: ms with the way to the worker and back', rounded(measured.roundTripMs, 3));
    bench.note('rendering: a second, one worker', rounded(measured.perSecond, 0));
    return rounded(measured.ms, 3);
  } finally {
    await pool.close();
  }
}

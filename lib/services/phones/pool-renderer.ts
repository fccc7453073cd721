import type { RenderPool } from '../../render/pool/render-pool';
import type { EncodingPort, RenderPort } from './render-port';

/** Rendering in the pool of workers. */
export function poolRenderer(pool: Pick<RenderPool, 'render'>): RenderPort {
  return {
    device(line, { device, rawConfig, now }, custom, priority) {
      const work = { kind: 'device' as const, device, rawConfig, now };
      return pool.render({ line, work, custom, priority: priority === 'background' ? 'warm' : 'phone' });
    },
    common(line, baseRaw, now, custom) {
      return pool.render({ line, work: { kind: 'common', baseRaw, now }, custom, priority: 'phone' });
    },
  };
}

/** The same, for what phones are given. */
export function poolEncoder(pool: Pick<RenderPool, 'encode'>): EncodingPort {
  return {
    device(line, { device, rawConfig, now }, custom, priority) {
      const work = { kind: 'device' as const, device, rawConfig, now };
      return pool.encode({ line, work, custom, priority: priority === 'background' ? 'warm' : 'phone' });
    },
    common(line, baseRaw, now, custom) {
      return pool.encode({ line, work: { kind: 'common', baseRaw, now }, custom, priority: 'phone' });
    },
  };
}

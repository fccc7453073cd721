import type { RenderPool, RenderRequest } from '../../render/pool/render-pool';
import type { RenderFailure } from '../../render/types';
import type { Result } from '../../shared/result';
import type { EncodingPort, RenderPort } from './render-port';

/** Rendering in the pool of workers, as text. */
export function poolRenderer(pool: Pick<RenderPool, 'render'>): RenderPort {
  return port((request) => pool.render(request));
}

/** The same, as the bytes that phones are given. */
export function poolEncoder(pool: Pick<RenderPool, 'encode'>): EncodingPort {
  return port((request) => pool.encode(request));
}

function port<Files>(
  ask: (request: RenderRequest) => Promise<Result<Files, RenderFailure>>,
): RenderPort<Files> {
  return {
    device(line, { device, rawConfig, now }, custom, priority) {
      const work = { kind: 'device' as const, device, rawConfig, now };
      return ask({ line, work, custom, priority: priority === 'background' ? 'warm' : 'phone' });
    },
    common(line, baseRaw, now, custom) {
      return ask({ line, work: { kind: 'common', baseRaw, now }, custom, priority: 'phone' });
    },
  };
}

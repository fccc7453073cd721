import type { PluginLine } from '../../domain/plugins/plugin';
import type { CustomTemplates } from '../../render/custom-templates';
import type { Rendering } from '../../render/render-device';
import type { RenderFailure, RenderInput } from '../../render/types';
import type { JsonObject } from '../../shared/json';
import type { Result } from '../../shared/result';

/** A phone that waits comes before what is rendered ahead of demand. */
export type RenderPriority = 'phone' | 'background';

/** Rendering, wherever it is done (a pool of workers; in tests this thread). */
export interface RenderPort {
  device(
    line: PluginLine,
    input: RenderInput,
    custom: CustomTemplates | undefined,
    priority: RenderPriority,
  ): Promise<Result<Rendering, RenderFailure>>;
  common(
    line: PluginLine,
    baseRaw: JsonObject,
    now: string,
    custom: CustomTemplates | undefined,
  ): Promise<Result<Rendering, RenderFailure>>;
}

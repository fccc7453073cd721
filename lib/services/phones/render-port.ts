import type { PluginLine } from '../../domain/plugins/plugin';
import type { CustomTemplates } from '../../render/custom-templates';
import type { EncodedRendering } from '../../render/encode-file';
import type { Rendering } from '../../render/render-device';
import type { RenderFailure, RenderInput } from '../../render/types';
import type { JsonObject } from '../../shared/json';
import type { Result } from '../../shared/result';

/** A phone that waits comes before what is rendered ahead of demand. */
export type RenderPriority = 'phone' | 'background';

/** Rendering, wherever it is done (a pool of workers; in tests this thread): files as text, or as the bytes that phones get. */
export interface RenderPort<Files = Rendering> {
  device(
    line: PluginLine,
    input: RenderInput,
    custom: CustomTemplates | undefined,
    priority: RenderPriority,
  ): Promise<Result<Files, RenderFailure>>;
  common(
    line: PluginLine,
    baseRaw: JsonObject,
    now: string,
    custom: CustomTemplates | undefined,
  ): Promise<Result<Files, RenderFailure>>;
}

export type EncodingPort = RenderPort<EncodedRendering>;

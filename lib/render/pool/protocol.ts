import type { PluginLine } from '../../domain/plugins/plugin';
import type { JsonObject } from '../../shared/json';
import type { Result } from '../../shared/result';
import type { CustomTemplates } from '../custom-templates';
import type { EncodedRendering } from '../encode-file';
import type { Rendering } from '../render-device';
import type { RenderFailure } from '../types';

/** What one rendering is of. */
export type RenderWork =
  | { kind: 'device'; device: JsonObject; rawConfig: JsonObject; now: string }
  | { kind: 'common'; baseRaw: JsonObject; now: string };

export type RenderOutcome = Result<Rendering, RenderFailure>;
export type EncodedOutcome = Result<EncodedRendering, RenderFailure>;
/** What the worker was asked for. */
export type AnyOutcome = RenderOutcome | EncodedOutcome;

/** To a worker. Lines and custom templates travel once; later requests name them. */
export interface WorkerRequest {
  id: number;
  lineKey: string;
  customKey: string | null;
  /** JSON of a `RenderWork`: one text crosses threads faster than an object of many members. */
  work: string;
  /** Files as bytes, not as text. */
  encoded: boolean;
  line?: PluginLine;
  custom?: CustomTemplates;
}

/** From a worker. `ready`: it has loaded and takes work. `missing`: it has forgotten the line or the custom templates, send them again. */
export type WorkerReply =
  { ready: true } | { id: number; outcome: AnyOutcome; ms: number } | { id: number; missing: true };

export function lineKeyOf(line: PluginLine): string {
  return `${line.id}\0${line.revision}`;
}

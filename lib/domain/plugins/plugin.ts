import type { JsonObject } from '../../shared/json';
import type { SyncSpec } from './sync';
import type { Capabilities, CommonFileSpec, FileSpec, UploadSpec, ValuesFile } from './schema';

/** A model as one line sees it: family, line, series, model and model-by-line variables merged, in this order. */
export interface PluginModel {
  name: string;
  /** Series of `models.json5`; files may be meant for it. */
  series?: string | null;
  capabilities: Capabilities;
  firmware: string | null;
  vars: JsonObject;
}

/**
 * One firmware line of a family, ready to render and serve. Plain data: it travels to workers as it is.
 * `revision` changes whenever anything in it does (a hash over its content).
 */
export interface PluginLine {
  id: string;
  family: string;
  vendor: string;
  version: string;
  firmware: string | null;
  description: Record<string, string>;
  aliases: string[];
  root: string | null;
  http: boolean;
  tftp: boolean;
  vars: JsonObject;
  models: Record<string, PluginModel>;
  /** Lower-cased model names and aliases to the name in `models`. */
  modelNames: Record<string, string>;
  deviceFiles: FileSpec[];
  commonFiles: CommonFileSpec[];
  expectedMissing: string[];
  uploads: UploadSpec[];
  maps: ValuesFile['maps'];
  derive: ValuesFile['derive'];
  phonebook: NonNullable<ValuesFile['phonebook']> | null;
  sync: SyncSpec;
  templates: Record<string, string>;
  revision: string;
}

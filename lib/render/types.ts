import type { JsonObject } from '../shared/json';

/** What a rendering needs. It is a pure function of this and of the plugin line. */
export interface RenderInput {
  /** Canonical id of the plugin line. */
  pluginId: string;
  device: JsonObject;
  /** Flattened configuration with the base settings, before defaults. */
  rawConfig: JsonObject;
  /** ISO 8601; the few values that depend on the date use it. */
  now: string;
}

export interface RenderedFile {
  /** Path from the root that phones see, without a leading slash, e.g. `Digium/000fd3a7de5a.cfg`. */
  path: string;
  alsoServedAs: string[];
  contents: string;
  encoding: 'utf-8' | 'iso-8859-1' | 'utf-16le';
  contentType: string;
  sensitive: boolean;
  trigger: boolean;
}

/** Why a device or a template could not be rendered, for the administrator who mends it. */
export interface RenderFailure {
  code:
    'no_mac' | 'no_template' | 'template_error' | 'limit' | 'timeout' | 'invalid_config' | 'unknown_plugin';
  message: string;
  template?: string;
  /** 1-based. */
  line?: number;
}

import { preparePluginConfig } from '../domain/configs/prepare';
import type { JsonObject } from '../shared/json';

/** The prepared configuration as plain data, and its warnings as one text each. */
export function preparedConfig(raw: JsonObject): { config: JsonObject; warnings: string[] } {
  const { config, warnings } = preparePluginConfig(raw);
  return {
    config: plainData(config),
    warnings: warnings.map(({ path, message }) => (path ? `${path}: ${message}` : message)),
  };
}

function plainData(config: object): JsonObject {
  // a PluginConfig holds JSON values only; members it does not have are absent, not undefined
  return config as JsonObject;
}

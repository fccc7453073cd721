import type { PluginLine } from '../../domain/plugins/plugin';
import type { JsonObject } from '../../shared/json';

/** The `plugin-info` document of a plugin line, with its description in one language. */
export function pluginInfo(line: PluginLine, locale: string | null): JsonObject {
  const capabilities: JsonObject = {};
  for (const model of Object.values(line.models)) {
    capabilities[`${line.vendor}, ${model.name}, ${model.firmware ?? line.firmware ?? '*'}`] = {
      ...model.capabilities,
    };
  }
  return {
    version: line.version,
    description: localized(line.description, locale),
    vendor: line.vendor,
    capabilities,
  };
}

/** By the locale (`fr_FR`), else its language (`fr`), else English, else whatever there is. */
export function localized(texts: Readonly<Record<string, string>>, locale: string | null): string {
  const language = locale?.split('_')[0] ?? 'en';
  const own = (key: string): string | undefined => (Object.hasOwn(texts, key) ? texts[key] : undefined);
  return own(locale ?? 'en') ?? own(language) ?? own('en') ?? Object.values(texts)[0] ?? '';
}

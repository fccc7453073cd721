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

const OTHER = 'description_';

/** A document with `description` and `description_<locale>` members: the one in the locale or its language is left. */
export function localizedInfo(info: JsonObject, locale: string | null): JsonObject {
  const result: JsonObject = {};
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(info)) {
    if (!key.startsWith(OTHER)) result[key] = value;
    else if (typeof value === 'string') texts[key.slice(OTHER.length)] = value;
  }
  if (typeof info.description === 'string')
    result.description = localized({ ...texts, en: info.description }, locale);
  return result;
}

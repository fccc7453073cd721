import type { PluginLine } from '../domain/plugins/plugin';
import type { CustomTemplates } from './custom-templates';
import { TemplateEngine } from './engine/template-engine';

/** Compiled templates live as long as the line (or the custom templates) they came from. */
const plain = new WeakMap<PluginLine, TemplateEngine>();
const customised = new WeakMap<PluginLine, WeakMap<CustomTemplates, TemplateEngine>>();

export function engineFor(line: PluginLine, custom?: CustomTemplates): TemplateEngine {
  if (!custom) return remember(plain, line, () => new TemplateEngine([{}, line.templates]));
  const ofLine = remember(customised, line, () => new WeakMap<CustomTemplates, TemplateEngine>());
  return remember(ofLine, custom, () => new TemplateEngine([custom.templates, line.templates]));
}

function remember<K extends object, V extends object>(cache: WeakMap<K, V>, key: K, make: () => V): V {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

import { FEATURES, FEATURE_NAMES, capabilityFeatures, type Feature } from '../domain/plugins/features';
import type { PluginLine } from '../domain/plugins/plugin';
import { parseExpressionText, parseTemplate } from '../render/engine/statement-parser';
import { expressionNames, templateNames, type TemplateNames } from './template-names';

/** By the templates of a family: what each reads. */
const parsed = new WeakMap<object, Map<string, TemplateNames>>();
/** By line: the names that its templates read, one entry for each set of files that a model may have. */
const known = new WeakMap<PluginLine, Map<string, ReadonlySet<string>>>();

/** What the files that the line makes for the model can say, and what the model is made for. */
export function modelFeatures(line: PluginLine, model: string): Feature[] {
  const entry = line.models[model];
  const own = line.deviceFiles.filter((file) => !file.models || file.models.includes(model));
  const shared = line.commonFiles.filter((file) => !file.models || file.models.includes(model));
  const templates = [...new Set([...own, ...shared].map((file) => file.template))].sort();
  let bySet = known.get(line);
  if (!bySet) known.set(line, (bySet = new Map()));
  const key = templates.join('\n');
  let names = bySet.get(key);
  if (!names) bySet.set(key, (names = namesRead(line, templates)));
  const can = entry?.capabilities ?? {};
  const found = new Set<Feature>(capabilityFeatures(can));
  if (line.uploads.length > 0) found.add('uploads');
  for (const feature of FEATURES) {
    if (FEATURE_NAMES[feature]?.some((name) => names.has(name))) found.add(feature);
  }
  if (can.function_keys === 0 && (can.expansion_modules ?? 0) === 0) found.delete('function_keys');
  return FEATURES.filter((feature) => found.has(feature));
}

function namesOf(templates: PluginLine['templates'], name: string): TemplateNames | null {
  let family = parsed.get(templates);
  if (!family) parsed.set(templates, (family = new Map()));
  const read = family.get(name);
  if (read) return read;
  const text = Object.hasOwn(templates, name) ? templates[name] : undefined;
  if (text === undefined) return null;
  const found = templateNames(parseTemplate(text));
  family.set(name, found);
  return found;
}

/** Every name and member that the templates read, those that they include and the values derived for them too. */
function namesRead(line: PluginLine, templates: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const queue = [...templates];
  const take = (found: TemplateNames): void => {
    for (const { name } of found.names) names.add(name);
    for (const { member } of found.members) names.add(member);
    queue.push(...(found.dynamic ? Object.keys(line.templates) : found.templates.map(({ name }) => name)));
  };
  const steps = [...line.derive];
  do {
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const found = namesOf(line.templates, at);
      if (found) take(found);
    }
    // A derived value counts when something that counts reads it.
    const used = steps.findIndex((step) => names.has(step.name));
    const [step] = used < 0 ? [] : steps.splice(used, 1);
    if (!step) return names;
    if ('template' in step) queue.push(step.template);
    else take(expressionNames(parseExpressionText(step.expression)));
  } while (true);
}

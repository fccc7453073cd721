import type { CatalogueFile, CatalogueLine, CatalogueModel } from '../domain/console/catalogue';
import type { PluginLine } from '../domain/plugins/plugin';
import type { Family } from './family';
import { modelFeatures } from './model-features';
import type { PluginRegistry } from './registry';

const order = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Every model of the registry, by vendor, then by name. */
export function catalogueOf(registry: Pick<PluginRegistry, 'families'>): CatalogueModel[] {
  return [...registry.families.values()]
    .flatMap(familyModels)
    .sort(
      (a, b) =>
        order.compare(a.vendor, b.vendor) ||
        order.compare(a.name, b.name) ||
        order.compare(a.family, b.family),
    );
}

/** The lines of the family that know the model, the preferred one first. */
export function linesOfModel(family: Family, model: string): PluginLine[] {
  const preferred = family.preferredLine[model.toLowerCase()];
  return family.lines
    .filter((line) => Object.hasOwn(line.models, model))
    .sort((a, b) => Number(b.id === preferred) - Number(a.id === preferred));
}

/** The files that phones of the model get from the line. */
export function filesOfModel(line: PluginLine, model: string): CatalogueFile[] {
  const below = (path: string): string => (line.root === null ? path : `${line.root}/${path}`);
  const view = (common: boolean) => (file: PluginLine['commonFiles'][number]) => ({
    path: below(file.path),
    alsoServedAs: file.alsoServedAs.map(below),
    format: file.format,
    sensitive: file.sensitive,
    common,
  });
  const mine = (file: { models?: string[] }): boolean => !file.models || file.models.includes(model);
  return [
    ...line.deviceFiles.filter(mine).map(view(false)),
    ...line.commonFiles.filter(mine).map(view(true)),
  ];
}

function familyModels(family: Family): CatalogueModel[] {
  return Object.entries(family.source.models.value.models).flatMap(([name, { aliases }]) => {
    const lines = linesOfModel(family, name);
    const [preferred] = lines;
    if (!preferred) return [];
    return [
      {
        family: family.id,
        vendor: family.vendor,
        name,
        aliases,
        capabilities: preferred.models[name]?.capabilities ?? {},
        features: modelFeatures(preferred, name),
        lines: lines.map((line) => lineView(line, name)),
      },
    ];
  });
}

function lineView(line: PluginLine, model: string): CatalogueLine {
  return {
    id: line.id,
    version: line.version,
    firmware: line.models[model]?.firmware ?? line.firmware,
    protocols: [...(line.http ? (['http'] as const) : []), ...(line.tftp ? (['tftp'] as const) : [])],
  };
}

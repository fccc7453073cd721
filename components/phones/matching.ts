import type { CatalogueRow } from '@/lib/domain/console/catalogue';
import type { PhonesQuery } from './use-phones-url';

/** The models that fit every filter and have every word of the search somewhere. */
export function matchingModels(models: readonly CatalogueRow[], query: PhonesQuery): CatalogueRow[] {
  const words = query.q.toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter((model) => {
    if (query.vendor.length > 0 && !query.vendor.includes(model.vendor)) return false;
    if (query.type.length > 0 && !query.type.includes(model.capabilities.type ?? '')) return false;
    if (!query.feature.every((feature) => model.features.includes(feature))) return false;
    const text = [
      model.vendor,
      model.name,
      ...model.aliases,
      ...model.lines.flatMap((line) => [line.id, line.firmware ?? '']),
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

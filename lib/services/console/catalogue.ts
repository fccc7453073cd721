import { countDevicesByModel } from '../../db/console/plugins';
import type { CatalogueDetail, CatalogueModel, CatalogueRow } from '../../domain/console/catalogue';
import { catalogueOf, filesOfModel, linesOfModel } from '../../plugins/catalogue';
import { findLine, type PluginRegistry } from '../../plugins/registry';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import type { ConsoleContext } from './context';
import { userScope } from './scope';
import type { SessionUser } from './sign-in';

/** Made once for each registry: its templates are read for it. */
const catalogues = new WeakMap<PluginRegistry, CatalogueModel[]>();

/** Every model that the installed families know, with how many of the user's devices are one. */
export async function listCatalogue(context: ConsoleContext, user: SessionUser): Promise<CatalogueRow[]> {
  const registry = await context.plugins();
  const fleet = await readFleet(context, user, registry);
  return modelsOf(registry).map((model) => ({ ...model, devices: fleet(model).devices }));
}

export async function readCatalogueModel(
  context: ConsoleContext,
  user: SessionUser,
  family: string,
  name: string,
): Promise<Result<CatalogueDetail>> {
  const registry = await context.plugins();
  const model = modelsOf(registry).find((one) => one.family === family && one.name === name);
  const found = registry.families.get(family);
  if (!model || !found) return err(appError('not_found', 'No installed plugin knows this model.'));
  const fleet = await readFleet(context, user, registry);
  return ok({
    ...model,
    ...fleet(model),
    description: found.description,
    url: found.url,
    sources: found.sources,
    files: linesOfModel(found, name).map((line) => ({ line: line.id, files: filesOfModel(line, name) })),
  });
}

function modelsOf(registry: PluginRegistry): CatalogueModel[] {
  let models = catalogues.get(registry);
  if (!models) catalogues.set(registry, (models = catalogueOf(registry)));
  return models;
}

/** Which devices are a model: vendor and name fit, and so does the family where the device has a plugin. */
async function readFleet(
  context: ConsoleContext,
  user: SessionUser,
  registry: PluginRegistry,
): Promise<(model: CatalogueModel) => { devices: number; names: string[] }> {
  const rows = await countDevicesByModel(context.database.sql, await userScope(context, user));
  const byModel = new Map<string, { family: string | null; model: string; n: number }[]>();
  for (const { vendor, model, plugin, n } of rows) {
    const family = plugin === null ? null : (findLine(registry, plugin)?.family ?? null);
    const key = keyOf(vendor, model);
    byModel.set(key, [...(byModel.get(key) ?? []), { family, model, n }]);
  }
  return (model) => {
    const spellings = new Set([model.name, ...model.aliases].map((name) => keyOf(model.vendor, name)));
    const mine = [...spellings]
      .flatMap((key) => byModel.get(key) ?? [])
      .filter(({ family }) => family === null || family === model.family);
    return {
      devices: mine.reduce((sum, { n }) => sum + n, 0),
      names: [...new Set(mine.map((row) => row.model))].sort(),
    };
  };
}

function keyOf(vendor: string, model: string): string {
  return `${vendor}\u0000${model}`.toLowerCase();
}

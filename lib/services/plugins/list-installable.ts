import type { PackageDefinition } from '../../domain/plugins/firmware';
import { listPackages } from '../../db/packages/packages';
import { readDefinitions } from '../../packages/definitions';
import { refusals } from '../../packages/refusal';
import { appError } from '../../shared/errors';
import type { JsonObject } from '../../shared/json';
import { err, ok, type Result } from '../../shared/result';
import { authorize } from '../access/access';
import { rightPart } from '../access/acl';
import type { Caller } from '../actor';
import { NO_SUCH_RESOURCE } from '../configs/get-config';
import type { ServiceContext } from '../context';
import { descriptionLocale } from '../parameters/parameters';
import { currentIndex } from './plugin-index';
import { localized, localizedInfo } from './plugin-info';

/** The plugins of the index: each with its `plugin-info`, in one language, and the size of its archive. */
export async function listInstallablePlugins(
  context: ServiceContext,
  caller: Caller,
): Promise<Result<Record<string, JsonObject>>> {
  const allowed = authorize(caller, 'provd.pg_mgr.install.installable.read');
  if (!allowed.ok) return allowed;
  if (!context.packages) return ok({});
  const { entries } = await currentIndex(context.packages);
  const locale = await descriptionLocale(context);
  return ok(
    Object.fromEntries(
      [...entries].map(([id, { info, dsize, sha1sum }]) => [
        id,
        { ...localizedInfo(info, locale), dsize, sha1sum },
      ]),
    ),
  );
}

/** The packages that a plugin offers. */
export async function listInstallablePackages(
  context: ServiceContext,
  caller: Caller,
  plugin: string,
): Promise<Result<Record<string, JsonObject>>> {
  const allowed = authorize(caller, `provd.pg_mgr.plugins.${rightPart(plugin)}.install.installable.read`);
  if (!allowed.ok) return allowed;
  const definitions = await packagesOf(context, plugin);
  if (!definitions.ok) return definitions;
  const locale = await descriptionLocale(context);
  return ok(
    Object.fromEntries(
      definitions.value.map(({ id, version, description, files }) => [
        id,
        {
          version,
          description: localized(description, locale),
          dsize: files.reduce((sum, { size }) => sum + size, 0),
        },
      ]),
    ),
  );
}

export async function listInstalledPackages(
  context: ServiceContext,
  caller: Caller,
  plugin: string,
): Promise<Result<Record<string, JsonObject>>> {
  const allowed = authorize(caller, `provd.pg_mgr.plugins.${rightPart(plugin)}.install.installed.read`);
  if (!allowed.ok) return allowed;
  const line = await context.plugins.find(plugin);
  if (!line) return err(NO_SUCH_RESOURCE);
  const locale = await descriptionLocale(context);
  const installed = await listPackages(context.database.sql, line.id);
  return ok(
    Object.fromEntries(
      installed.map(({ id, version, info }) => [
        id,
        { version, description: localizedInfo(info, locale).description ?? '' },
      ]),
    ),
  );
}

/** What the plugin's folder says of packages. */
export async function packagesOf(
  context: ServiceContext,
  plugin: string,
): Promise<Result<PackageDefinition[]>> {
  const line = await context.plugins.find(plugin);
  const folder = line && (await context.plugins.folderOf(line.id));
  if (!line || !folder) return err(NO_SUCH_RESOURCE);
  const read = await refusals(() => readDefinitions(folder, line.id));
  return read.ok
    ? read
    : err(appError('internal', `the packages of ${line.id} can't be read: ${read.error.message}`));
}

import type { JsonObject } from '../../shared/json';
import { err, ok, type Result } from '../../shared/result';
import { authorize } from '../access/access';
import { rightPart } from '../access/acl';
import type { Caller } from '../actor';
import { NO_SUCH_RESOURCE } from '../configs/get-config';
import type { ServiceContext } from '../context';
import { descriptionLocale } from '../parameters/parameters';
import { pluginInfo } from './plugin-info';

/** Canonical ids of the loaded plugins. */
export async function listPluginIds(context: ServiceContext, caller: Caller): Promise<Result<string[]>> {
  const allowed = authorize(caller, 'provd.pg_mgr.plugins.read');
  if (!allowed.ok) return allowed;
  return ok((await context.plugins.list()).map((line) => line.id));
}

/** What is known of each installed plugin, by canonical id. */
export async function listInstalledPlugins(
  context: ServiceContext,
  caller: Caller,
): Promise<Result<Record<string, JsonObject>>> {
  const allowed = authorize(caller, 'provd.pg_mgr.install.installed.read');
  if (!allowed.ok) return allowed;
  const locale = await descriptionLocale(context);
  return ok(
    Object.fromEntries((await context.plugins.list()).map((line) => [line.id, pluginInfo(line, locale)])),
  );
}

export async function getPluginInfo(
  context: ServiceContext,
  caller: Caller,
  id: string,
): Promise<Result<JsonObject>> {
  const allowed = authorize(caller, `provd.pg_mgr.plugins.${rightPart(id)}.info.read`);
  if (!allowed.ok) return allowed;
  const line = await context.plugins.find(id);
  return line ? ok(pluginInfo(line, await descriptionLocale(context))) : err(NO_SUCH_RESOURCE);
}

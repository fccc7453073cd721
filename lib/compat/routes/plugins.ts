import { rightPart } from '../../services/access/acl';
import type { PluginCatalog } from '../../services/context';
import { installPackage } from '../../services/plugins/install-package';
import { installPlugin, upgradePlugin } from '../../services/plugins/install-plugin';
import {
  listInstallablePackages,
  listInstallablePlugins,
  listInstalledPackages,
} from '../../services/plugins/list-installable';
import { getPluginInfo, listInstalledPlugins, listPluginIds } from '../../services/plugins/list-plugins';
import { reloadPlugin } from '../../services/plugins/reload-plugin';
import { uninstallPackage } from '../../services/plugins/uninstall-package';
import { uninstallPlugin } from '../../services/plugins/uninstall-plugin';
import { updatePluginIndex } from '../../services/plugins/update-index';
import type { JsonObject } from '../../shared/json';
import type { Result } from '../../shared/result';
import { bodyId } from '../bodies';
import type { CompatResponse, Exchange } from '../http';
import { linkList, node, type Links } from '../links';
import { failure, json, noContent, started } from '../responses';
import type { Action, Route } from '../router';
import { operationRoute } from './operations';

const INSTALL_LINKS: Links = [
  ['srv.install.install', 'install'],
  ['srv.install.uninstall', 'uninstall'],
  ['srv.install.installed', 'installed'],
  ['srv.install.installable', 'installable'],
];

type StartOperation = (exchange: Exchange, id: string) => Promise<CompatResponse>;

/** POST `{"id": …}`. */
function onId(right: Action['right'], run: StartOperation): { POST: Action } {
  return {
    POST: {
      right,
      takes: 'json',
      run: async (exchange) => {
        const id = bodyId(exchange.body);
        return id.ok ? run(exchange, id.value) : failure(id.error);
      },
    },
  };
}

export function pluginRoutes(plugins: Pick<PluginCatalog, 'find'>): Route[] {
  const exists: Route['exists'] = async ({ id }) => (await plugins.find(id ?? '')) !== null;
  const of =
    (what: string): Action['right'] =>
    ({ id }) =>
      `provd.pg_mgr.plugins.${rightPart(id ?? '')}.${what}`;
  return [
    {
      path: 'pg_mgr',
      actions: node('provd.pg_mgr.read', [
        ['srv.install', 'install'],
        ['pg.plugins', 'plugins'],
        ['pg.reload', 'reload'],
      ]),
    },
    {
      path: 'pg_mgr/plugins',
      actions: { GET: { right: () => 'provd.pg_mgr.plugins.read', run: listPlugins } },
    },
    {
      path: 'pg_mgr/plugins/:id',
      exists,
      actions: node(of('read'), [
        ['pg.info', 'info'],
        ['srv.install', 'install'],
      ]),
    },
    { path: 'pg_mgr/plugins/:id/info', exists, actions: { GET: { right: of('info.read'), run: info } } },
    { path: 'pg_mgr/plugins/:id/install', exists, actions: node(of('install.read'), INSTALL_LINKS) },
    {
      path: 'pg_mgr/plugins/:id/install/installed',
      exists,
      actions: { GET: { right: of('install.installed.read'), run: packagesInstalled } },
    },
    {
      path: 'pg_mgr/plugins/:id/install/installable',
      exists,
      actions: { GET: { right: of('install.installable.read'), run: packagesInstallable } },
    },
    ...(['install', 'upgrade'] as const).map((verb): Route => ({
      path: `pg_mgr/plugins/:id/install/${verb}`,
      exists,
      actions: onId(of(`install.${verb}.create`), (exchange, id) => packageInstall(exchange, verb, id)),
    })),
    {
      path: 'pg_mgr/plugins/:id/install/uninstall',
      exists,
      actions: onId(of('install.uninstall.create'), async ({ context, caller, params }, id) => {
        const done = await uninstallPackage(context, caller, params.id ?? '', id);
        return done.ok ? noContent() : failure(done.error);
      }),
    },
    operationRoute('pg_mgr/plugins/:id/install/install', exists),
    operationRoute('pg_mgr/plugins/:id/install/upgrade', exists),
    {
      path: 'pg_mgr/install',
      actions: node('provd.pg_mgr.install.read', [
        ...INSTALL_LINKS,
        ['srv.install.upgrade', 'upgrade'],
        ['srv.install.update', 'update'],
      ]),
    },
    {
      path: 'pg_mgr/install/installed',
      actions: { GET: { right: () => 'provd.pg_mgr.install.installed.read', run: installed } },
    },
    {
      path: 'pg_mgr/install/installable',
      actions: { GET: { right: () => 'provd.pg_mgr.install.installable.read', run: installable } },
    },
    {
      path: 'pg_mgr/install/update',
      actions: { POST: { right: () => 'provd.pg_mgr.install.update.create', run: update, takes: 'json' } },
    },
    {
      path: 'pg_mgr/install/install',
      actions: onId(
        () => 'provd.pg_mgr.install.install.create',
        async ({ context, caller, path }, id) => {
          const operation = await installPlugin(context, caller, id);
          return operation.ok ? started(`${path}/${operation.value.number}`) : failure(operation.error);
        },
      ),
    },
    {
      path: 'pg_mgr/install/upgrade',
      actions: onId(
        () => 'provd.pg_mgr.install.upgrade.create',
        async ({ context, caller, path }, id) => {
          const operation = await upgradePlugin(context, caller, id);
          return operation.ok ? started(`${path}/${operation.value.number}`) : failure(operation.error);
        },
      ),
    },
    {
      path: 'pg_mgr/install/uninstall',
      actions: onId(
        () => 'provd.pg_mgr.install.uninstall.create',
        async ({ context, caller }, id) => {
          const done = await uninstallPlugin(context, caller, id);
          return done.ok ? noContent() : failure(done.error);
        },
      ),
    },
    ...['install', 'upgrade', 'update'].map((verb) => operationRoute(`pg_mgr/install/${verb}`)),
    {
      path: 'pg_mgr/reload',
      actions: onId(
        () => 'provd.pg_mgr.reload.create',
        async ({ context, caller }, id) => {
          const done = await reloadPlugin(context, caller, id);
          return done.ok ? noContent() : failure(done.error);
        },
      ),
    },
  ];
}

async function listPlugins({ context, caller, path }: Exchange): Promise<CompatResponse> {
  const ids = await listPluginIds(context, caller);
  if (!ids.ok) return failure(ids.error);
  const plugins: JsonObject = {};
  for (const id of ids.value) plugins[id] = { links: linkList(path, [['pg.plugin', id]]) };
  return json({ plugins });
}

async function info({ context, caller, params }: Exchange): Promise<CompatResponse> {
  const found = await getPluginInfo(context, caller, params.id ?? '');
  return found.ok ? json({ plugin_info: found.value }) : failure(found.error);
}

async function installed({ context, caller }: Exchange): Promise<CompatResponse> {
  return packages(await listInstalledPlugins(context, caller));
}

async function installable({ context, caller }: Exchange): Promise<CompatResponse> {
  return packages(await listInstallablePlugins(context, caller));
}

async function packagesInstalled({ context, caller, params }: Exchange): Promise<CompatResponse> {
  return packages(await listInstalledPackages(context, caller, params.id ?? ''));
}

async function packagesInstallable({ context, caller, params }: Exchange): Promise<CompatResponse> {
  return packages(await listInstallablePackages(context, caller, params.id ?? ''));
}

function packages(found: Result<JsonObject>): CompatResponse {
  return found.ok ? json({ pkgs: found.value }) : failure(found.error);
}

/** To install a package that is there brings it up to date; clients have a command for either. */
async function packageInstall(
  { context, caller, params, path }: Exchange,
  verb: 'install' | 'upgrade',
  id: string,
): Promise<CompatResponse> {
  // As operations are looked up: below the version, decoded.
  const resource = decodeURIComponent(path.slice('/0.2'.length));
  const operation = await installPackage(context, caller, {
    plugin: params.id ?? '',
    id,
    verb,
    path: resource,
  });
  return operation.ok ? started(`${path}/${operation.value.number}`) : failure(operation.error);
}

async function update({ context, caller, path }: Exchange): Promise<CompatResponse> {
  const operation = await updatePluginIndex(context, caller);
  return operation.ok ? started(`${path}/${operation.value.number}`) : failure(operation.error);
}

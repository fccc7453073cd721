import type { Command } from 'commander';
import { z } from 'zod';
import { appError } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';
import type { Api } from './api';
import { apiCommand, needsYes, runOnApi, yesOption, type Report } from './command';
import { forEach, summary, type Done } from './each';
import { startAndFollow } from './operation';
import { table } from './table';

/** An install service of `/0.2`: the plugins of the server, or the packages of one plugin. */
interface InstallService {
  what: 'plugin' | 'package';
  /** Arguments before the ids, and the path that they make. */
  place: readonly string[];
  path: (plugin: string) => string;
  /** What it means that the place is not there. */
  missing?: (plugin: string) => string;
}

const localized = z.union([z.string(), z.record(z.string(), z.string())]);
const packages = z.object({
  pkgs: z.record(
    z.string(),
    z.looseObject({
      version: z.string().nullish(),
      description: localized.nullish(),
      dsize: z.number().nullish(),
    }),
  ),
});
type Packages = z.infer<typeof packages>['pkgs'];

const allShape = { all: z.boolean().default(false) };

export function installCommands(group: Command, service: InstallService): void {
  const { what } = service;
  const inPlace = (name: string, ids = ''): string => [name, ...service.place, ids].filter(Boolean).join(' ');
  /** commander gives the arguments one by one, then the options and the command. */
  const split = (given: unknown[]): { base: string; ids: string[]; command: Command; named: Named } => {
    const command = given.at(-1) as Command; // commander's own order
    const [first, second] = command.processedArgs.map((value: unknown) => argument.parse(value));
    const place = service.place.length > 0 ? ([first].flat()[0] ?? '') : '';
    const ids = service.place.length > 0 ? second : first;
    const message = service.missing?.(place);
    const named: Named = (api) => (message === undefined ? api : saying(api, message));
    return { base: service.path(place), ids: [ids ?? []].flat(), command, named };
  };

  for (const state of ['installed', 'installable'] as const) {
    apiCommand(group, inPlace(state), `list ${state} ${what}s`).action(async (...given: unknown[]) => {
      const { base, command, named } = split(given);
      return runOnApi(command, z.object({}), async ({ api }) => {
        const found = await named(api).get(`${base}/${state}`, packages);
        return found.ok ? ok(listReport(found.value.pkgs)) : found;
      });
    });
  }

  apiCommand(group, inPlace('install', '[ids...]'), `install ${what}s`)
    .option('--all', 'every installable one that is not installed')
    .action(async (...given: unknown[]) => {
      const { base, ids, command, named } = split(given);
      return runOnApi(command, z.object(allShape), async ({ api: plain, options }) => {
        const api = named(plain);
        const wanted = await choose(api, base, ids, options.all, 'new', what);
        return wanted.ok ? oneByOne(api, base, 'install', wanted.value, 'installed', what) : wanted;
      });
    });

  apiCommand(group, inPlace('upgrade', '[ids...]'), `upgrade ${what}s`)
    .option('--all', 'every one of which there is another version')
    .action(async (...given: unknown[]) => {
      const { base, ids, command, named } = split(given);
      return runOnApi(command, z.object(allShape), async ({ api: plain, options }) => {
        const api = named(plain);
        const wanted = await choose(api, base, ids, options.all, 'outdated', what);
        return wanted.ok ? oneByOne(api, base, 'upgrade', wanted.value, 'upgraded', what) : wanted;
      });
    });

  apiCommand(group, inPlace('uninstall', '<ids...>'), `uninstall ${what}s`)
    .option('--yes', 'also when it is more than one')
    .action(async (...given: unknown[]) => {
      const { base, ids, command, named } = split(given);
      return runOnApi(command, z.object(yesOption), async ({ api, options }) => {
        const sure = needsYes(ids.length, options.yes, 'uninstalls');
        if (!sure.ok) return sure;
        const done = await forEach('uninstall', ids, (id) =>
          named(api).call('POST', `${base}/uninstall`, { body: { id } }),
        );
        return summary(done, ids.length, 'uninstalled', what);
      });
    });
}

type Named = (api: Api) => Api;

/** The same API, which says in words what a path means that leads nowhere; monitors of operations come and go. */
function saying(api: Api, message: string): Api {
  const told = <T>(path: string, answer: Result<T>): Result<T> =>
    !answer.ok && answer.error.code === 'not_found' && !/\/\d+$/.test(path)
      ? err(appError('not_found', message))
      : answer;
  return {
    address: api.address,
    call: async (method, path, options) => told(path, await api.call(method, path, options)),
    get: async (path, shape) => told(path, await api.get(path, shape)),
  };
}

const argument = z.union([z.string(), z.array(z.string())]);

function listReport(found: Packages): Report {
  const rows = Object.entries(found).map(([id, { version, description, dsize }]) => [
    id,
    version ?? null,
    typeof dsize === 'number' ? `${(dsize / 1_048_576).toFixed(1)} MB` : null,
    typeof description === 'string' ? description : (description?.en ?? null),
  ]);
  return { data: found, lines: table(['id', 'version', 'size', 'description'], rows) };
}

async function choose(
  api: Api,
  base: string,
  ids: readonly string[],
  all: boolean,
  which: 'new' | 'outdated',
  what: string,
): Promise<Result<string[]>> {
  if (ids.length > 0 && all) return err(appError('invalid', 'Give ids or --all, not both.'));
  if (ids.length > 0) return ok([...new Set(ids)]);
  if (!all) return err(appError('invalid', `Which ${what}s? Give ids, or --all.`));
  const installable = await api.get(`${base}/installable`, packages);
  if (!installable.ok) return installable;
  const installed = await api.get(`${base}/installed`, packages);
  if (!installed.ok) return installed;
  const have = installed.value.pkgs;
  return ok(
    Object.entries(installable.value.pkgs).flatMap(([id, { version }]) => {
      const own = Object.hasOwn(have, id) ? have[id] : undefined;
      const wanted = which === 'new' ? !own : own !== undefined && own.version !== version;
      return wanted ? [id] : [];
    }),
  );
}

/** One after the other, each with a bar of its own: they share the server's connection and disk. */
async function oneByOne(
  api: Api,
  base: string,
  verb: 'install' | 'upgrade',
  ids: readonly string[],
  past: string,
  what: string,
): Promise<Result<Report>> {
  const done: Done[] = [];
  for (const [i, id] of ids.entries()) {
    const label = ids.length > 1 ? `${id} (${i + 1}/${ids.length})` : id;
    const result = await startAndFollow(api, `${base}/${verb}`, { id }, label);
    done.push(result.ok ? { id, ok: true } : { id, ok: false, error: result.error });
    if (!result.ok && ['unavailable', 'unauthorized', 'forbidden'].includes(result.error.code)) break;
  }
  return summary(done, ids.length, past, what);
}

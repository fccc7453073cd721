import type { Command } from 'commander';
import { z } from 'zod';
import { isJsonObject, type JsonObject } from '../../lib/shared/json';
import { ok } from '../../lib/shared/result';
import { apiCommand, runOnApi } from '../cli/command';
import { installCommands } from '../cli/install';
import { startAndFollow } from '../cli/operation';
import { table } from '../cli/table';
import { commandGroup } from './command-group';

const PLUGINS = '/0.2/pg_mgr/plugins';
const INSTALL = '/0.2/pg_mgr/install';
const none = z.object({});
const listed = z.object({ plugins: z.record(z.string(), z.unknown()) });
const info = z.object({ plugin_info: z.custom<JsonObject>(isJsonObject) });

export function register(program: Command): void {
  const plugins = commandGroup(program, 'plugins', 'what is known of families of phones');

  apiCommand(plugins, 'list', 'list the plugins that devices can have').action(
    async (_options, command: Command) =>
      runOnApi(command, none, async ({ api }) => {
        const found = await api.get(PLUGINS, listed);
        if (!found.ok) return found;
        const ids = Object.keys(found.value.plugins);
        return ok({
          data: ids,
          lines: table(
            ['id'],
            ids.map((id) => [id]),
          ),
        });
      }),
  );

  apiCommand(plugins, 'info <id>', 'show what a plugin is for').action(
    async (id: string, _options, command: Command) =>
      runOnApi(command, none, async ({ api }) => {
        const found = await api.get(`${PLUGINS}/${encodeURIComponent(id)}/info`, info);
        if (!found.ok) return found;
        const data = found.value.plugin_info;
        return ok({ data, lines: JSON.stringify(data, null, 2).split('\n') });
      }),
  );

  installCommands(plugins, { what: 'plugin', place: [], path: () => INSTALL });

  apiCommand(plugins, 'refresh', 'fetch the list of installable plugins again').action(
    async (_options, command: Command) =>
      runOnApi(command, none, async ({ api }) => {
        const done = await startAndFollow(api, `${INSTALL}/update`, {}, 'Fetching');
        return done.ok ? ok({ data: {}, lines: ['The list of installable plugins is up to date.'] }) : done;
      }),
  );

  apiCommand(plugins, 'reload <id>', 'read the files of an installed plugin again').action(
    async (id: string, _options, command: Command) =>
      runOnApi(command, none, async ({ api }) => {
        const done = await api.call('POST', '/0.2/pg_mgr/reload', { body: { id } });
        return done.ok ? ok({ data: { id }, lines: [`${id} reloaded`] }) : done;
      }),
  );
}

import type { Command } from 'commander';
import { z } from 'zod';
import { appError } from '../../lib/shared/errors';
import { err, ok } from '../../lib/shared/result';
import { apiCommand, runOnApi } from '../cli/command';
import { changeDocument } from '../cli/document';
import { change, DEVICES } from '../cli/documents';
import { forEach, summary } from '../cli/each';
import { matchingIds } from '../cli/list-query';
import { synchronize } from '../cli/operation';

const schema = z.object({ synchronize: z.boolean().default(false), recurse: z.boolean().default(false) });

export function register(program: Command): void {
  apiCommand(program, 'mass-update-plugin <old> <new>', 'give every device of one plugin another one')
    .option('--synchronize', 'have each phone fetch its files afterwards')
    .option('--recurse', 'devices of tenants below the own one too')
    .action(async (from: string, to: string, _options, command: Command) =>
      runOnApi(command, schema, async ({ api, options }) => {
        const known = await api.call('GET', `/0.2/pg_mgr/plugins/${encodeURIComponent(to)}/info`);
        if (!known.ok) {
          return known.error.code === 'not_found'
            ? err(appError('not_found', `The plugin ${to} is not installed. See: offhook plugins list`))
            : known;
        }
        const ids = await matchingIds(api, DEVICES.path, DEVICES.many, {
          selector: { plugin: from },
          recurse: options.recurse,
        });
        if (!ids.ok) return ids;
        const done = await forEach('Changing', ids.value, async (id) => {
          const changed = await change(api, DEVICES, id, (before) =>
            changeDocument(before, [`plugin=${JSON.stringify(to)}`], []),
          );
          return changed.ok && options.synchronize ? synchronize(api, id) : changed;
        });
        if (ids.value.length === 0)
          return ok({
            data: { done: [], failed: [], notTried: 0 },
            lines: [`No device has the plugin ${from}.`],
          });
        return summary(
          done,
          ids.value.length,
          options.synchronize ? 'changed and synchronized' : 'changed',
          'device',
        );
      }),
    );
}

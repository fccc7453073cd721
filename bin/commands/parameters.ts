import type { Command } from 'commander';
import { z } from 'zod';
import { appError } from '../../lib/shared/errors';
import type { JsonValue } from '../../lib/shared/json';
import { err, ok } from '../../lib/shared/result';
import { apiCommand, runOnApi } from '../cli/command';
import { table } from '../cli/table';
import { commandGroup } from './command-group';

const CONFIGURE = '/0.2/configure';
const json = z.json();
const many = z.object({
  params: z.array(z.object({ id: z.string(), description: z.string(), value: json })),
});
const one = z.object({ param: z.object({ value: json }) });

export function register(program: Command): void {
  const parameters = commandGroup(program, 'parameters', 'settings of the server');

  apiCommand(parameters, 'list', 'list the parameters').action(async (_options, command: Command) =>
    runOnApi(command, z.object({}), async ({ api }) => {
      const found = await api.get(CONFIGURE, many);
      if (!found.ok) return found;
      const data = found.value.params;
      const rows = data.map(({ id, value, description }) => [id, text(value), description]);
      return ok({ data, lines: table(['name', 'value', 'description'], rows) });
    }),
  );

  apiCommand(parameters, 'get <name>', 'show the value of a parameter').action(
    async (name: string, _options, command: Command) =>
      runOnApi(command, z.object({}), async ({ api }) => {
        const found = await api.get(path(name), one);
        if (!found.ok) return found;
        const { value } = found.value.param;
        return ok({ data: { name, value }, lines: [text(value) ?? ''] });
      }),
  );

  apiCommand(parameters, 'set <name> [value]', 'give a parameter a value')
    .option('--unset', 'take the value away')
    .action(async (name: string, value: string | undefined, _options, command: Command) =>
      runOnApi(command, z.object({ unset: z.boolean().default(false) }), async ({ api, options }) => {
        if ((value === undefined) !== options.unset)
          return err(appError('invalid', 'Give a value or --unset, one of the two.'));
        const body = { param: { value: options.unset ? null : value } };
        const done = await api.call('PUT', path(name), { body });
        return done.ok ? ok({ data: { name }, lines: [`${name} is set`] }) : done;
      }),
    );
}

function path(name: string): string {
  return `${CONFIGURE}/${encodeURIComponent(name)}`;
}

function text(value: JsonValue): string | null {
  return value === null || typeof value === 'string' ? value : JSON.stringify(value);
}

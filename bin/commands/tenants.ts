import type { Command } from 'commander';
import { z } from 'zod';
import { ok } from '../../lib/shared/result';
import { apiCommand, runOnApi } from '../cli/command';
import { table } from '../cli/table';
import { commandGroup } from './command-group';

const TENANTS = '/api/tenants';
const tenant = z.looseObject({
  id: z.string(),
  parent: z.string().nullable(),
  name: z.string(),
  slug: z.string().nullable(),
  devices: z.number(),
  configs: z.number(),
  users: z.number(),
  tokens: z.number(),
});
type Tenant = z.infer<typeof tenant>;

const optional = z.string().optional();

export function register(program: Command): void {
  const tenants = commandGroup(program, 'tenants', 'customers or departments, as a tree');

  apiCommand(tenants, 'list', 'list the own tenant and those below it').action(
    async (_options, command: Command) =>
      runOnApi(command, z.object({}), async ({ api }) => {
        const found = await api.get(TENANTS, z.array(tenant));
        if (!found.ok) return found;
        const rows = asTree(found.value).map(({ row, depth }) => [
          row.id,
          `${'  '.repeat(depth)}${row.name}`,
          row.slug,
          ...[row.devices, row.configs, row.users, row.tokens].map(String),
        ]);
        const heads = ['id', 'name', 'short name', 'devices', 'configs', 'users', 'tokens'];
        return ok({ data: found.value, lines: table(heads, rows) });
      }),
  );

  apiCommand(tenants, 'create <name>', 'make a tenant')
    .option('--parent <uuid>', 'below this one; else below the tenant that you act in')
    .option('--slug <name>', 'short name: small letters, digits, - and _')
    .option('--id <uuid>', 'its id, as another system knows it')
    .action(async (name: string, _options, command: Command) =>
      runOnApi(
        command,
        z.object({ parent: optional, slug: optional, id: optional }),
        async ({ api, options }) => {
          const answer = await api.call('POST', TENANTS, { body: { name, ...options } });
          if (!answer.ok) return answer;
          const data = z.looseObject({ id: z.string() }).parse(JSON.parse(answer.value.text));
          return ok({ data, lines: [data.id] });
        },
      ),
    );

  apiCommand(tenants, 'rename <id> <name>', 'give a tenant another name')
    .option('--slug <name>', 'its short name; without it there is none')
    .action(async (id: string, name: string, _options, command: Command) =>
      runOnApi(command, z.object({ slug: optional }), async ({ api, options }) => {
        const done = await api.call('PATCH', `${TENANTS}/${encodeURIComponent(id)}`, {
          body: { name, ...options },
        });
        return done.ok ? ok({ data: { id }, lines: [`${id} is ${name} now`] }) : done;
      }),
    );

  apiCommand(tenants, 'delete <id>', 'delete an empty tenant').action(
    async (id: string, _options, command: Command) =>
      runOnApi(command, z.object({}), async ({ api }) => {
        const done = await api.call('DELETE', `${TENANTS}/${encodeURIComponent(id)}`);
        return done.ok ? ok({ data: { id }, lines: [`${id} deleted`] }) : done;
      }),
  );
}

/** Parents before their children, each with how deep it lies. */
function asTree(rows: readonly Tenant[]): { row: Tenant; depth: number }[] {
  const below = new Map<string | null, Tenant[]>();
  for (const row of rows) below.set(row.parent, [...(below.get(row.parent) ?? []), row]);
  const branch = (parent: string | null, depth: number): { row: Tenant; depth: number }[] =>
    (below.get(parent) ?? []).flatMap((row) => [{ row, depth }, ...branch(row.id, depth + 1)]);
  return branch(null, 0);
}

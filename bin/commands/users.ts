import type { Command } from 'commander';
import { z } from 'zod';
import { ROLES } from '../../lib/domain/access/forms';
import { ok, type Result } from '../../lib/shared/result';
import { apiCommand, needsYes, runOnApi, yesOption, type Report } from '../cli/command';
import { forEach, summary } from '../cli/each';
import { table } from '../cli/table';
import { commandGroup } from './command-group';

const USERS = '/api/users';
const path = (id: string): string => `${USERS}/${encodeURIComponent(id)}`;
const user = z.looseObject({
  id: z.string(),
  username: z.string(),
  role: z.string(),
  tenantName: z.string(),
  lastSignInAt: z.string().nullable(),
  lockedUntil: z.string().nullable(),
});
const withPassword = user.extend({ password: z.string() });

export function register(program: Command): void {
  const users = commandGroup(program, 'users', 'people who sign in to the console');

  apiCommand(users, 'list', 'list users')
    .option('--recurse', 'of tenants below the own one too')
    .action(async (_options, command: Command) =>
      runOnApi(command, z.object({ recurse: z.boolean().default(false) }), async ({ api, options }) => {
        const found = await api.get(`${USERS}?recurse=${options.recurse}`, z.array(user));
        if (!found.ok) return found;
        const heads = ['id', 'name', 'role', 'tenant', 'last sign-in'];
        const rows = found.value.map((row) => [
          row.id,
          row.username,
          row.role,
          row.tenantName,
          row.lastSignInAt,
        ]);
        return ok({ data: found.value, lines: table(heads, rows) });
      }),
    );

  apiCommand(users, 'create <name>', 'make a user and print the first password, this once')
    .option('--role <role>', ROLES.join(', '), 'operator')
    .action(async (username: string, _options, command: Command) =>
      runOnApi(command, z.object({ role: z.string() }), async ({ api, options }) => {
        const answer = await api.call('POST', USERS, { body: { username, role: options.role } });
        return answer.ok ? passwordReport(answer.value.text) : answer;
      }),
    );

  apiCommand(users, 'set-role <id> <role>', `give a user another role: ${ROLES.join(', ')}`).action(
    async (id: string, role: string, _options, command: Command) =>
      runOnApi(command, z.object({}), async ({ api }) => {
        const done = await api.call('PATCH', path(id), { body: { role } });
        return done.ok ? ok({ data: { id, role }, lines: [`${id} is ${role} now`] }) : done;
      }),
  );

  apiCommand(
    users,
    'new-password <id>',
    'give a user a new password, print it, and end their sessions',
  ).action(async (id: string, _options, command: Command) =>
    runOnApi(command, z.object({}), async ({ api }) => {
      const answer = await api.call('POST', `${path(id)}/password`, { body: {} });
      return answer.ok ? passwordReport(answer.value.text) : answer;
    }),
  );

  apiCommand(users, 'delete <ids...>', 'delete users')
    .option('--yes', 'also when it is more than one')
    .action(async (ids: string[], _options, command: Command) =>
      runOnApi(command, z.object(yesOption), async ({ api, options }) => {
        const sure = needsYes(ids.length, options.yes, 'deletes');
        if (!sure.ok) return sure;
        const done = await forEach('delete', ids, (id) => api.call('DELETE', path(id)));
        return summary(done, ids.length, 'deleted', 'user');
      }),
    );
}

function passwordReport(text: string): Result<Report> {
  const data = withPassword.parse(JSON.parse(text));
  return ok({ data, lines: [data.password] });
}

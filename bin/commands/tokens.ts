import type { Command } from 'commander';
import { z } from 'zod';
import { appError } from '../../lib/shared/errors';
import { err, ok } from '../../lib/shared/result';
import { apiCommand, needsYes, runOnApi, yesOption } from '../cli/command';
import { forEach, summary } from '../cli/each';
import { repeat } from '../cli/list-query';
import { untilOf } from '../cli/span';
import { table } from '../cli/table';
import { commandGroup } from './command-group';

const TOKENS = '/api/tokens';
const token = z.looseObject({
  id: z.string(),
  name: z.string(),
  tenantName: z.string(),
  acl: z.array(z.string()),
  state: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
const made = token.extend({ secret: z.string() });
const createShape = { acl: z.array(z.string()).default(['provd.#']), expires: z.string().optional() };

export function register(program: Command): void {
  const tokens = commandGroup(program, 'tokens', 'API tokens of programs');

  apiCommand(tokens, 'list', 'list tokens: whose they are, what they may do, when they were last used')
    .option('--recurse', 'of tenants below the own one too')
    .action(async (_options, command: Command) =>
      runOnApi(command, z.object({ recurse: z.boolean().default(false) }), async ({ api, options }) => {
        const found = await api.get(`${TOKENS}?recurse=${options.recurse}`, z.array(token));
        if (!found.ok) return found;
        const heads = ['id', 'name', 'tenant', 'state', 'expires', 'last used', 'rights'];
        const rows = found.value.map((row) => [
          row.id,
          row.name,
          row.tenantName,
          row.state,
          row.expiresAt,
          row.lastUsedAt,
          row.acl.join(' '),
        ]);
        return ok({ data: found.value, lines: table(heads, rows) });
      }),
    );

  apiCommand(tokens, 'create <name>', 'make a token and print its secret, this once')
    .option('--acl <pattern>', 'a right, may be repeated; without one: provd.#', repeat)
    .option('--expires <when>', 'after a time like 12h, 90d, 1y, or at an ISO 8601 time')
    .action(async (name: string, _options, command: Command) =>
      runOnApi(command, z.object(createShape), async ({ api, options }) => {
        const expiresAt = options.expires === undefined ? null : untilOf(options.expires, new Date());
        if (options.expires !== undefined && expiresAt === null)
          return err(appError('invalid', '--expires is neither like 90d nor like 2030-01-31T12:00:00Z.'));
        const answer = await api.call('POST', TOKENS, { body: { name, acl: options.acl, expiresAt } });
        if (!answer.ok) return answer;
        const data = made.parse(JSON.parse(answer.value.text));
        return ok({ data, lines: [data.secret] });
      }),
    );

  apiCommand(tokens, 'revoke <ids...>', 'let nobody in with these tokens from now on')
    .option('--yes', 'also when it is more than one')
    .action(async (ids: string[], _options, command: Command) =>
      runOnApi(command, z.object(yesOption), async ({ api, options }) => {
        const sure = needsYes(ids.length, options.yes, 'revokes');
        if (!sure.ok) return sure;
        const done = await forEach('revoke', ids, (id) =>
          api.call('DELETE', `${TOKENS}/${encodeURIComponent(id)}`),
        );
        return summary(done, ids.length, 'revoked', 'token');
      }),
    );
}

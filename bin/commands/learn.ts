import { join } from 'node:path';
import type { Command } from 'commander';
import type { Database } from '../../lib/db/client';
import { listTenants } from '../../lib/db/tenants/tenants';
import { learnVendor, startLearning as startForm, type LearnDetail } from '../../lib/domain/learn/learn';
import { everywhere } from '../../lib/domain/tenants/scope';
import { readEnv, type Env } from '../../lib/env';
import { formatProblem } from '../../lib/plugins/problem';
import { familyName } from '../../lib/plugins/starter/starter-family';
import { writeFamilyFiles } from '../../lib/plugins/starter/write-family';
import { reasonText } from '../../lib/services/learn/reason-text';
import {
  learnedFamily,
  listLearning,
  readLearning,
  startLearning,
  stopLearning,
  type LearnContext,
  type Learner,
} from '../../lib/services/learn/sessions';
import { appError } from '../../lib/shared/errors';
import { err, ok, type Result } from '../../lib/shared/result';
import { withCommandDatabase } from '../process/command-database';
import { commandGroup, refuse } from './command-group';
import { bundledPlugins, openRegistry } from './plugin-folders';

export function register(program: Command): void {
  const learn = commandGroup(program, 'learn', 'watch an unknown phone, and start a family for it');
  learn
    .command('start')
    .description('watch a source for a while: an address, a MAC address or its first three bytes')
    .argument('<source>', 'e.g. 192.0.2.17 or 00:0f:d3')
    .option('--minutes <n>', 'for how long', '30')
    .action((source: string, { minutes }: { minutes: string }) =>
      run(async (context, learner) => {
        const form = startForm.safeParse({ source, minutes });
        if (!form.success)
          return err(
            appError(
              'invalid',
              'Give an address, a MAC address or its first three bytes, and 1 to 240 minutes.',
            ),
          );
        const started = await startLearning(context, learner, form.data);
        if (!started.ok) return started;
        const { id, endsAt } = started.value;
        return ok(
          `Watching ${source} until ${endsAt}. Restart the phone now, then: offhook learn show ${id}`,
        );
      }),
    );
  learn
    .command('list')
    .description('list what is and was watched')
    .action(() =>
      run(async (context, learner) => {
        const sessions = await listLearning(context, learner);
        const rows = sessions.map(
          ({ id, ip, macPrefix, running, startedAt }) =>
            `${id}  ${running ? 'running' : 'ended  '}  ${startedAt}  ${ip ?? macPrefix ?? ''}`,
        );
        return ok(rows.join('\n') || 'Nothing was watched yet.');
      }),
    );
  learn
    .command('stop')
    .description('stop watching, and keep what was recorded')
    .argument('<id>')
    .action((id: string) =>
      run(async (context, learner) => {
        const stopped = await stopLearning(context, learner, id);
        return stopped.ok ? ok('Stopped.') : stopped;
      }),
    );
  learn
    .command('show')
    .description('tell what was recorded, and the identification rules that follow from it')
    .argument('<id>')
    .option('--vendor <name>', 'what the maker is called (default: as the phone says)')
    .action((id: string, { vendor }: { vendor?: string }) =>
      run(async (context, learner) => {
        const first = await readLearning(context, learner, id, null);
        if (!first.ok) return first;
        const name = vendor ?? first.value.suggestedVendor;
        const detail = await readLearning(context, learner, id, name);
        return detail.ok ? ok(detailText(detail.value)) : detail;
      }),
    );
  learn
    .command('family')
    .description('write a family to start from, as `plugin new` does, with these rules and requests')
    .argument('<id>')
    .argument('<vendor>', 'what the maker is called')
    .option('--folder <folder>', 'where families live (default: plugins/ of the data folder)')
    .option('--replace', 'even if a family of this name is there, or comes with Offhook')
    .action((id: string, vendor: string, { folder, replace }: { folder?: string; replace?: true }) =>
      run(async (context, learner, env) => {
        const named = learnVendor.safeParse({ vendor });
        if (!named.success) return err(appError('invalid', 'The vendor needs a letter or a digit.'));
        const made = await learnedFamily(context, learner, id, named.data.vendor);
        if (!made.ok) return made;
        const { family } = made.value.proposal;
        const target = join(folder ?? join(env.dataDir, 'plugins'), family);
        const written = await writeFamilyFiles(target, made.value.files, {
          bundled: bundledPlugins(),
          replace: replace ?? false,
        });
        if (!written.ok) return written;
        const { problems, before } = written.value;
        const known = familyName(vendor);
        return ok(
          [
            ...problems.map((problem) => formatProblem(family, problem)),
            ...(family === known ? [] : [`There is a family ${known} already: this one stands beside it.`]),
            ...(before === null ? [] : [`What was there is now ${before}.`]),
            `${target} is there.`,
          ].join('\n'),
        );
      }),
    );
}

async function run(
  work: (context: LearnContext, learner: Learner, env: Env) => Promise<Result<string>>,
): Promise<void> {
  const env = readEnv();
  if (!env.ok) return refuse(env.error);
  const folders = [join(env.value.dataDir, 'plugins'), bundledPlugins()];
  const result = await withCommandDatabase(env.value, async (database) => {
    const learner = await masterLearner(database);
    if (!learner.ok) return learner;
    return work({ database, plugins: () => openRegistry(folders) }, learner.value, env.value);
  });
  if (!result.ok) return refuse(result.error);
  console.log(result.value);
}

async function masterLearner(database: Database): Promise<Result<Learner>> {
  const master = (await listTenants(database.sql)).find(({ parentId }) => parentId === null);
  if (!master) return err(appError('not_found', 'There is no master tenant. Start Offhook once.'));
  return ok({ scope: everywhere(master.id), actor: 'system' });
}

function detailText({ session, requests, proposal }: LearnDetail): string {
  const state = session.running ? `until ${session.endsAt}` : 'ended';
  const lines = [`${session.ip ?? session.macPrefix ?? ''}, ${state}: ${requests.length} different requests`];
  const known = new Map(proposal?.requests.map(({ request, rules }) => [request, rules]));
  for (const request of proposal?.requests.map((one) => one.request) ?? requests) {
    const { protocol, method, path, userAgent, options, count } = request;
    const rules = known.get(request);
    const by = rules === undefined ? ' ' : rules.length > 0 ? '+' : '-';
    const more = userAgent ?? options['60'] ?? '';
    lines.push(`${by} ${protocol} ${method ?? ''} ${path} ${more} (${count})`.replace(/ +/g, ' '));
  }
  if (!proposal) return lines.join('\n');
  lines.push('', `Proposed for ${proposal.vendor}:`);
  for (const { rule, reasons } of proposal.rules)
    lines.push(`  ${rule.id}: ${reasons.map(reasonText).join('; ')}`);
  if (proposal.rules.length === 0)
    lines.push('  nothing: what was recorded tells these phones from no others');
  for (const reason of proposal.dropped) lines.push(`  not used: ${reasonText(reason)}`);
  lines.push(
    `Held against ${proposal.checked} requests of known phones, browsers and scanners: ${proposal.changed.length === 0 ? 'none changes' : `changes ${proposal.changed.join(', ')}`}`,
    '',
    proposal.identify,
  );
  return lines.join('\n');
}

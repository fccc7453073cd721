import type { Database } from '../../db/client';
import { writeAudit } from '../../db/audit/audit';
import {
  countRunningSessions,
  deleteSession,
  findSession,
  insertSession,
  keepRequests,
  listSessions,
  recordedRequests,
  stopSession,
  type StoredSession,
} from '../../db/learn/sessions';
import {
  MAX_LEARNING,
  type LearnDetail,
  type LearnSession,
  type Proposal,
  type RecordedRequest,
  type StartLearning,
} from '../../domain/learn/learn';
import type { TenantScope } from '../../domain/tenants/scope';
import type { PluginRegistry } from '../../plugins/registry';
import { familyName, starterFamily } from '../../plugins/starter/starter-family';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { isUuid } from '../access/access';
import { knownOf } from './known';
import { propose } from './propose';
import { starterSpec } from './starter-spec';
import { suggestVendor } from './suggest-vendor';

export interface LearnContext {
  database: Database;
  plugins(): Promise<PluginRegistry>;
}

/** Who learns, and whose requests they may see. */
export interface Learner {
  scope: TenantScope;
  /** As `actorName` writes it. */
  actor: string;
}

/** Begins to watch a source. Nothing of the phone pipeline changes: its requests are recorded anyway, and kept from pruning. */
export async function startLearning(
  { database }: LearnContext,
  { scope, actor }: Learner,
  form: StartLearning,
): Promise<Result<LearnSession>> {
  const source = { ip: null, macPrefix: null, ...form.source };
  return database.transaction(async (sql) => {
    if ((await countRunningSessions(sql, scope.home)) >= MAX_LEARNING)
      return err(appError('conflict', `${MAX_LEARNING} sources are watched already. Stop one of them.`));
    const id = await insertSession(sql, {
      tenantId: scope.home,
      ...source,
      minutes: form.minutes,
      by: actor,
    });
    const detail = { source: source.ip ?? source.macPrefix, minutes: form.minutes };
    await writeAudit(sql, {
      tenantId: scope.home,
      actor,
      action: 'learn.start',
      target: `learn/${id}`,
      detail,
    });
    const session = await findSession(sql, scope, id);
    return session ? ok(viewOf(session)) : noSession();
  });
}

export async function listLearning({ database }: LearnContext, { scope }: Learner): Promise<LearnSession[]> {
  return (await listSessions(database.sql, scope)).map(viewOf);
}

/** Ends it, and keeps what was recorded. */
export async function stopLearning(
  context: LearnContext,
  learner: Learner,
  id: string,
): Promise<Result<void>> {
  const found = await sessionOf(context, learner, id);
  if (!found.ok) return found;
  const { sql } = context.database;
  await stopSession(sql, id);
  await writeAudit(sql, {
    tenantId: found.value.tenantId,
    actor: learner.actor,
    action: 'learn.stop',
    target: `learn/${id}`,
  });
  const stopped = await sessionOf(context, learner, id);
  if (!stopped.ok) return stopped;
  await recordedOf(context, learner, stopped.value);
  return ok(undefined);
}

export async function forgetLearning(
  context: LearnContext,
  learner: Learner,
  id: string,
): Promise<Result<void>> {
  const found = await sessionOf(context, learner, id);
  if (!found.ok) return found;
  await deleteSession(context.database.sql, id);
  return ok(undefined);
}

/** What was recorded so far; with a vendor's name, what it would be recognised by. */
export async function readLearning(
  context: LearnContext,
  learner: Learner,
  id: string,
  vendor: string | null,
): Promise<Result<LearnDetail>> {
  const found = await sessionOf(context, learner, id);
  if (!found.ok) return found;
  const requests = await recordedOf(context, learner, found.value);
  return ok({
    session: viewOf(found.value),
    requests,
    suggestedVendor: suggestVendor(requests),
    proposal: vendor === null ? null : (await proposalFor(context, vendor, requests)).proposal,
  });
}

/** The files of a family to start from, and its name. */
export async function learnedFamily(
  context: LearnContext,
  learner: Learner,
  id: string,
  vendor: string,
): Promise<Result<{ proposal: Proposal; files: Record<string, string> }>> {
  const found = await sessionOf(context, learner, id);
  if (!found.ok) return found;
  const requests = await recordedOf(context, learner, found.value);
  const { proposal, mine } = await proposalFor(context, vendor, requests);
  if (proposal.rules.length === 0)
    return err(appError('conflict', 'Nothing that was recorded tells these phones from others yet.'));
  const spec = starterSpec(vendor, proposal.family, mine, proposal.ouis, proposal.rules);
  return ok({ proposal, files: starterFamily(spec) });
}

async function proposalFor(
  context: LearnContext,
  vendor: string,
  requests: readonly RecordedRequest[],
): Promise<{ proposal: Proposal; mine: RecordedRequest[] }> {
  const registry = await context.plugins();
  const name = familyName(vendor) ?? 'learned';
  // A family of the same name would take the place of the installed one.
  const family = registry.families.has(name) ? `${name}-learned` : name;
  const proposal = propose(vendor, family, requests, knownOf(registry));
  const mine = proposal.requests.flatMap(({ request, recognised }) => (recognised ? [request] : []));
  return { proposal, mine: mine.length > 0 ? mine : [...requests] };
}

/** From the events while it runs; kept once it has ended, since events go with time. */
async function recordedOf(
  { database }: LearnContext,
  { scope }: Learner,
  session: StoredSession,
): Promise<RecordedRequest[]> {
  if (session.kept) return session.kept;
  const requests = await recordedRequests(database.sql, scope, session);
  if (!session.running) await keepRequests(database.sql, session.id, requests);
  return requests;
}

async function sessionOf(
  { database }: LearnContext,
  { scope }: Learner,
  id: string,
): Promise<Result<StoredSession>> {
  const session = isUuid(id) ? await findSession(database.sql, scope, id) : null;
  return session ? ok(session) : noSession();
}

function noSession(): { ok: false; error: ReturnType<typeof appError> } {
  return err(appError('not_found', 'There is no such learning session.'));
}

function viewOf({ id, ip, macPrefix, startedAt, endsAt, stoppedAt, running }: StoredSession): LearnSession {
  return { id, ip, macPrefix, startedAt, endsAt, stoppedAt, running };
}

import { isJobUnderWay, lockJobKey } from '../../db/jobs';
import { enqueue } from '../../db/enqueue';
import { writeAudit } from '../../db/audit/audit';
import type { WriteStore } from '../../db/changes';
import { createOperation, type OperationRecord } from '../../db/operations/operations';
import type { JobDefinition } from '../../jobs/definitions/job';
import type { PackageFolders } from '../../packages/folders';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { UNAUTHORIZED, authorize, isMaster } from '../access/access';
import { actorName, type Caller } from '../actor';
import type { ServiceContext } from '../context';

/** Plugins are the master tenant's alone. Gives where they are. */
export function authorizeManaging(
  context: ServiceContext,
  caller: Caller,
  right: string,
): Result<PackageFolders> {
  const allowed = authorize(caller, right);
  if (!allowed.ok) return allowed;
  if (!isMaster(context, caller)) return err(UNAUTHORIZED);
  return context.packages
    ? ok(context.packages)
    : err(appError('unavailable', 'This process has no folder for plugins.'));
}

export interface StartOptions<Payload> {
  definition: JobDefinition<Payload>;
  /** Path of the resource that starts it: the parent of its operations. */
  parent: string;
  label: string;
  /** What it works on: nothing else may work on it at the same time. */
  key: string;
  audit: { action: string; target: string };
  payload: (operation: { parent: string; number: number }) => Payload;
  /** Looks once more whether it may start, when nothing else works on it. */
  check?: () => Promise<Result<void>>;
}

/** Starts a job with its operation, in one transaction. Refused while something else works on the same. */
export async function startJob<Payload>(
  context: ServiceContext,
  caller: Caller,
  options: StartOptions<Payload>,
): Promise<Result<OperationRecord>> {
  return alone(context, options.key, options.audit.target, async (store) => {
    const { sql } = store;
    const checked = await options.check?.();
    if (checked && !checked.ok) return checked;
    const { parent, label } = options;
    // Clients take any other first state for an operation that has ended.
    const operation = await createOperation(sql, {
      parent,
      tenantId: caller.tenant,
      label,
      state: 'progress',
    });
    const payload = options.payload({ parent, number: operation.number });
    await enqueue(sql, options.definition, payload, { key: options.key, queue: options.key });
    const entry = { tenantId: context.masterTenant, actor: actorName(caller.actor) };
    await writeAudit(sql, { ...entry, ...options.audit });
    return ok(operation);
  });
}

/** Jobs and requests that change a plugin or its packages have this key, so that one runs at a time. */
export function pluginKey(id: string): string {
  return `plugin/${id}`;
}

/** A job ends a moment after its operation, and clients that saw the one must not be told of the other. */
const SETTLE_MS = 1_500;
const LOOK_MS = 50;

/** Writes when no job works on the same, and keeps others from beginning one meanwhile. `target`: in words. */
export async function alone<T>(
  context: ServiceContext,
  key: string,
  target: string,
  work: (store: WriteStore) => Promise<Result<T>>,
): Promise<Result<T>> {
  for (const until = Date.now() + SETTLE_MS; Date.now() < until;) {
    if (!(await isJobUnderWay(context.database.sql, key))) break;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return context.changes.write(async (store): Promise<Result<T>> => {
    await lockJobKey(store.sql, key);
    if (await isJobUnderWay(store.sql, key))
      return err(appError('invalid', `an operation on ${target} is already in progress`));
    return work(store);
  });
}

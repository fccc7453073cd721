import {
  deleteOperation as remove,
  findOperation,
  type OperationRecord,
} from '../../db/operations/operations';
import { appError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';
import { authorize, ownScope } from '../access/access';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';

const NO_SUCH_OPERATION = appError('not_found', 'No such operation');

export async function getOperation(
  context: ServiceContext,
  caller: Caller,
  parent: string,
  number: number,
): Promise<Result<OperationRecord>> {
  const allowed = authorize(caller, 'provd.operation.read');
  if (!allowed.ok) return allowed;
  const operation = await findOperation(
    context.database.sql,
    await ownScope(context, caller),
    parent,
    number,
  );
  return operation ? ok(operation) : err(NO_SUCH_OPERATION);
}

/** Removes the monitor; the work goes on. */
export async function deleteOperation(
  context: ServiceContext,
  caller: Caller,
  parent: string,
  number: number,
): Promise<Result<void>> {
  const allowed = authorize(caller, 'provd.operation.delete');
  if (!allowed.ok) return allowed;
  const gone = await remove(context.database.sql, await ownScope(context, caller), parent, number);
  return gone ? ok(undefined) : err(NO_SUCH_OPERATION);
}

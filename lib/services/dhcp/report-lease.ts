import type { LeaseReport } from '../../domain/dhcp/lease';
import { ok, type Result } from '../../shared/result';
import { authorize, ownScope } from '../access/access';
import type { Caller } from '../actor';
import type { ServiceContext } from '../context';
import { takeLease } from './take-lease';

/**
 * Takes in what a DHCP server tells. A new lease makes a device of the master tenant or updates one that belongs to nobody
 * yet or to the account's tenants; an end does nothing.
 */
export async function reportLease(
  context: ServiceContext,
  caller: Caller,
  report: LeaseReport,
): Promise<Result<void>> {
  const allowed = authorize(caller, 'provd.dev_mgr.dhcpinfo.create');
  if (!allowed.ok) return allowed;
  if (report.op === 'commit') {
    const own = await ownScope(context, caller);
    await takeLease(context, own, { ip: report.ip, mac: report.mac, options: report.options });
  }
  return ok(undefined);
}

import type { ProvisioningKeys } from '../domain/settings/provisioning-keys';
import { callerOf } from '../services/console/caller';
import type { SessionUser } from '../services/console/sign-in';
import { listProvisioningKeys } from '../services/provisioning-keys/provisioning-keys';
import { runtime } from './runtime';

/** What the page of keys is given with its first answer; undefined: it reads it itself and says what went wrong. */
export async function loadProvisioningKeys(user: SessionUser): Promise<ProvisioningKeys | undefined> {
  try {
    const listed = await listProvisioningKeys(await runtime().console.services(), callerOf(user));
    return listed.ok ? listed.value : undefined;
  } catch (cause) {
    runtime().log.warn({ err: cause }, 'the page of provisioning keys could not be given its data');
    return undefined;
  }
}

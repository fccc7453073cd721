import { accessApi } from '../../domain/api/routes/access';
import { callerOf } from '../../services/console/caller';
import {
  changeProvisioningKey,
  listProvisioningKeys,
  revealProvisioningKey,
} from '../../services/provisioning-keys/provisioning-keys';
import { route } from '../bff';

export const keysGet = route(accessApi.keys, async ({ console, user }) =>
  listProvisioningKeys(await console.services(), callerOf(user)),
);
export const keyPut = route(accessApi.changeKey, async ({ console, user, params, body }) =>
  changeProvisioningKey(await console.services(), callerOf(user), params.id ?? '', body),
);
/** Shows a secret and writes down that it did, so it is no GET. */
export const keyRevealPost = route(accessApi.revealKey, async ({ console, user, params }) =>
  revealProvisioningKey(await console.services(), callerOf(user), params.id ?? ''),
);

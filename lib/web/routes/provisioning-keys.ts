import { changeKeyForm } from '../../domain/settings/provisioning-keys';
import {
  changeProvisioningKey,
  listProvisioningKeys,
  revealProvisioningKey,
} from '../../services/provisioning-keys/provisioning-keys';
import { accessRoute } from '../access-route';

export const keysGet = accessRoute({}, ({ context, caller }) => listProvisioningKeys(context, caller));
export const keyPut = accessRoute({ body: changeKeyForm }, ({ context, caller, id, body }) =>
  changeProvisioningKey(context, caller, id, body),
);
/** Shows a secret and writes down that it did, so it is no GET. */
export const keyRevealPost = accessRoute({}, ({ context, caller, id }) =>
  revealProvisioningKey(context, caller, id),
);

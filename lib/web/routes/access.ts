import { z } from 'zod';
import {
  changeTenantForm,
  changeUserForm,
  createTenantForm,
  createTokenForm,
  createUserForm,
} from '../../domain/access/forms';
import { followQuery } from '../../domain/console/events';
import { changeTenant, createTenant, deleteTenant, listTenants } from '../../services/access/tenants';
import { createToken, listTokens, revokeToken } from '../../services/access/tokens';
import { changeUser, createUser, deleteUser, listUsers, renewPassword } from '../../services/access/users';
import { followEvents } from '../../services/events/follow-events';
import { accessRoute } from '../access-route';

const recurse = z.object({ recurse: z.stringbool().default(false) });

export const tokensGet = accessRoute({ query: recurse }, ({ context, caller, query }) =>
  listTokens(context, caller, query),
);
export const tokensPost = accessRoute({ body: createTokenForm, status: 201 }, ({ context, caller, body }) =>
  createToken(context, caller, body),
);
export const tokenDelete = accessRoute({}, ({ context, caller, id }) => revokeToken(context, caller, id));

export const usersGet = accessRoute({ query: recurse }, ({ context, caller, query }) =>
  listUsers(context, caller, query),
);
export const usersPost = accessRoute({ body: createUserForm, status: 201 }, ({ context, caller, body }) =>
  createUser(context, caller, body),
);
export const userPatch = accessRoute({ body: changeUserForm }, ({ context, caller, id, body }) =>
  changeUser(context, caller, id, body),
);
export const userDelete = accessRoute({}, ({ context, caller, id }) => deleteUser(context, caller, id));
/** Tells a password, so it is no GET. */
export const userPasswordPost = accessRoute({}, ({ context, caller, id }) =>
  renewPassword(context, caller, id),
);

export const tenantsGet = accessRoute({}, ({ context, caller }) => listTenants(context, caller));
export const tenantsPost = accessRoute({ body: createTenantForm, status: 201 }, ({ context, caller, body }) =>
  createTenant(context, caller, body),
);
export const tenantPatch = accessRoute({ body: changeTenantForm }, ({ context, caller, id, body }) =>
  changeTenant(context, caller, id, body),
);
export const tenantDelete = accessRoute({}, ({ context, caller, id }) => deleteTenant(context, caller, id));

export const eventsGet = accessRoute({ query: followQuery }, ({ context, caller, query }) =>
  followEvents(context, caller, query),
);

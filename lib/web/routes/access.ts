import { accessApi } from '../../domain/api/routes/access';
import { changeTenant, createTenant, deleteTenant, listTenants } from '../../services/access/tenants';
import { createToken, listTokens, revokeToken } from '../../services/access/tokens';
import { changeUser, createUser, deleteUser, listUsers, renewPassword } from '../../services/access/users';
import { callerOf } from '../../services/console/caller';
import { followEvents } from '../../services/events/follow-events';
import { route } from '../bff';

const id = (params: Record<string, string>): string => params.id ?? '';

export const tokensGet = route(accessApi.tokens, async ({ console, user, query }) =>
  listTokens(await console.services(), callerOf(user), query),
);
export const tokensPost = route(accessApi.createToken, async ({ console, user, body }) =>
  createToken(await console.services(), callerOf(user), body),
);
export const tokenDelete = route(accessApi.revokeToken, async ({ console, user, params }) =>
  revokeToken(await console.services(), callerOf(user), id(params)),
);

export const usersGet = route(accessApi.users, async ({ console, user, query }) =>
  listUsers(await console.services(), callerOf(user), query),
);
export const usersPost = route(accessApi.createUser, async ({ console, user, body }) =>
  createUser(await console.services(), callerOf(user), body),
);
export const userPatch = route(accessApi.changeUser, async ({ console, user, params, body }) =>
  changeUser(await console.services(), callerOf(user), id(params), body),
);
export const userDelete = route(accessApi.deleteUser, async ({ console, user, params }) =>
  deleteUser(await console.services(), callerOf(user), id(params)),
);
/** Tells a password, so it is no GET. */
export const userPasswordPost = route(accessApi.renewPassword, async ({ console, user, params }) =>
  renewPassword(await console.services(), callerOf(user), id(params)),
);

export const tenantsGet = route(accessApi.tenants, async ({ console, user }) =>
  listTenants(await console.services(), callerOf(user)),
);
export const tenantsPost = route(accessApi.createTenant, async ({ console, user, body }) =>
  createTenant(await console.services(), callerOf(user), body),
);
export const tenantPatch = route(accessApi.changeTenant, async ({ console, user, params, body }) =>
  changeTenant(await console.services(), callerOf(user), id(params), body),
);
export const tenantDelete = route(accessApi.deleteTenant, async ({ console, user, params }) =>
  deleteTenant(await console.services(), callerOf(user), id(params)),
);

export const eventsGet = route(accessApi.events, async ({ console, user, query }) =>
  followEvents(await console.services(), callerOf(user), query),
);

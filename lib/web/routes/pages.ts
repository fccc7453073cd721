import { devicesApi } from '../../domain/api/routes/devices';
import { pagesApi } from '../../domain/api/routes/pages';
import { readDhcpSnippet } from '../../services/console/dhcp';
import { listUnknown } from '../../services/console/devices';
import { readOverview } from '../../services/console/overview';
import { listPlugins } from '../../services/console/plugins';
import {
  changeOwnPassword,
  readAccount,
  saveLocale,
  signOutEverywhere,
} from '../../services/console/sign-in';
import { ok } from '../../shared/result';
import { route } from '../bff';

export const unknown = route(devicesApi.unknown, async ({ console, user, query }) =>
  ok(await listUnknown(console, user, query)),
);
export const plugins = route(pagesApi.plugins, async ({ console, user }) =>
  ok(await listPlugins(console, user)),
);
export const overview = route(pagesApi.overview, async ({ console, user }) =>
  ok(await readOverview(console, user)),
);
export const dhcp = route(pagesApi.dhcp, ({ console, query }) => readDhcpSnippet(console, query.server));

export const account = route(pagesApi.account, async ({ console, user }) =>
  ok(await readAccount(console, user)),
);
export const password = route(pagesApi.password, async ({ console, user, body, ip }) => {
  const changed = await changeOwnPassword(console, user, body, ip);
  return changed.ok ? ok(undefined) : changed;
});
export const endSessions = route(pagesApi.endSessions, async ({ console, user, ip }) =>
  ok(await signOutEverywhere(console, user, ip)),
);
export const locale = route(pagesApi.locale, async ({ console, user, body }) =>
  ok(await saveLocale(console, user, body.locale)),
);

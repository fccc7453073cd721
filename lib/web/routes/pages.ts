import { changePassword } from '../../domain/console/account';
import { dhcpServer } from '../../domain/console/dhcp';
import { unknownQuery } from '../../domain/console/events';
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
import { LOCALES } from '../../shared/locale';
import { ok } from '../../shared/result';
import { route } from '../bff';
import { z } from 'zod';

export const unknown = route({ query: unknownQuery }, async ({ console, user, query }) =>
  ok(await listUnknown(console, user, query)),
);
export const plugins = route({}, async ({ console, user }) => ok(await listPlugins(console, user)));
export const overview = route({}, async ({ console, user }) => ok(await readOverview(console, user)));
export const dhcp = route({ query: z.object({ server: dhcpServer }) }, ({ console, query }) =>
  readDhcpSnippet(console, query.server),
);

export const account = route({}, async ({ console, user }) => ok(await readAccount(console, user)));
export const password = route({ body: changePassword, own: true }, async ({ console, user, body, ip }) => {
  const changed = await changeOwnPassword(console, user, body, ip);
  return changed.ok ? ok(undefined) : changed;
});
export const endSessions = route({ own: true }, async ({ console, user, ip }) =>
  ok(await signOutEverywhere(console, user, ip)),
);
export const locale = route(
  { body: z.object({ locale: z.enum(LOCALES) }), own: true },
  async ({ console, user, body }) => ok(await saveLocale(console, user, body.locale)),
);

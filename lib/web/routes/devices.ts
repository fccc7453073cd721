import { devicesApi } from '../../domain/api/routes/devices';
import { createDevice, runBulkAction } from '../../services/console/device-changes';
import { listDevices, readFacets } from '../../services/console/devices';
import { ok } from '../../shared/result';
import { route } from '../bff';

export const GET = route(devicesApi.list, async ({ console, user, query }) =>
  ok(await listDevices(console, user, query)),
);

export const POST = route(devicesApi.create, ({ console, user, body }) => createDevice(console, user, body));

export const facets = route(devicesApi.facets, async ({ console, user }) =>
  ok(await readFacets(console, user)),
);

export const bulk = route(devicesApi.bulk, async ({ console, user, body }) =>
  ok(await runBulkAction(console, user, body)),
);

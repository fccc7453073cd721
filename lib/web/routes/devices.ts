import { addDevice, bulkAction, deviceListQuery } from '../../domain/console/device-list';
import { createDevice, runBulkAction } from '../../services/console/device-changes';
import { listDevices, readFacets } from '../../services/console/devices';
import { ok } from '../../shared/result';
import { route } from '../bff';

export const GET = route(
  { query: deviceListQuery, lists: ['status', 'vendor', 'model', 'plugin'] },
  async ({ console, user, query }) => ok(await listDevices(console, user, query)),
);

export const POST = route({ body: addDevice }, ({ console, user, body }) =>
  createDevice(console, user, body),
);

export const facets = route({}, async ({ console, user }) => ok(await readFacets(console, user)));

export const bulk = route({ body: bulkAction }, async ({ console, user, body }) =>
  ok(await runBulkAction(console, user, body)),
);

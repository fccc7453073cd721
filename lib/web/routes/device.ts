import { patchConfig, saveAccounts } from '../../domain/console/config-view';
import { editDevice } from '../../domain/console/device-list';
import { eventQuery } from '../../domain/console/events';
import { saveSipAccounts, saveConfigPatch } from '../../services/console/config-changes';
import { readConfig } from '../../services/console/device-config';
import {
  changeDevice,
  removeDevice,
  resetDevice,
  synchronizeDevice,
} from '../../services/console/device-changes';
import { readFiles } from '../../services/console/device-files';
import { listEvents, readDevice } from '../../services/console/devices';
import { revealSecrets } from '../../services/console/reveal';
import { ok } from '../../shared/result';
import { route } from '../bff';

const id = (params: Record<string, string>): string => params.id ?? '';

export const GET = route({}, ({ console, user, params }) => readDevice(console, user, id(params)));
export const PATCH = route({ body: editDevice }, ({ console, user, params, body }) =>
  changeDevice(console, user, id(params), body),
);
export const DELETE = route({}, ({ console, user, params }) => removeDevice(console, user, id(params)));

export const reset = route({}, ({ console, user, params }) => resetDevice(console, user, id(params)));
export const synchronize = route({}, ({ console, user, params }) =>
  synchronizeDevice(console, user, id(params)),
);

export const config = route({}, ({ console, user, params }) => readConfig(console, user, id(params)));
export const patch = route({ body: patchConfig }, ({ console, user, params, body }) =>
  saveConfigPatch(console, user, id(params), body),
);
export const accounts = route({ body: saveAccounts }, ({ console, user, params, body }) =>
  saveSipAccounts(console, user, id(params), body),
);

export const files = route({}, ({ console, user, params }) => readFiles(console, user, id(params)));
export const events = route({ query: eventQuery }, async ({ console, user, params, query }) =>
  ok(await listEvents(console, user, id(params), query)),
);
/** Shows secrets, so it is no GET: it is written down, and no cache or link may repeat it. */
export const reveal = route({}, ({ console, user, params, ip }) =>
  revealSecrets(console, user, id(params), ip),
);

import { devicesApi } from '../../domain/api/routes/devices';
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

export const GET = route(devicesApi.read, ({ console, user, params }) =>
  readDevice(console, user, id(params)),
);
export const PATCH = route(devicesApi.change, ({ console, user, params, body }) =>
  changeDevice(console, user, id(params), body),
);
export const DELETE = route(devicesApi.remove, ({ console, user, params }) =>
  removeDevice(console, user, id(params)),
);

export const reset = route(devicesApi.reset, ({ console, user, params }) =>
  resetDevice(console, user, id(params)),
);
export const synchronize = route(devicesApi.synchronize, ({ console, user, params }) =>
  synchronizeDevice(console, user, id(params)),
);

export const config = route(devicesApi.config, ({ console, user, params }) =>
  readConfig(console, user, id(params)),
);
export const patch = route(devicesApi.patchConfig, ({ console, user, params, body }) =>
  saveConfigPatch(console, user, id(params), body),
);
export const accounts = route(devicesApi.accounts, ({ console, user, params, body }) =>
  saveSipAccounts(console, user, id(params), body),
);

export const files = route(devicesApi.files, ({ console, user, params }) =>
  readFiles(console, user, id(params)),
);
export const events = route(devicesApi.events, async ({ console, user, params, query }) =>
  ok(await listEvents(console, user, id(params), query)),
);
/** Shows secrets, so it is no GET: it is written down, and no cache or link may repeat it. */
export const reveal = route(devicesApi.reveal, ({ console, user, params, ip }) =>
  revealSecrets(console, user, id(params), ip),
);

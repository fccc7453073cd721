import { phonesApi } from '../../domain/api/routes/phones';
import { listCatalogue, readCatalogueModel } from '../../services/console/catalogue';
import { ok } from '../../shared/result';
import { route } from '../bff';

export const catalogue = route(phonesApi.catalogue, async ({ console, user }) =>
  ok(await listCatalogue(console, user)),
);
export const model = route(phonesApi.model, ({ console, user, params }) =>
  readCatalogueModel(console, user, params.family ?? '', params.model ?? ''),
);

import { uploadsApi } from '../../domain/api/routes/uploads';
import { listDeviceUploads, readDeviceUpload, removeDeviceUpload } from '../../services/console/uploads';
import { ok } from '../../shared/result';
import { attachment } from '../attachment';
import { route } from '../bff';

export const uploads = route(uploadsApi.list, async ({ console, user, params }) =>
  ok(await listDeviceUploads(console, user, params.id ?? '')),
);
export const readUpload = route(uploadsApi.read, async ({ console, user, params }) => {
  const file = await readDeviceUpload(console, user, params.id ?? '', params.upload ?? '');
  return file.ok ? ok(attachment(file.value.name, file.value.contents, 'application/octet-stream')) : file;
});
export const removeUpload = route(uploadsApi.remove, ({ console, user, params }) =>
  removeDeviceUpload(console, user, params.id ?? '', params.upload ?? ''),
);

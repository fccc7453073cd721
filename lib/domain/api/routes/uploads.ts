import { z } from 'zod';
import type { UploadView } from '../../console/uploads';
import { UPLOAD_KINDS } from '../../plugins/schema';
import { instant } from '../answers/common';
import { contract } from '../contract';

const upload = z
  .strictObject({
    id: z.uuid(),
    name: z.string().describe('Path as the phone wrote it.'),
    kind: z.enum(UPLOAD_KINDS),
    bytes: z.int(),
    ip: z.string(),
    userAgent: z.string().nullable(),
    count: z.int().describe('How often it was sent; the newest is kept.'),
    firstAt: instant,
    receivedAt: instant,
  })
  .meta({ id: 'Upload' }) satisfies z.ZodType<UploadView>;

export const uploadsApi = {
  list: contract({
    method: 'GET',
    path: '/api/devices/{id}/uploads',
    tag: 'Devices',
    summary: 'Lists the files that a phone has sent',
    access: { right: 'provd.dev_mgr.devices.{id}.read' },
    answer: z.array(upload),
  }),
  read: contract({
    method: 'GET',
    path: '/api/devices/{id}/uploads/{upload}',
    tag: 'Devices',
    summary: 'Gives one of them as it came',
    description: 'It may hold secrets. That it was taken is written to the audit trail.',
    access: { right: 'offhook.secrets.uploads.read' },
    answer: { type: 'application/octet-stream', description: 'The bytes that the phone sent.' },
  }),
  remove: contract({
    method: 'DELETE',
    path: '/api/devices/{id}/uploads/{upload}',
    tag: 'Devices',
    summary: 'Deletes one of them',
    access: { right: 'provd.dev_mgr.devices.{id}.update' },
    answer: null,
  }),
};

import { node } from '../links';
import { OPENAPI_DOCUMENT } from '../openapi';
import { json } from '../responses';
import type { Route } from '../router';

export const ROOT_ROUTES: readonly Route[] = [
  {
    path: '',
    actions: node('provd.read', [
      ['dev', 'dev_mgr'],
      ['cfg', 'cfg_mgr'],
      ['pg', 'pg_mgr'],
      ['status', 'status'],
      ['srv.configure', 'configure'],
    ]),
  },
  {
    path: 'status',
    actions: {
      GET: {
        right: () => 'provd.status.read',
        // Offhook needs no message bus; clients wait until both say ok.
        run: () => Promise.resolve(json({ bus_consumer: { status: 'ok' }, rest_api: 'ok' })),
      },
    },
  },
  { path: 'api', actions: {} },
  {
    path: 'api/api.yml',
    actions: {},
    open: {
      status: 200,
      headers: { 'Content-Type': 'application/yaml; charset=utf-8', 'Accept-Ranges': 'bytes' },
      body: OPENAPI_DOCUMENT,
    },
  },
];

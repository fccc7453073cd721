import { z } from 'zod';
import {
  BULK_AT_ONCE,
  BULK_BYTES,
  BULK_ROWS,
  bulkQuery,
  bulkRequest,
  bulkResultsQuery,
} from '../../bulk/bulk';
import { onlyKnown } from '../../bulk/known-names';
import { deviceListQuery } from '../../console/device-list';
import { bulkAnswer } from '../answers/bulk';
import { contract } from '../contract';

const tag = 'Bulk';

export const bulkApi = {
  start: contract({
    method: 'POST',
    path: '/api/bulk',
    tag,
    summary: 'Creates, changes and deletes many devices',
    description: `Up to ${BULK_ROWS} rows. Up to ${BULK_AT_ONCE} are done at once and answered with their results (200); more are done by a worker (202), followed by reading its \`location\`. Each row needs the right that it would need on its own.`,
    access: { right: 'offhook.bulk.create' },
    query: bulkQuery,
    body: bulkRequest,
    bodyLimit: BULK_BYTES,
    alsoTakes: {
      type: 'text/csv',
      description:
        'A table in UTF-8 whose first line names the columns as the members of a row are named; any other column is refused. Mode, dry run and the action of rows that name none stand in the address.',
    },
    answer: bulkAnswer,
    also: { 202: bulkAnswer },
  }),
  read: contract({
    method: 'GET',
    path: '/api/bulk/{id}',
    tag,
    summary: 'Tells how far a request is, with some of its results',
    access: { right: 'offhook.bulk.read' },
    query: bulkResultsQuery,
    answer: bulkAnswer,
  }),
  export: contract({
    method: 'GET',
    path: '/api/bulk/export',
    tag,
    summary: 'Exports devices as a table',
    description:
      'With the filters of the list; its order and page do not count. No secret is in it. A cell that a spreadsheet would take for a formula begins with an apostrophe.',
    access: { right: 'provd.dev_mgr.devices.read' },
    // What a misspelt filter leaves out would be exported.
    query: z.strictObject(deviceListQuery.shape, onlyKnown(Object.keys(deviceListQuery.shape))),
    lists: ['status', 'vendor', 'model', 'plugin'],
    answer: { type: 'text/csv', description: 'One line for each device.' },
  }),
};

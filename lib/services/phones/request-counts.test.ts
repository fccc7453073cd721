import { expect, it } from 'vitest';
import type { EventRow } from '../../domain/phones/event';
import { RequestCounts } from './request-counts';

const row = (outcome: EventRow['outcome'], count: number): EventRow => ({
  id: '1',
  tenantId: '',
  deviceId: null,
  firstAt: 0,
  lastAt: 0,
  count,
  protocol: 'http',
  method: 'GET',
  path: '/',
  ip: '',
  userAgent: null,
  outcome,
  status: 200,
  bytes: 0,
  hash: null,
  detail: null,
});

it('counts what is new of rows that are written again', () => {
  const counts = new RequestCounts();
  const growing = row('served', 3);
  counts.add([growing, row('not_found', 1)]);
  growing.count = 10;
  counts.add([growing]);
  counts.add([growing, row('served', 2)]);
  expect(counts.list()).toEqual([
    { protocol: 'http', outcome: 'served', count: 12 },
    { protocol: 'http', outcome: 'not_found', count: 1 },
  ]);
});

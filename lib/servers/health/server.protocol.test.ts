import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phonesReport } from '../../services/metrics/samples';
import { createLogger } from '../../shared/logger';
import { startHealthServer } from './server';

const FIGURES = {
  health: {
    listening: true,
    databaseAway: false,
    devices: 12,
    journalBytes: 0,
    lostWrites: 0,
    files: { files: 3, memoryBytes: 1_000, diskBytes: 2_000, unwritten: 0 },
    events: { open: 2, lost: 1 },
    warming: { backlog: 4, rendered: 9 },
  },
  requests: [
    { protocol: 'http', outcome: 'served', count: 41 },
    { protocol: 'tftp', outcome: 'not_found', count: 2 },
  ],
  rendering: {
    waiting: { phone: 1, warm: 5 },
    running: 2,
    rendered: 77,
    workerMs: 1_500,
    failed: 0,
    refused: 0,
    replaced: 0,
  },
  http: { connections: 6, refused: 0 },
  tftp: { transfers: 0, dropped: 3 },
};
const log = createLogger('test', 'silent');
let figures = FIGURES;
let open: Awaited<ReturnType<typeof startHealthServer>>;
let closed: typeof open;

beforeAll(async () => {
  const report = async () => phonesReport(figures);
  open = await startHealthServer({ port: 0, report, logger: log });
  const mayRead = async (headers: { authorization?: string }) => headers.authorization === 'Bearer right';
  closed = await startHealthServer({ port: 0, report, mayRead, logger: log });
});
afterAll(async () => {
  await open.close();
  await closed.close();
});
const get = (server: typeof open, path: string, init?: RequestInit) =>
  fetch(`http://127.0.0.1:${server.port}${path}`, init);

describe('the health listener', () => {
  it('gives figures in the format of Prometheus, the runtime’s own among them', async () => {
    const response = await get(open, '/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(text).toContain('offhook_phone_requests_total{protocol="http",outcome="served"} 41');
    expect(text).toContain('offhook_renderings_waiting{priority="warm"} 5');
    expect(text).toContain('offhook_renderings_total{outcome="rendered"} 77');
    expect(text).toContain('offhook_rendering_seconds_total 1.5');
    expect(text).toContain('offhook_files_bytes{place="disk"} 2000');
    expect(text).toContain('offhook_journal_bytes 0');
    expect(text).toContain('# TYPE offhook_tftp_dropped_total counter');
    expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds \d/);
    expect(text).toMatch(/process_resident_memory_bytes \d/);
    // NaN: a lag of which nothing was measured yet.
    for (const line of text.split('\n').filter((each) => each && !each.startsWith('#')))
      expect(line).toMatch(/^[a-z_]\w*(\{\w+="[^"]*"(,\w+="[^"]*")*\})? (?:-?[\d.e+-]+|NaN)$/i);
    // A second time the same: nothing is counted twice.
    expect(await (await get(open, '/metrics')).text()).toContain('outcome="served"} 41');
  });

  it('tells how the process is, and is up while the database is away', async () => {
    expect(await (await get(open, '/health')).json()).toMatchObject({ status: 'ok', devices: 12 });
    figures = { ...FIGURES, health: { ...FIGURES.health, databaseAway: true } };
    const away = await get(open, '/health');
    expect(away.status).toBe(200);
    expect(await away.json()).toMatchObject({ status: 'degraded' });
    expect(await (await get(open, '/metrics')).text()).toContain('offhook_database_up 0');
    figures = FIGURES;
  });

  it('shows strangers the status alone', async () => {
    expect((await get(closed, '/metrics')).status).toBe(401);
    expect(await (await get(closed, '/health')).json()).toEqual({ status: 'ok' });
    const headers = { authorization: 'Bearer right' };
    expect((await get(closed, '/metrics', { headers })).status).toBe(200);
    expect(await (await get(closed, '/health', { headers })).json()).toMatchObject({ devices: 12 });
  });

  it('answers nothing else', async () => {
    expect((await get(open, '/')).status).toBe(404);
    expect((await get(open, '/metrics', { method: 'POST' })).status).toBe(405);
    expect((await get(open, '/health', { method: 'HEAD' })).status).toBe(200);
  });
});

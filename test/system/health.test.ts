import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort, startOffhook } from '../../scripts/test/offhook-server.mjs';

let server: Awaited<ReturnType<typeof startOffhook>>;
let ports: { phones: number; worker: number };

beforeAll(async () => {
  ports = { phones: await freePort(), worker: await freePort() };
  server = await startOffhook({
    env: {
      OFFHOOK_PHONES_HEALTH_PORT: String(ports.phones),
      OFFHOOK_WORKER_HEALTH_PORT: String(ports.worker),
    },
  });
});
afterAll(async () => {
  await server.stop();
});

const text = async (url: string, headers: Record<string, string> = {}): Promise<string> =>
  (await fetch(url, { headers })).text();

it('each process tells how it is and what it did', async () => {
  await fetch(`${server.phoneUrl}/nothing-of-a-phone`);
  const phones = `http://127.0.0.1:${ports.phones}`;
  expect(JSON.parse(await text(`${phones}/health`))).toMatchObject({ status: 'ok', listening: true });
  await expect
    .poll(() => text(`${phones}/metrics`), { timeout: 10_000 })
    .toMatch(/offhook_phone_requests_total\{protocol="http",outcome="\w+"\} 1/);
  const worker = `http://127.0.0.1:${ports.worker}`;
  expect(JSON.parse(await text(`${worker}/health`))).toMatchObject({ status: 'ok', process: 'worker' });
  expect(await text(`${worker}/metrics`)).toContain('offhook_devices{status="configured"} 0');

  expect(JSON.parse(await text(`${server.consoleUrl}/health`))).toEqual({ status: 'ok' });
  expect(await text(`${server.consoleUrl}/metrics`)).toContain('offhook.metrics.read');
  const token = { authorization: `Bearer ${server.token}` };
  expect(await text(`${server.consoleUrl}/metrics`, token)).toMatch(/nodejs_eventloop_lag_seconds [\d.e-]+/);
});

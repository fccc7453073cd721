import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOffhook } from '../../scripts/test/offhook-server.mjs';
import { restClient } from '../compat/rest-client';
import { consoleEndpoints, restEndpoints, type Endpoint } from './endpoints';
import { Random } from './random';
import { sendRaw, type RawRequest } from './raw-http';
import { oddRequest, type Surface } from './requests';
import { bodyOf } from './sample';
import { signIn } from './sign-in';

/** Another seed sends other requests: `OFFHOOK_FUZZ_SEED=$RANDOM OFFHOOK_FUZZ_REQUESTS=20000`. */
const SEED = Number(process.env.OFFHOOK_FUZZ_SEED ?? 1);
const REQUESTS = Number(process.env.OFFHOOK_FUZZ_REQUESTS ?? 1_500);
const AT_ONCE = 8;
/** An answer that takes longer counts as none. */
const LIMIT_MS = 20_000;
const MASTER_TENANT = '11111111-1111-4111-8111-111111111111';
const PROV = 'application/vnd.proformatique.provd+json';

/** What only the inside of the server could say. */
const INSIDE =
  /node_modules|\bat \S+ \(|\.(?:mjs|tsx?|cjs):\d+|[Pp]risma|postgres|\bpg_(?!mgr)|violates|SELECT |INSERT |relation "|column "|ENOENT|ECONN/;

type Server = Awaited<ReturnType<typeof startOffhook>>;

let server: Server;
let cookie = '';
beforeAll(async () => {
  server = await startOffhook({ env: { OFFHOOK_MASTER_TENANT: MASTER_TENANT } });
  cookie = await signIn(server);
  const rest = restClient(`${server.consoleUrl}/0.2`, server.token);
  await rest({
    method: 'POST',
    path: '/dev_mgr/devices',
    body: {
      device: {
        id: 'known',
        config: 'known',
        plugin: 'yealink-v86',
        vendor: 'Yealink',
        model: 'T46S',
        mac: '00:15:65:01:02:03',
      },
    },
  });
  await rest({ method: 'POST', path: '/cfg_mgr/configs', body: { config: CONFIG } });
});
afterAll(() => server.stop());

const CONFIG = {
  id: 'known',
  parent_ids: ['base'],
  raw_config: {
    ntp_enabled: true,
    ntp_ip: '10.0.0.1',
    timezone: 'Europe/Paris',
    sip_lines: {
      '1': { username: 'u', password: 'p', display_name: 'd', number: '1', proxy_ip: '10.0.0.1' },
    },
    funckeys: { '1': { type: 'blf', value: '1', label: 'l', line: 1 } },
  },
};

/** Throws with what was sent when the server failed, kept silent or told of its inside. */
async function send(request: RawRequest, name: string): Promise<number> {
  const { hostname, port } = new URL(server.consoleUrl);
  const answer = await sendRaw({ hostname, port: Number(port) }, request, LIMIT_MS);
  const problem =
    typeof answer === 'string'
      ? answer
      : answer.status >= 500 && answer.status !== 501
        ? `${answer.status} ${answer.body.slice(0, 300)}`
        : (INSIDE.exec(answer.head + answer.body)?.[0] ?? null);
  if (problem !== null) {
    const shown = {
      ...request,
      body: request.body.toString('latin1').slice(0, 600),
      bytes: request.body.length,
    };
    throw new Error(`${name}, seed ${SEED}: ${problem}\n${JSON.stringify(shown).slice(0, 4_000)}`);
  }
  return typeof answer === 'string' ? 0 : answer.status;
}

async function attack(surface: Surface, requests: number): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  const failures: string[] = [];
  let next = 0;
  const attacker = async (): Promise<void> => {
    while (next < requests && failures.length < 20) {
      const n = next++;
      const request = oddRequest(new Random(SEED * 1_000_003 + n), surface, new URL(server.consoleUrl).host);
      await send(request, `${surface.base} request ${n}`).then(
        (status) => counts.set(status, (counts.get(status) ?? 0) + 1),
        (error: unknown) => failures.push(String(error)),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, attacker));
  expect(failures.join('\n\n')).toBe('');
  return counts;
}

function byPath(bodies: readonly (readonly [path: RegExp, body: unknown])[]) {
  return ({ path }: Endpoint): unknown => bodies.find(([pattern]) => pattern.test(path))?.[1];
}

function nonEmpty<T>(items: readonly T[]): [T, ...T[]] {
  const [first, ...others] = items;
  if (first === undefined) throw new Error('there are none');
  return [first, ...others];
}

const ids = ['known', 'none', 'base', 'autoprov', 'None'];

describe('hostile requests', () => {
  it('to the REST API are refused or answered, never with a fault', async () => {
    const description = await fetch(`${server.consoleUrl}/0.2/api/api.yml`);
    const endpoints = restEndpoints(await description.text());
    expect(endpoints.length).toBeGreaterThan(40);
    const counts = await attack(
      {
        base: '/0.2',
        endpoints: nonEmpty(endpoints),
        known: {
          id: [...ids, 'yealink-v86'],
          name: ['NAT', 'locale', 'plugin_server', 'provisioning_key', 'http_proxy', 'tenants'],
          n: ['1', '2', '0'],
        },
        bodyOf: byPath([
          [
            /dev_mgr\/devices/,
            {
              device: {
                id: 'known',
                mac: '00:15:65:01:02:03',
                ip: '10.0.0.1',
                plugin: 'yealink-v86',
                config: 'known',
                vendor: 'Yealink',
                model: 'T46S',
                options: { switchboard: true },
                tenant_uuid: '11111111-1111-4111-8111-111111111111',
              },
            },
          ],
          [
            /cfg_mgr\/configs/,
            { config: { ...CONFIG, X_type: 'device', transient: true, role: null, deletable: true } },
          ],
          [
            /dhcpinfo/,
            {
              dhcp_info: {
                op: 'commit',
                ip: '10.0.0.7',
                mac: '00:15:65:01:02:04',
                options: ['06059.65.61', '012'],
              },
            },
          ],
          [/configure/, { param: { value: '1' } }],
          [/./, { id: 'known' }],
        ]),
        credentials: () => [['X-Auth-Token', server.token]],
        contentType: PROV,
      },
      REQUESTS,
    );
    // Most come past the door: the attack would prove nothing otherwise.
    expect((counts.get(200) ?? 0) + (counts.get(201) ?? 0) + (counts.get(204) ?? 0)).toBeGreaterThan(
      REQUESTS / 10,
    );
    expect(counts.get(400) ?? 0).toBeGreaterThan(REQUESTS / 20);
    expect((await restClient(`${server.consoleUrl}/0.2`, server.token)({ path: '/status' })).status).toBe(
      200,
    );
  });

  it("to the console's own interface are refused or answered, never with a fault", async () => {
    const description: unknown = await (
      await fetch(`${server.consoleUrl}/api/openapi.json`, { headers: { Cookie: cookie } })
    ).json();
    const endpoints = consoleEndpoints().filter(({ path }) => !path.startsWith('/auth/'));
    expect(endpoints.length).toBeGreaterThan(20);
    const counts = await attack(
      {
        base: '/api',
        // Signing out ends the session that all the others need.
        endpoints: nonEmpty(
          endpoints.filter(({ method, path }) => !(method === 'DELETE' && path === '/account/sessions')),
        ),
        known: {
          id: [...ids, MASTER_TENANT],
          line: ['yealink-v86'],
          family: ['yealink'],
        },
        bodyOf: ({ method, path }) => bodyOf(description, { method, path: `/api${path}` }),
        credentials: () => [
          ['Cookie', cookie],
          ['X-Offhook-Request', '1'],
        ],
        contentType: 'application/json',
      },
      REQUESTS / 2,
    );
    expect(counts.get(200) ?? 0).toBeGreaterThan(REQUESTS / 40);
    expect(counts.get(400) ?? 0).toBeGreaterThan(REQUESTS / 40);
  });

  it('to what signs people in are refused or answered, never with a fault', async () => {
    await attack(
      {
        base: '/api/auth',
        endpoints: nonEmpty(
          [
            '/csrf',
            '/session',
            '/providers',
            '/signin',
            '/signin/{id}',
            '/signout',
            '/callback/{id}',
            '/error',
            '/{id}',
            '/callback/credentials',
          ].flatMap((path) => ['GET', 'POST'].map((method) => ({ method, path }))),
        ),
        known: { id: ['credentials'] },
        bodyOf: () => ({
          csrfToken: 'x',
          username: 'admin',
          password: 'wrong',
          json: 'true',
          callbackUrl: '/',
        }),
        credentials: () => [],
        contentType: 'application/x-www-form-urlencoded',
      },
      REQUESTS / 10,
    );
  });

  it('whose body never ends or is shorter than it says are not waited for longer than they may', async () => {
    const { hostname, port, host } = new URL(server.consoleUrl);
    const headers: [string, string][] = [
      ['Host', host],
      ['X-Auth-Token', server.token],
      ['Content-Type', PROV],
      ['Content-Length', String(64 * 1024 * 1024)],
    ];
    const request = {
      method: 'POST',
      target: '/0.2/dev_mgr/devices',
      headers,
      body: Buffer.alloc(9 * 1024 * 1024, 'x'),
    };
    // More than a body may have: answered before all of it has come.
    const answer = await sendRaw({ hostname, port: Number(port) }, request, LIMIT_MS);
    expect(typeof answer === 'string' ? answer : answer.status).toBe(413);
  });
});

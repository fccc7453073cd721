import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeTenant {
  uuid: string;
  parent_uuid: string;
  name: string;
  slug: string;
}

export interface FakeToken {
  tenant: string;
  acl: string[];
  /** `2026-01-01T00:00:00.000000`, UTC; absent: none. */
  expires?: string;
}

export const SERVICE = { id: 'offhook-provd', key: 'service-secret' };

/** A wazo-auth over a real socket, as far as API 0.1 concerns Offhook. */
export class FakeWazoAuth {
  readonly tokens = new Map<string, FakeToken>();
  readonly tenants: FakeTenant[] = [];
  /** Every request: method and path. */
  readonly seen: string[] = [];
  /** What is answered: the truth, an error, text that is no JSON, half of what was promised, nothing for ever. */
  mood: 'well' | 'error' | 'nonsense' | 'silent' = 'well';
  /** What `total` says; null: the number of tenants. */
  total: number | null = null;
  /** Tenants that are left out of lists, but there when asked for. */
  readonly hidden = new Set<string>();
  readonly #own = new Set<string>();
  readonly #server = http.createServer((request, response) => void this.#answer(request, response));
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    // Boundary: a TCP server that listens has such an address.
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Our own tokens are over. */
  forgetOwnTokens(): void {
    this.#own.clear();
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const path = (request.url ?? '').replace(/\?.*$/, '');
    this.seen.push(`${request.method} ${path}`);
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(typeof value === 'string' ? value : JSON.stringify(value));
    };
    if (this.mood === 'silent') return;
    if (this.mood === 'error') return send(500, { message: 'no' });
    if (this.mood === 'nonsense') return send(200, '<html>welcome</html>');
    if (request.method === 'POST' && path === '/0.1/token') return this.#logIn(request, send);
    const token = /^\/0\.1\/token\/(.+)$/.exec(path)?.[1];
    if (token !== undefined) return this.#tellToken(decodeURIComponent(token), send);
    if (!this.#own.has(String(request.headers['x-auth-token'])))
      return send(401, { message: 'Unauthorized' });
    if (path === '/0.1/tenants') {
      const items = this.tenants.filter(({ uuid }) => !this.hidden.has(uuid));
      return send(200, { items, total: this.total ?? items.length, filtered: items.length });
    }
    const tenant = this.tenants.find(({ uuid }) => path === `/0.1/tenants/${uuid}`);
    return tenant ? send(200, tenant) : send(404, { message: 'No such tenant' });
  }

  #logIn(request: http.IncomingMessage, send: (status: number, value: unknown) => void): void {
    const expected = `Basic ${Buffer.from(`${SERVICE.id}:${SERVICE.key}`).toString('base64')}`;
    if (request.headers.authorization !== expected) return send(401, { message: 'Authentication Failed' });
    const token = randomUUID();
    this.#own.add(token);
    send(200, { data: { token } });
  }

  #tellToken(secret: string, send: (status: number, value: unknown) => void): void {
    const token = this.tokens.get(secret);
    if (!token) return send(404, { message: 'No such token' });
    const { tenant, acl, expires } = token;
    const data = { token: secret, auth_id: randomUUID(), metadata: { tenant_uuid: tenant }, acl };
    send(200, { data: { ...data, utc_expires_at: expires ?? null } });
  }
}

import { z } from 'zod';
import { appError, type AppError } from '../../shared/errors';
import { err, ok, type Result } from '../../shared/result';

/** Where a wazo-auth server is, and how Offhook proves to it who it is. */
export interface WazoAuthOptions {
  /** Its root, with a prefix if it has one, without a slash at the end: `http://localhost:9497`. */
  url: string;
  /** Account of Offhook itself; without one tenants are not read. */
  service: { id: string; key: string } | null;
  /** Default 3 s. */
  timeoutMs?: number;
}

/** A token as wazo-auth knows it. */
export interface WazoToken {
  /** UUID of the account. */
  accountId: string | null;
  /** Lower-case UUID. */
  tenant: string;
  acl: readonly string[];
  expiresAt: Date | null;
}

export interface WazoTenant {
  id: string;
  /** The master tenant names itself. */
  parentId: string;
  name: string;
  slug: string | null;
}

const TIMEOUT_MS = 3_000;
const MAX_TOKEN_BYTES = 1024 * 1024;
const MAX_TENANT_BYTES = 32 * 1024 * 1024;
const MAX_TENANTS = 20_000;
/** How long our own token is asked for, and after which part of that it is renewed. */
const OWN_TOKEN_SECONDS = 21_600;
const RENEW_AFTER = 0.8;

const uuid = z.uuid().transform((text) => text.toLowerCase());
const acl = z.array(z.string().max(1_000)).max(5_000);

/** `acl` was called `acls` in older versions; times without a zone are UTC in the members that say so. */
const tokenAnswer = z.object({
  data: z.object({
    auth_id: z.string().nullish(),
    metadata: z.object({ tenant_uuid: uuid }),
    acl: acl.nullish(),
    acls: acl.nullish(),
    utc_expires_at: z.string().nullish(),
  }),
});
const newTokenAnswer = z.object({ data: z.object({ token: z.string().min(1).max(512) }) });
const tenantItem = z.object({
  uuid,
  parent_uuid: uuid,
  name: z.string().nullish(),
  slug: z.string().nullish(),
});
const tenantsAnswer = z.object({
  items: z.array(tenantItem).max(MAX_TENANTS),
  total: z.number().int().optional(),
});

const AWAY = appError('unavailable', 'The authentication server does not answer; try again in a moment.');

/** Asks a wazo-auth server, API 0.1. `unavailable`: it is away or answers nonsense. */
export class WazoAuthClient {
  #own: { token: string; renewAt: number } | null = null;

  constructor(private readonly options: WazoAuthOptions) {}

  get readsTenants(): boolean {
    return this.options.service !== null;
  }

  /** Null: there is no such token, or it is over. */
  async findToken(secret: string): Promise<Result<WazoToken | null>> {
    const answer = await this.#ask('GET', `/0.1/token/${encodeURIComponent(secret)}`, MAX_TOKEN_BYTES);
    if (!answer.ok) return answer;
    if ([401, 403, 404].includes(answer.value.status)) return ok(null);
    const parsed = tokenAnswer.safeParse(answer.value.json);
    if (answer.value.status !== 200 || !parsed.success) return err(AWAY);
    const { data } = parsed.data;
    return ok({
      accountId: uuid.safeParse(data.auth_id).data ?? null,
      tenant: data.metadata.tenant_uuid,
      acl: data.acl ?? data.acls ?? [],
      expiresAt: utcTime(data.utc_expires_at),
    });
  }

  /** All tenants. An answer that does not hold all it counts is an error, not a short list. */
  async listTenants(): Promise<Result<WazoTenant[]>> {
    const answer = await this.#askAsOurselves('/0.1/tenants', MAX_TENANT_BYTES);
    if (!answer.ok) return answer;
    const parsed = tenantsAnswer.safeParse(answer.value.json);
    if (answer.value.status !== 200 || !parsed.success) return err(AWAY);
    const { items, total } = parsed.data;
    if (total !== undefined && total !== items.length) return err(AWAY);
    return ok(
      items.map((item) => ({
        id: item.uuid,
        parentId: item.parent_uuid,
        name: (item.name ?? '').slice(0, 200) || (item.slug ?? item.uuid),
        slug: item.slug?.slice(0, 100) ?? null,
      })),
    );
  }

  /** Whether a tenant is there, asked for alone. */
  async hasTenant(id: string): Promise<Result<boolean>> {
    const answer = await this.#askAsOurselves(`/0.1/tenants/${encodeURIComponent(id)}`, MAX_TOKEN_BYTES);
    if (!answer.ok) return answer;
    if (answer.value.status === 404) return ok(false);
    return answer.value.status === 200 ? ok(true) : err(AWAY);
  }

  async #askAsOurselves(path: string, maxBytes: number): Promise<Result<Answer>> {
    for (let attempt = 1; ; attempt += 1) {
      const token = await this.#ownToken();
      if (!token.ok) return token;
      const answer = await this.#ask('GET', path, maxBytes, { 'X-Auth-Token': token.value });
      if (!answer.ok || answer.value.status !== 401 || attempt > 1) return answer;
      this.#own = null;
    }
  }

  async #ownToken(): Promise<Result<string>> {
    if (this.#own && Date.now() < this.#own.renewAt) return ok(this.#own.token);
    const { service } = this.options;
    if (!service) return err(appError('unavailable', 'Offhook has no account at the authentication server.'));
    const credentials = Buffer.from(`${service.id}:${service.key}`).toString('base64');
    const answer = await this.#ask(
      'POST',
      '/0.1/token',
      MAX_TOKEN_BYTES,
      { Authorization: `Basic ${credentials}`, 'Content-Type': 'application/json' },
      JSON.stringify({ expiration: OWN_TOKEN_SECONDS }),
    );
    if (!answer.ok) return answer;
    if (answer.value.status === 401)
      return err(appError('unavailable', 'The authentication server refuses the account of Offhook.'));
    const parsed = newTokenAnswer.safeParse(answer.value.json);
    if (answer.value.status !== 200 || !parsed.success) return err(AWAY);
    const { token } = parsed.data.data;
    this.#own = { token, renewAt: Date.now() + OWN_TOKEN_SECONDS * RENEW_AFTER * 1_000 };
    return ok(token);
  }

  async #ask(
    method: string,
    path: string,
    maxBytes: number,
    headers: Record<string, string> = {},
    body?: string,
  ): Promise<Result<Answer, AppError>> {
    try {
      const response = await fetch(this.options.url + path, {
        method,
        headers: { Accept: 'application/json', ...headers },
        redirect: 'error',
        signal: AbortSignal.timeout(this.options.timeoutMs ?? TIMEOUT_MS),
        ...(body === undefined ? {} : { body }),
      });
      const text = await limitedText(response, maxBytes);
      return text === null ? err(AWAY) : ok({ status: response.status, json: json(text) });
    } catch {
      // What went wrong may name the URL, and that holds a token.
      return err(AWAY);
    }
  }
}

interface Answer {
  status: number;
  json: unknown;
}

/** Null: it is longer. */
async function limitedText(response: Response, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function utcTime(text: string | null | undefined): Date | null {
  if (!text) return null;
  const time = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time.getTime()) ? null : time;
}

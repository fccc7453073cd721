import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { restClient, type Answer } from '../compat/rest-client';
import { parseStatus, type OperationStatus } from './operation';

const PROV = 'application/vnd.proformatique.provd+json';
const POLL_MS = 50;
const OPERATION_LIMIT_MS = 10_000;

const document = z.record(z.string(), z.unknown());
export type Document = z.infer<typeof document>;
type Keywords = Record<string, unknown>;

/** What the Python library raises: it goes by the status alone and shows the body as it is. */
export class ProvdError extends Error {
  constructor(
    readonly statusCode: number,
    text: string,
  ) {
    super(`${statusCode}: ${text}`);
  }
}

export interface ClientOptions {
  consoleUrl: string;
  token: string;
  tenant?: string;
}

/**
 * The library that confd, the web interface and the command line use, as far as a server sees it: paths, headers,
 * names of query parameters, members of bodies that it reads, and what it makes of a `Location`.
 */
export function provdClient({ consoleUrl, token, tenant }: ClientOptions) {
  const send = restClient(`${consoleUrl}/0.2`, token);

  async function call(
    method: string,
    path: string,
    options: { body?: unknown; tenant?: string; prov?: boolean } = {},
  ): Promise<Answer> {
    const answer = await send({
      method,
      path,
      tenant: options.tenant ?? tenant,
      // The library sends its HTTP client's own Accept, and closes the connection after each request.
      headers: {
        Accept: '*/*',
        Connection: 'close',
        'User-Agent': 'python-requests/2.28.1',
        ...(options.prov === false ? {} : { 'Content-Type': PROV }),
      },
      body: options.body,
    });
    if (answer.status >= 400) throw new ProvdError(answer.status, answer.text);
    return answer;
  }

  async function get(path: string, member: string, own?: string): Promise<unknown> {
    return document.parse(JSON.parse((await call('GET', path, { tenant: own })).text))[member];
  }

  async function post(path: string, body: unknown, own?: string): Promise<Answer> {
    return call('POST', path, { body, tenant: own });
  }

  /** The library reads the operation right after the 201, at its own manager's address. */
  async function start(manager: string, path: string, body: unknown, own?: string): Promise<Operation> {
    const answer = await post(`/${manager}/${path}`, body, own);
    if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}`);
    return openOperation(manager, String(answer.headers.location), own);
  }

  async function openOperation(manager: string, location: string, own?: string): Promise<Operation> {
    const below = location.split('/').slice(3).join('/');
    const operation = new Operation(location, (method) =>
      call(method, `/${manager}/${below}`, { tenant: own, prov: method === 'GET' }),
    );
    await operation.update();
    return operation;
  }

  const listOf = (path: string, member: string) => async (search?: Document, keywords?: Keywords) =>
    z.array(document).parse(await get(`${path}${queryOf(search, keywords)}`, member, tenantOf(keywords)));

  const seg = (id: unknown): string => encodeURIComponent(id === undefined ? 'None' : String(id));

  const devices = {
    get: async (id: string, own?: string) =>
      document.parse(await get(`/dev_mgr/devices/${seg(id)}`, 'device', own)),
    list: listOf('/dev_mgr/devices', 'devices'),
    create: async (device: Document, own?: string) =>
      createdId(await post('/dev_mgr/devices', { device }, own)),
    update: async (device: Document, own?: string): Promise<void> => {
      await call('PUT', `/dev_mgr/devices/${seg(device.id)}`, { body: { device }, tenant: own });
    },
    delete: async (id: string, own?: string): Promise<void> => {
      await call('DELETE', `/dev_mgr/devices/${seg(id)}`, { tenant: own, prov: false });
    },
    synchronize: (id: string, own?: string) => start('dev_mgr', 'synchronize', { id }, own),
    reconfigure: async (id: string, own?: string): Promise<void> => {
      await post('/dev_mgr/reconfigure', { id }, own);
    },
    createFromDhcp: async (dhcpInfo: Document, own?: string): Promise<void> => {
      await post('/dev_mgr/dhcpinfo', { dhcp_info: dhcpInfo }, own);
    },
  };

  const configs = {
    get: async (id: string) => document.parse(await get(`/cfg_mgr/configs/${seg(id)}`, 'config')),
    getRaw: async (id: string) => document.parse(await get(`/cfg_mgr/configs/${seg(id)}/raw`, 'raw_config')),
    list: listOf('/cfg_mgr/configs', 'configs'),
    listRegistrar: (keywords?: Keywords) => listTyped('registrar', keywords),
    listDevice: (keywords?: Keywords) => listTyped('device', keywords),
    create: async (config: Document) => createdId(await post('/cfg_mgr/configs', { config })),
    update: async (config: Document): Promise<void> => {
      await call('PUT', `/cfg_mgr/configs/${seg(config.id)}`, { body: { config } });
    },
    delete: async (id: string): Promise<void> => {
      await call('DELETE', `/cfg_mgr/configs/${seg(id)}`, { prov: false });
    },
    autocreate: async () => createdId(await post('/cfg_mgr/autocreate', {})),
  };

  const listTyped = async (type: string, keywords: Keywords = {}) => {
    const q64 = Buffer.from(JSON.stringify({ X_type: type })).toString('base64');
    return z
      .array(document)
      .parse(await get(`/cfg_mgr/configs${queryOf(undefined, { q64, ...keywords })}`, 'configs'));
  };

  const plugins = {
    list: async () => document.parse(await get('/pg_mgr/plugins', 'plugins')),
    get: async (id: string) => document.parse(await get(`/pg_mgr/plugins/${seg(id)}/info`, 'plugin_info')),
    listInstalled: async () => document.parse(await get('/pg_mgr/install/installed', 'pkgs')),
    listInstallable: async () => document.parse(await get('/pg_mgr/install/installable', 'pkgs')),
    update: () => start('pg_mgr', 'install/update', {}),
    install: (id: string) => start('pg_mgr', 'install/install', { id }),
    upgrade: (id: string) => start('pg_mgr', 'install/upgrade', { id }),
    uninstall: async (id: string): Promise<void> => {
      await post('/pg_mgr/install/uninstall', { id });
    },
    packagesInstalled: async (id: string) =>
      document.parse(await get(`/pg_mgr/plugins/${seg(id)}/install/installed`, 'pkgs')),
    packagesInstallable: async (id: string) =>
      document.parse(await get(`/pg_mgr/plugins/${seg(id)}/install/installable`, 'pkgs')),
    installPackage: (id: string, pkg: string) =>
      start('pg_mgr', `plugins/${seg(id)}/install/install`, { id: pkg }),
    upgradePackage: (id: string, pkg: string) =>
      start('pg_mgr', `plugins/${seg(id)}/install/upgrade`, { id: pkg }),
    uninstallPackage: async (id: string, pkg: string): Promise<void> => {
      await post(`/pg_mgr/plugins/${seg(id)}/install/uninstall`, { id: pkg });
    },
  };

  const params = {
    list: async () => z.array(document).parse(await get('/configure', 'params')),
    get: async (name: string, own?: string) =>
      document.parse(await get(`/configure/${seg(name)}`, 'param', own)),
    update: async (name: string, value: unknown, own?: string): Promise<void> => {
      await call('PUT', `/configure/${seg(name)}`, { body: { param: { value } }, tenant: own });
    },
    delete: async (name: string, own?: string): Promise<void> => {
      await call('PUT', `/configure/${seg(name)}`, { body: { param: { value: null } }, tenant: own });
    },
  };

  const status = { get: async () => document.parse(JSON.parse((await call('GET', '/status')).text)) };

  return { devices, configs, plugins, params, status, openOperation };
}

export type ProvdClient = ReturnType<typeof provdClient>;

/** A started operation; `Symbol.asyncDispose` is what the library's context manager does. */
export class Operation {
  #status: OperationStatus | null = null;

  constructor(
    readonly location: string,
    private readonly request: (method: 'GET' | 'DELETE') => Promise<Answer>,
  ) {}

  get status(): OperationStatus {
    if (!this.#status) throw new Error('never read');
    return this.#status;
  }

  get state(): OperationStatus['state'] {
    return this.status.state;
  }

  async update(): Promise<OperationStatus> {
    const answer = await this.request('GET');
    if (answer.status !== 200) throw new Error(`the operation answered ${answer.status}`);
    this.#status = parseStatus(z.object({ status: z.string() }).parse(JSON.parse(answer.text)).status);
    return this.#status;
  }

  /** Polls until it has ended. */
  async ended(): Promise<'success' | 'fail'> {
    for (const deadline = Date.now() + OPERATION_LIMIT_MS; Date.now() < deadline; await delay(POLL_MS)) {
      const { state } = await this.update();
      if (state === 'success' || state === 'fail') return state;
    }
    throw new Error(`it still is ${this.state} after ${OPERATION_LIMIT_MS} ms`);
  }

  async delete(): Promise<void> {
    await this.request('DELETE');
  }
}

function createdId(answer: Answer): string {
  if (answer.status !== 201) throw new Error(`created answered ${answer.status}`);
  return z.object({ id: z.string() }).parse(JSON.parse(answer.text)).id;
}

const tenantOf = (keywords?: Keywords): string | undefined =>
  typeof keywords?.tenant_uuid === 'string' ? keywords.tenant_uuid : undefined;

/** Keyword arguments as the library writes them: the known ones renamed, all others as they are, in Python's spelling. */
function queryOf(search: Document | undefined, keywords: Keywords = {}): string {
  const { fields, offset, limit, order, direction, tenant_uuid: _, ...others } = keywords;
  const query = new URLSearchParams();
  if (search !== undefined) query.set('q', JSON.stringify(search));
  if (Array.isArray(fields)) query.set('fields', fields.join(','));
  if (offset) query.set('skip', String(offset));
  if (limit) query.set('limit', String(limit));
  if (typeof order === 'string' && typeof direction === 'string') {
    query.set('sort', order);
    query.set('sort_ord', direction.toUpperCase());
  }
  for (const [name, value] of Object.entries(others)) query.set(name, inPython(value));
  return query.size === 0 ? '' : `?${query.toString()}`;
}

function inPython(value: unknown): string {
  if (value === true) return 'True';
  return value === false ? 'False' : String(value);
}

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isJsonObject, type JsonValue } from '../../shared/json';
import { openApiDocument } from './openapi';
import { rightOf, type AnyContract } from './contract';
import { API, CONTRACTS, NOT_IN_THE_API } from './registry';

/** Routes that answer for themselves: the stream, and the description, which is open. */
const WITHOUT_ROUTE = ['GET /api/live', 'GET /api/openapi.json'];

/** Where a route file has the handler of a method from: its name there and the source of that file. */
interface Handler {
  method: string;
  name: string;
  source: string;
}

/** Every method of every route file, `GET /api/devices/{id}`, with its handler. */
function routesOnDisk(): { route: string; handler: Handler }[] {
  return fs
    .readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts')
    .map((file) => ({
      address: `/api/${path.dirname(file)}`.replace(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}'),
      source: fs.readFileSync(path.join('app/api', file), 'utf8'),
    }))
    .filter(({ address }) => !NOT_IN_THE_API.includes(address))
    .flatMap(({ address, source }) =>
      handlersOf(source).map((handler) => ({ route: `${handler.method} ${address}`, handler })),
    )
    .sort((a, b) => (a.route < b.route ? -1 : 1));
}

function handlersOf(source: string): Handler[] {
  const lists = [...source.matchAll(/export \{([^}]*)\}(?: from '@\/([^']+)')?/g)].flatMap(
    ([, names = '', file]) =>
      names.split(',').map((name) => ({ names: name.trim().split(/\s+as\s+/), file })),
  );
  const declared = [...source.matchAll(/export (?:const|async function|function) (\w+)/g)].map(
    ([, name = '']) => ({ names: [name], file: undefined }),
  );
  return [...lists, ...declared]
    .map(({ names, file }) => ({
      method: names.at(-1) ?? '',
      name: names[0] ?? '',
      source: file === undefined ? source : fs.readFileSync(`${file}.ts`, 'utf8'),
    }))
    .filter(({ method }) => /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(method));
}

const GROUPS: Readonly<Record<string, Readonly<Record<string, AnyContract>>>> = CONTRACTS;

/** The route that the contract of a handler is for, `export const x = route(devicesApi.list, …)`; null: it has none. */
function contractedRoute({ name, source }: Handler): string | null {
  const made = new RegExp(`export const ${name} = route\\(\\s*(?:\\{ \\.\\.\\.)?(\\w+)\\.(\\w+),`).exec(
    source,
  );
  const contract = GROUPS[made?.[1] ?? '']?.[made?.[2] ?? ''];
  return contract ? routeOf(contract) : null;
}

const routeOf = ({ method, path: address }: AnyContract): string => `${method} ${address}`;

describe('the registry of routes', () => {
  const routes = routesOnDisk();

  it('holds exactly the routes of app/api', () => {
    expect(API.map(routeOf).sort()).toEqual(routes.map(({ route }) => route));
    expect(routes.length).toBeGreaterThan(20);
  });

  it('has the contract that each route checks its requests by', () => {
    const made = routes.filter(({ route }) => !WITHOUT_ROUTE.includes(route));
    expect(made.map(({ handler }) => contractedRoute(handler))).toEqual(made.map(({ route }) => route));
  });

  it('puts the variables of a path into the right', () => {
    expect(rightOf({ right: 'provd.dev_mgr.devices.{id}.read' }, { id: 'a.b' })).toBe(
      'provd.dev_mgr.devices.a_b.read',
    );
    expect(rightOf('session', {})).toBeNull();
  });
});

describe('the OpenAPI document', () => {
  const document = openApiDocument(API, '1.2.3');
  const at = (place: string): JsonValue | undefined =>
    place
      .slice(2)
      .split('/')
      .reduce<JsonValue | undefined>(
        (value, key) => (isJsonObject(value) ? value[key.replaceAll('~1', '/')] : undefined),
        document,
      );

  it('describes every route with its schemas and right', () => {
    expect(Object.keys(z.record(z.string(), z.unknown()).parse(document.paths))).toContain(
      '/api/devices/{id}',
    );
    expect(at('#/paths/~1api~1devices~1{id}/get')).toMatchObject({
      tags: ['Devices'],
      'x-offhook-right': 'provd.dev_mgr.devices.{id}.read',
      parameters: [{ name: 'id', in: 'path', required: true }],
      responses: {
        200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Device' } } } },
        default: { $ref: '#/components/responses/Problem' },
      },
    });
    expect(at('#/paths/~1api~1devices/get/parameters')).toContainEqual({
      name: 'sort',
      in: 'query',
      required: false,
      schema: { default: 'seen', type: 'string', enum: expect.arrayContaining(['mac', 'seen']) },
    });
    expect(at('#/paths/~1api~1devices/post/requestBody/content')).toMatchObject({
      'application/json': { schema: { required: ['mac'], properties: { mac: { type: 'string' } } } },
    });
  });

  it('holds every route, each with a summary in one line', () => {
    for (const { route } of routesOnDisk()) {
      const [method = '', address = ''] = route.split(' ');
      const operation = at(`#/paths/${address.replaceAll('/', '~1')}/${method.toLowerCase()}`);
      expect(operation, route).toMatchObject({ summary: expect.stringMatching(/^[A-Z].*[^.]$/) });
    }
    expect(at('#/paths/~1api~1provisioning-keys~1{id}/put')).toMatchObject({
      'x-offhook-right': 'provd.configure.{id}.provisioning_key.update',
      responses: {
        200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/RevealedKey' } } } },
        204: { description: 'It was taken away.' },
      },
    });
  });

  it('refers to nothing that is not there, and names each operation once', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target = '']) => target);
    expect(references.length).toBeGreaterThan(20);
    for (const target of references) expect(at(target), target).toBeDefined();
    expect(text).not.toContain('$defs');
    const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(API.length);
  });
});

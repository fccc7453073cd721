import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isJsonObject, type JsonValue } from '../../shared/json';
import { openApiDocument } from './openapi';
import { rightOf } from './contract';
import { API, NOT_IN_THE_API } from './registry';

/** `GET /api/devices/{id}` for each method that a route file gives. */
function routesOnDisk(): string[] {
  return fs
    .readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts')
    .map((file) => ({
      address: `/api/${path.dirname(file)}`.replace(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}'),
      source: fs.readFileSync(path.join('app/api', file), 'utf8'),
    }))
    .filter(({ address }) => !NOT_IN_THE_API.includes(address))
    .flatMap(({ address, source }) => methodsOf(source).map((method) => `${method} ${address}`))
    .sort();
}

function methodsOf(source: string): string[] {
  const lists = [...source.matchAll(/export \{([^}]*)\}/g)].flatMap(([, names = '']) => names.split(','));
  const declared = [...source.matchAll(/export (?:const|async function|function) (\w+)/g)].map(
    ([, name = '']) => name,
  );
  return [
    ...lists.map(
      (name) =>
        name
          .trim()
          .split(/\s+as\s+/)
          .at(-1) ?? '',
    ),
    ...declared,
  ].filter((name) => /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/.test(name));
}

describe('the registry of routes', () => {
  it('holds exactly the routes of app/api', () => {
    const registered = API.map(({ method, path: address }) => `${method} ${address}`).sort();
    expect(registered).toEqual(routesOnDisk());
    expect(registered.length).toBeGreaterThan(20);
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

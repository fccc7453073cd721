import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openApiDocument } from '@/lib/domain/api/openapi';
import { API } from '@/lib/domain/api/registry';
import { operationsOf } from './openapi';
import { SchemaView } from './schema-view';

it('shows every schema of every route, also those that hold themselves', () => {
  const document = openApiDocument(API, '1');
  const operations = operationsOf(document);
  expect(operations).toHaveLength(API.length);
  for (const { parameters, body, answers } of operations) {
    const schemas = [...parameters, ...body, ...answers].map(({ schema }) => schema ?? {});
    for (const schema of schemas) {
      const html = renderToStaticMarkup(<SchemaView schema={schema} document={document} />);
      expect(html.length).toBeLessThan(200_000);
    }
  }
  const values = { $ref: '#/components/schemas/JsonValue' };
  expect(renderToStaticMarkup(<SchemaView schema={values} document={document} />)).toContain(
    'list of JsonValue',
  );
});

it('tells what a member is in words, null too', () => {
  const schema = z.toJSONSchema(
    z.object({
      revision: z.string().nullable(),
      at: z.iso.datetime().nullable(),
      line: z.int().nullable(),
      state: z.enum(['on', 'off']).nullable(),
      names: z.array(z.string().nullable()).nullable(),
      all: z.boolean(),
      detail: z.unknown(),
    }),
  );
  const html = renderToStaticMarkup(<SchemaView schema={z.json().parse(schema)} document={{}} />);
  const words = Object.fromEntries(
    [...html.matchAll(/<code[^>]*>(\w+)<\/code> <span[^>]*>([^<]*)</g)].map(([, name = '', text = '']) => [
      name,
      text.replaceAll('&quot;', '"'),
    ]),
  );
  expect(words).toEqual({
    revision: 'text or null',
    at: 'text (date-time) or null',
    line: 'whole number or null',
    state: '"on" or "off" or null',
    names: 'list of (text or null) or null',
    all: 'true or false',
    detail: 'anything',
  });
});

import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
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

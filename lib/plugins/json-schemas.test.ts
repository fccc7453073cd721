import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { jsonSchemas } from './json-schemas';

const FOLDER = join(import.meta.dirname, '../../docs/schemas');

it('are in docs/schemas as the code has them (`npm run schemas` writes them)', () => {
  const schemas = jsonSchemas();
  expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(schemas).sort());
  for (const [name, text] of Object.entries(schemas)) {
    expect(readFileSync(join(FOLDER, name), 'utf8'), name).toBe(text);
  }
});

it('tell an editor what may be written, and what may be left out', () => {
  const files: unknown = JSON.parse(jsonSchemas()['files.schema.json'] ?? '');
  expect(files).toMatchObject({
    additionalProperties: false,
    required: ['device'],
    properties: {
      device: {
        items: {
          required: ['path', 'template', 'format'],
          additionalProperties: false,
          properties: { encoding: { enum: ['utf-8', 'iso-8859-1', 'utf-16le'], default: 'utf-8' } },
        },
      },
    },
  });
});

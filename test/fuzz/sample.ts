import type { Endpoint } from './endpoints';

type Schema = Readonly<Record<string, unknown>>;

/** A value that a JSON Schema takes, or nearly: all members there, texts that look right. */
export function sampleOf(schema: unknown, root: Schema, depth = 0): unknown {
  if (!isSchema(schema) || depth > 8) return 'text';
  const next = (inner: unknown): unknown => sampleOf(inner, root, depth + 1);
  if (typeof schema.$ref === 'string') return next(pointer(root, schema.$ref));
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  for (const list of [schema.enum, schema.examples])
    if (Array.isArray(list) && list.length > 0) return list[0];
  for (const list of [schema.oneOf, schema.anyOf])
    if (Array.isArray(list) && list.length > 0) return next(list[0]);
  if (Array.isArray(schema.allOf)) return Object.assign({}, ...schema.allOf.map(next));
  const type: unknown = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return isSchema(schema.properties)
        ? Object.fromEntries(Object.entries(schema.properties).map(([name, inner]) => [name, next(inner)]))
        : { name: isSchema(schema.additionalProperties) ? next(schema.additionalProperties) : 'text' };
    case 'array':
      return [next(schema.items)];
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textOf(schema);
  }
}

function textOf({ format, minLength }: Schema): string {
  switch (format) {
    case 'uuid':
      return '11111111-1111-4111-8111-111111111111';
    case 'uri':
      return 'http://hooks.example.test/';
    case 'date-time':
      return '2030-01-01T00:00:00Z';
    default:
      return 'a longer text'.padEnd(typeof minLength === 'number' ? minLength : 0, 'x');
  }
}

/** The body that an OpenAPI document asks for at an endpoint; undefined: none. */
export function bodyOf(document: unknown, { method, path }: Endpoint): unknown {
  if (!isSchema(document)) return undefined;
  const operation = at(document, 'paths', path, method.toLowerCase());
  const content = at(operation, 'requestBody', 'content');
  const schema = at(isSchema(content) ? Object.values(content)[0] : undefined, 'schema');
  return schema === undefined ? undefined : sampleOf(schema, document);
}

function pointer(root: Schema, reference: string): unknown {
  return at(root, ...reference.replace(/^#\//, '').split('/'));
}

function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>((inner, name) => (isSchema(inner) ? inner[name] : undefined), value);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

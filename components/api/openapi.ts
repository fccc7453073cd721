import { isJsonObject, type JsonObject, type JsonValue } from '@/lib/shared/json';

/** A route as the page shows it. */
export interface Operation {
  key: string;
  method: string;
  path: string;
  tag: string;
  summary: string;
  description: string | null;
  /** Null: for sessions alone, or open (`open`). */
  right: string | null;
  open: boolean;
  parameters: { name: string; place: 'path' | 'query'; required: boolean; schema: JsonValue }[];
  body: { type: string; schema: JsonValue }[];
  answers: { status: string; description: string; schema: JsonValue | null }[];
}

/** The routes of an OpenAPI document, in its order. Anything that is not as expected is left out. */
export function operationsOf(document: JsonObject): Operation[] {
  return Object.entries(object(document.paths)).flatMap(([path, methods]) =>
    Object.entries(object(methods)).map(([method, value]): Operation => {
      const operation = object(value);
      const security = Array.isArray(operation.security) ? operation.security : [];
      return {
        key: `${method} ${path}`,
        method: method.toUpperCase(),
        path,
        tag: text(Array.isArray(operation.tags) ? operation.tags[0] : null) ?? '',
        summary: text(operation.summary) ?? '',
        description: text(operation.description),
        right: text(operation['x-offhook-right']),
        open: security.length === 0,
        parameters: list(operation.parameters).map((parameter) => ({
          name: text(parameter.name) ?? '',
          place: parameter.in === 'path' ? 'path' : 'query',
          required: parameter.required === true,
          schema: parameter.schema ?? {},
        })),
        body: contentOf(object(operation.requestBody)),
        answers: Object.entries(object(operation.responses))
          .filter(([status]) => status !== 'default')
          .map(([status, response]) => ({
            status,
            description: text(object(response).description) ?? '',
            schema: contentOf(object(response))[0]?.schema ?? null,
          })),
      };
    }),
  );
}

/** True when every word is somewhere in the route. */
export function matches(operation: Operation, words: readonly string[]): boolean {
  const all =
    `${operation.method} ${operation.path} ${operation.summary} ${operation.description ?? ''} ${operation.right ?? ''} ${operation.tag}`.toLowerCase();
  return words.every((word) => all.includes(word));
}

/** The schema that a reference names, and that name. */
export function resolved(
  schema: JsonValue,
  document: JsonObject,
): { schema: JsonObject; name: string | null } {
  const given = object(schema);
  const reference = text(given.$ref);
  if (reference === null) return { schema: given, name: null };
  const name = reference.split('/').at(-1) ?? '';
  return { schema: object(object(object(document.components).schemas)[name]), name };
}

/** A command that calls the route. */
export function exampleOf(operation: Operation, origin: string): string {
  const method = operation.method === 'GET' ? '' : ` -X ${operation.method}`;
  const body = operation.body.length > 0 ? ` \\\n  -H 'Content-Type: application/json' -d '{ … }'` : '';
  return `curl${method} -H "Authorization: Bearer $TOKEN"${body} \\\n  '${origin}${operation.path}'`;
}

function contentOf(value: JsonObject): { type: string; schema: JsonValue }[] {
  return Object.entries(object(value.content)).map(([type, content]) => ({
    type,
    schema: object(content).schema ?? {},
  }));
}

export function object(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

export function list(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

export function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

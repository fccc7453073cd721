import { z } from 'zod';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json';
import { problemAnswer } from './answers/common';
import { API_TAGS, type AnyContract } from './contract';

const INTRODUCTION = `The interface behind the console. Scripts send an API token as \`Authorization: Bearer …\` or
\`X-Auth-Token\`; its rights and tenant are the token's own, and \`Wazo-Tenant\` names a tenant below it. Browsers send the
cookie of their session, and with every change the header \`X-Offhook-Request\`, which other sites can't send.
The interface of wazo-provd is beside it, below \`/0.2\`, with a description of its own.`;

/** The routes as an OpenAPI 3.1 document. */
export function openApiDocument(routes: readonly AnyContract[], version: string): JsonObject {
  const components = new Components();
  const paths: Record<string, JsonObject> = {};
  for (const route of routes)
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route, components);
  const problem = components.schema(problemAnswer, 'output', 'problem');
  return {
    openapi: '3.1.0',
    info: {
      title: 'Offhook',
      version,
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: API_TAGS.map((name) => ({ name })),
    paths,
    components: {
      schemas: components.all(),
      responses: {
        Problem: {
          description: 'It failed; the code and the message say why.',
          content: { 'application/json': { schema: problem } },
        },
      },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API token.' },
        token: { type: 'apiKey', in: 'header', name: 'X-Auth-Token', description: 'An API token.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'offhook-session',
          description: 'Of a person who is signed in. Behind https its name begins with `__Host-`.',
        },
      },
    },
  };
}

function operation(route: AnyContract, components: Components): JsonObject {
  const name = `${route.method.toLowerCase()}${route.path.replace(/\W+(\w)/g, (_, first: string) => first.toUpperCase()).replace(/\W/g, '')}`;
  const parameters = [...pathParameters(route), ...queryParameters(route, components, name)];
  const body = route.body && components.schema(route.body, 'input', name);
  return {
    operationId: name,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: body },
              ...(route.alsoTakes
                ? {
                    [route.alsoTakes.type]: {
                      schema: { type: 'string', description: route.alsoTakes.description },
                    },
                  }
                : {}),
            },
          },
        }),
    responses: responses(route, components, name),
    security: security(route.access),
    ...(typeof route.access === 'string' ? {} : { 'x-offhook-right': route.access.right }),
  };
}

function security(access: AnyContract['access']): JsonValue {
  if (access === 'open') return [];
  return access === 'session' ? [{ session: [] }] : [{ bearer: [] }, { token: [] }, { session: [] }];
}

function responses(route: AnyContract, components: Components, name: string): JsonObject {
  const { answer } = route;
  const status = route.status ?? (answer === null ? 204 : 200);
  const found: JsonObject = {};
  if (answer === null) found[status] = { description: status === 202 ? 'Accepted; it goes on.' : 'Done.' };
  else if (answer instanceof z.ZodType)
    found[status] = json('Done.', components.schema(answer, 'output', `${name}Answer`));
  else
    found[status] = {
      description: answer.description,
      content: {
        [answer.type]: { schema: answer.type === 'application/json' ? {} : { type: 'string' } },
      },
    };
  const { 202: accepted, 204: empty } = route.also ?? {};
  if (accepted)
    found[202] = json('Accepted; it goes on.', components.schema(accepted, 'output', `${name}202`));
  if (empty !== undefined) found[204] = { description: empty };
  found.default = { $ref: '#/components/responses/Problem' };
  return found;
}

function json(description: string, schema: JsonValue): JsonObject {
  return { description, content: { 'application/json': { schema } } };
}

function pathParameters(route: AnyContract): JsonObject[] {
  return [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(route: AnyContract, components: Components, name: string): JsonObject[] {
  if (!route.query) return [];
  const schema = components.inline(route.query, `${name}Query`);
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties).map(([parameter, value]) => ({
    name: parameter,
    in: 'query',
    required: required.includes(parameter),
    schema: value,
    ...(route.lists?.includes(parameter) ? { style: 'form', explode: true } : {}),
  }));
}

/** Collects the schemas that have a name, so that each is written once. */
class Components {
  readonly #named: Record<string, JsonValue> = {};

  /** The schema, or a reference to it when it has a name. `place` names what is inside of it and has no name of its own. */
  schema(schema: z.ZodType, io: 'input' | 'output', place: string): JsonValue {
    const { id } = z.globalRegistry.get(schema) ?? {};
    const converted = this.#convert(schema, io, place);
    if (typeof id !== 'string') return converted;
    this.#named[id] = converted;
    return { $ref: `#/components/schemas/${id}` };
  }

  inline(schema: z.ZodType, place: string): JsonObject {
    return this.#convert(schema, 'input', place);
  }

  all(): JsonObject {
    return Object.fromEntries(Object.entries(this.#named).sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #convert(schema: z.ZodType, io: 'input' | 'output', place: string): JsonObject {
    const written: unknown = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
    const { $schema: _dialect, $defs, id: _id, ...rest } = plain(written);
    const rename = (name: string): string => (name.startsWith('__') ? `${place}${name.slice(2)}` : name);
    for (const [name, definition] of Object.entries(isJsonObject($defs) ? $defs : {}))
      this.#named[rename(name)] = withoutIds(relocated(definition, rename));
    return plain(withoutIds(relocated(rest, rename)));
  }
}

/** JSON that came from the schema library, as our own type of it. */
function plain(value: unknown): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return isJsonObject(copy) ? copy : {};
}

const LOCAL = '#/$defs/';

function relocated(value: JsonValue, rename: (name: string) => string): JsonValue {
  if (Array.isArray(value)) return value.map((item) => relocated(item, rename));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      key === '$ref' && typeof member === 'string' && member.startsWith(LOCAL)
        ? [key, `#/components/schemas/${rename(member.slice(LOCAL.length))}`]
        : [key, relocated(member, rename)],
    ),
  );
}

/** Names are keys of `components`; a second place for them would be an identifier to resolve. */
function withoutIds(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const { id: _id, ...rest } = value;
  return rest;
}

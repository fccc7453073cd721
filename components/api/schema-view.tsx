'use client';
import { useMessages } from '@/lib/client/locale';
import type { Messages } from '@/lib/client/messages/catalogue';
import type { JsonObject, JsonValue } from '@/lib/shared/json';
import { list, object, resolved, text } from './openapi';

interface SchemaProps {
  schema: JsonValue;
  document: JsonObject;
  /** Names that are shown already: a schema that holds itself ends there. */
  within?: readonly string[];
}

/** Schemas within schemas that are shown. */
const MAX_DEPTH = 6;

/** The members of a schema; of what is inside of them, those that a person opens. */
export function SchemaView({ schema, document, within = [] }: SchemaProps) {
  const t = useMessages();
  const found = resolved(schema, document);
  const again = found.name !== null && within.includes(found.name);
  const names = [...within, found.name ?? ''];
  const inner = innermost(found.schema, document);
  const choices = list(inner.oneOf ?? inner.anyOf).filter((choice) => choice.type !== 'null');
  if (again || names.length > MAX_DEPTH)
    return <p className="text-xs text-muted">{typeText(schema, document, t)}</p>;
  if (choices.length > 1) {
    return (
      <ul className="space-y-2">
        {choices.map((choice, index) => (
          <li key={index} className="rounded-md border border-line p-2">
            <SchemaView schema={choice} document={document} within={names} />
          </li>
        ))}
      </ul>
    );
  }
  const members = Object.entries(object(inner.properties));
  if (members.length === 0)
    return <p className="text-xs text-muted">{typeText(found.schema, document, t)}</p>;
  const required = Array.isArray(inner.required) ? inner.required : [];
  return (
    <ul className="divide-y divide-line text-xs">
      {members.map(([name, member]) => (
        <li key={name} className="py-1.5">
          <Member
            name={name}
            schema={member}
            required={required.includes(name)}
            document={document}
            within={names}
          />
        </li>
      ))}
    </ul>
  );
}

function Member({
  name,
  schema,
  required,
  document,
  within = [],
}: SchemaProps & { name: string; required: boolean }) {
  const t = useMessages();
  const found = resolved(schema, document);
  const inner = innermost(found.schema, document);
  const nested =
    Object.keys(object(inner.properties)).length > 0 &&
    !(found.name !== null && within.includes(found.name)) &&
    within.length < MAX_DEPTH;
  const description = text(object(schema).description) ?? text(found.schema.description);
  const head = (
    <>
      <code className="font-medium text-strong">{name}</code>{' '}
      <span className="text-muted">{typeText(schema, document, t)}</span>
      {required ? <span className="ml-1.5 text-accent-text">{t.programs.required}</span> : null}
      {description ? <span className="ml-2 text-normal">{description}</span> : null}
    </>
  );
  if (!nested) return <div>{head}</div>;
  return (
    <details>
      <summary className="cursor-pointer rounded-sm">{head}</summary>
      <div className="mt-1.5 ml-2 border-l border-line pl-3">
        <SchemaView schema={inner} document={document} within={[...within, found.name ?? name]} />
      </div>
    </details>
  );
}

/** What a list holds, or what may also be null. */
function innermost(schema: JsonObject, document: JsonObject, depth = 0): JsonObject {
  const [only, ...others] = list(schema.anyOf).filter((choice) => choice.type !== 'null');
  const inner = schema.items ?? (others.length === 0 ? only : undefined);
  return inner === undefined || depth > MAX_DEPTH
    ? schema
    : innermost(resolved(inner, document).schema, document, depth + 1);
}

/** A schema with a name is told by it, but for the one that is asked about. */
function typeText(value: JsonValue, document: JsonObject, t: Messages, depth = 0): string {
  const { schema, name } = resolved(value, document);
  if (name !== null && depth > 0) return name;
  const { listOf, or, anything } = t.programs;
  const inside = (each: JsonValue): string => typeText(each, document, t, depth + 1);
  const choices = list(schema.anyOf ?? schema.oneOf);
  if (choices.length > 0) return or(choices.map(inside));
  if (Array.isArray(schema.enum)) return or(schema.enum.map((each) => JSON.stringify(each)));
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  // What may also be null has a list of types.
  if (Array.isArray(schema.type)) return or(schema.type.map((type) => inside({ ...schema, type })));
  if (schema.type === 'array') {
    const items = inside(schema.items ?? {});
    return `${listOf} ${hasChoices(schema.items, document) ? `(${items})` : items}`;
  }
  if (name !== null) return name;
  const type = text(schema.type);
  if (type === null) return anything;
  const words: Record<string, string> = t.programs.types;
  const format = type === 'null' ? null : text(schema.format);
  return `${words[type] ?? type}${format ? ` (${format})` : ''}`;
}

/** It is told as "… or …", so that within a longer text it needs brackets; one with a name is told by that. */
function hasChoices(value: JsonValue | undefined, document: JsonObject): boolean {
  const { schema, name } = resolved(value ?? {}, document);
  return name === null && [schema.anyOf, schema.oneOf, schema.enum, schema.type].some(Array.isArray);
}

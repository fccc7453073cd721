import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../shared/json';
import { checkDocument, DOCUMENT_LIMITS } from './documents';

function nested(depth: number, wrap: (inner: JsonValue) => JsonValue): JsonValue {
  let value: JsonValue = 1;
  for (let i = 0; i < depth; i++) value = wrap(value);
  return value;
}

describe('checkDocument', () => {
  it('takes what clients send, unchanged', () => {
    const document = {
      id: 'x',
      X_text: 'é 日本 😀 \n\t\u0001',
      parent_ids: [],
      deep: nested(DOCUMENT_LIMITS.depth - 1, (a) => ({ a })),
    };
    const result = checkDocument(document, 'config');
    expect(result.ok && result.value).toBe(document);
  });

  it.each([null, undefined, 5, 'x', [], true])('refuses %j', (value) => {
    expect(checkDocument(value, 'device')).toMatchObject({
      ok: false,
      error: { code: 'invalid', message: 'device must be an object' },
    });
  });

  it.each<[string, unknown, path: string, code: string]>([
    ['NUL in a value', { a: { b: ['x', 'secret\u0000'] } }, 'a.b', 'invalid'],
    ['NUL in a name', { a: { 'b\u0000': 1 } }, 'a', 'invalid'],
    ['half a surrogate pair', { a: '\ud83d' }, 'a', 'invalid'],
    ['half a surrogate pair in a name', { '\ude00': 1 }, '', 'invalid'],
    ['__proto__', JSON.parse('{"a":[{"__proto__":{"x":1}}]}'), 'a', 'invalid'],
    ['a long name', { ['n'.repeat(DOCUMENT_LIMITS.nameLength + 1)]: 1 }, '', 'invalid'],
    ['deep objects', { a: nested(DOCUMENT_LIMITS.depth, (a) => ({ a })) }, 'a.a.a.a.a.a.a.a', 'too_large'],
    ['deep lists', { a: nested(100_000, (a) => [a]) }, 'a', 'too_large'],
    ['many values', { a: Array.from({ length: DOCUMENT_LIMITS.values }, () => 1) }, '', 'too_large'],
  ])('refuses %s', (_, value, path, code) => {
    const result = checkDocument(value, 'config');
    expect(result).toMatchObject({ ok: false, error: { code, problems: [{ path }] } });
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});

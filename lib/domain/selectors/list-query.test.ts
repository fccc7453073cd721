import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../shared/json';
import { jsonText, parseJsonText } from '../../shared/json-text';
import { compareBy, projectFields } from './fields';
import { parseListQuery } from './list-query';
import type { ListQuery } from './list-query';

const nothing: ListQuery = { selector: [], fields: null, skip: 0, recurse: false };
const equals = (key: string, value: JsonValue) => [{ path: key.split('.'), test: { op: 'equals', value } }];
const base64 = (value: JsonValue) => Buffer.from(JSON.stringify(value)).toString('base64');

describe('parseListQuery', () => {
  it.each<[string, object]>([
    ['', {}],
    ['q={"a.b":1}', { selector: equals('a.b', 1) }],
    ['q={}', {}],
    ['q=', {}],
    [`q={"a":2}&q64=${encodeURIComponent(base64({ a: 1 }))}`, { selector: equals('a', 1) }],
    [`q64=${base64({ a: 'é>?~~' })}`, { selector: equals('a', 'é>?~~') }],
    [`q64=${Buffer.from('{"a":"é>?~~"}').toString('base64url')}`, { selector: equals('a', 'é>?~~') }],
    ['q64=&q={"a":1}', { selector: equals('a', 1) }],
    ['fields=', { fields: [] }],
    ['fields=a,b.c,', { fields: [['a'], ['b', 'c']] }],
    ['skip=3', { skip: 3 }],
    ['skip=-3', { skip: 0 }],
    ['skip=x', { skip: 0 }],
    ['skip=1.5', { skip: 0 }],
    ['limit=2', { limit: 2 }],
    ['limit=0', {}],
    ['limit=-1', { limit: 0 }],
    ['limit=x', {}],
    ['limit=999999999999', { limit: 2_147_483_647 }],
    ['sort=a.b', { sort: { path: ['a', 'b'], descending: false } }],
    ['sort=a&sort_ord=ASC', { sort: { path: ['a'], descending: false } }],
    ['sort=a&sort_ord=DESC', { sort: { path: ['a'], descending: true } }],
    ['sort=a&sort_ord=desc', { sort: { path: ['a'], descending: false } }],
    ['sort=', {}],
    ['recurse=true', { recurse: true }],
    ['recurse=True', { recurse: true }],
    ['recurse=TRUE', { recurse: false }],
    ['recurse=1', { recurse: false }],
    ['limit=2&limit=5', { limit: 2 }],
    ['search=zzz&offset=0&order=a&direction=asc&reverse=true', {}],
  ])('%s', (query, expected) => {
    expect(parseListQuery(new URLSearchParams(query))).toEqual({
      ok: true,
      value: { ...nothing, ...expected },
    });
  });

  it.each([
    'q={"a":',
    'q=[1]',
    'q64=***',
    `q64=${Buffer.from([0xff, 0xfe]).toString('base64')}`,
    `q64=${base64([1])}`,
    `q={"a":1}&q64=!`,
    `fields=${'a,'.repeat(201)}`,
  ])('refuses %s', (query) => {
    expect(parseListQuery(new URLSearchParams(query))).toMatchObject({
      ok: false,
      error: { code: 'invalid' },
    });
  });
});

describe('projectFields', () => {
  const text = '{"10":1,"2":{"x":1},"id":"i","a":{"b":1.0,"c":{"d":null}},"l":[{"x":1}]}';

  it.each<[string, string]>([
    ['', '{"id":"i"}'],
    ['id', '{"id":"i"}'],
    ['10,none', '{"id":"i","10":1}'],
    ['a.b', '{"id":"i","a":{"b":1.0}}'],
    ['a.b,a.c.d', '{"id":"i","a":{"b":1.0,"c":{"d":null}}}'],
    ['a.none,a.b.c,a.c.none', '{"id":"i"}'],
    ['a,a.b', '{"id":"i","a":{"b":1.0,"c":{"d":null}}}'],
    ['a.b,a', '{"id":"i","a":{"b":1.0,"c":{"d":null}}}'],
    ['l.x', '{"id":"i"}'],
    ['l', '{"id":"i","l":[{"x":1}]}'],
  ])('%s', (fields, expected) => {
    const document = parseJsonText(text);
    const query = parseListQuery(new URLSearchParams({ fields }));
    if (!document.ok || document.value.kind !== 'object' || !query.ok) throw new Error('unreadable');
    expect(jsonText(projectFields(document.value, query.value.fields ?? []))).toBe(expected);
    expect(jsonText(document.value)).toBe(text);
  });
});

it('orders missing ones first, numbers by value, texts by code point', () => {
  const values: JsonValue[] = [null, '', -1, 9, 10.5, '10', '9', 'Z', [1], 'a', false, true, { a: 1 }];
  const sorted = [...values]
    .reverse()
    .map((v) => ({ o: { v } }))
    .sort((a, b) => compareBy(['o', 'v'], a, b))
    .map((d) => d.o.v);
  expect(sorted).toEqual(['', null, -1, 9, 10.5, '10', '9', 'Z', [1], 'a', false, true, { a: 1 }]);
  expect(compareBy(['o', 'v'], {}, { o: 5 })).toBe(0);
  expect(compareBy(['toString'], {}, { toString: 'a' })).toBeLessThan(0);
});

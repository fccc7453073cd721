import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json';
import { compareTexts, matches } from './match';
import { parseSelector, parseSelectorText, SELECTOR_LIMITS } from './selector';

const documents: Record<string, JsonObject> = {
  a: { id: 'a', sn: 'S1', n: 1, s: 'apple', tags: ['red', 'blue'], o: { k: 'v1', deep: { x: 1 } }, b: true },
  b: {
    id: 'b',
    n: 5,
    s: 'banana',
    tags: ['green'],
    o: { k: 'v2' },
    b: false,
    l: [{ kk: 1 }, { kk: 2 }, [{ kk: 3 }]],
  },
  c: { id: 'c', n: 10, s: 'cherry', z: null, l: [{ in: { kk: 9 } }], 'dotted.name': 1 },
  d: { id: 'd', raw_config: { sip_lines: { '1': { username: 'u', password: 'p' } } }, list: [['x']] },
};

function select(selector: JsonObject): string {
  const parsed = parseSelector(selector);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return Object.keys(documents)
    .filter((id) => matches(parsed.value, documents[id] ?? {}))
    .join('');
}

describe('what a selector selects', () => {
  it.each<[JsonObject, string]>([
    [{}, 'abcd'],
    [{ s: 'apple' }, 'a'],
    [{ s: 'Apple' }, ''],
    [{ n: 5 }, 'b'],
    [{ n: '5' }, ''],
    [{ n: 5.0 }, 'b'],
    [{ b: true }, 'a'],
    [{ b: 1 }, ''],
    [{ z: null }, 'c'],
    [{ missing: null }, ''],
    [{ s: 'banana', n: 5 }, 'b'],
    [{ s: 'banana', n: 1 }, ''],
    // lists and objects equal only their like
    [{ tags: 'red' }, ''],
    [{ tags: ['red', 'blue'] }, 'a'],
    [{ tags: ['blue', 'red'] }, ''],
    [{ o: { deep: { x: 1 }, k: 'v1' } }, 'a'],
    [{ o: { k: 'v1' } }, ''],
    [{ o: {} }, ''],
    // paths
    [{ 'o.k': 'v2' }, 'b'],
    [{ 'o.deep.x': 1 }, 'a'],
    [{ 'o.none.x': 1 }, ''],
    [{ 's.k': 'v1' }, ''],
    [{ 'l.kk': 1 }, 'b'],
    [{ 'l.kk': 3 }, 'b'],
    [{ 'l.in.kk': 9 }, ''],
    [{ 'l.in': { kk: 9 } }, 'c'],
    [{ 'raw_config.sip_lines.1.username': 'u' }, 'd'],
    [{ 'raw_config.sip_lines.1.password': 'p' }, 'd'],
    [{ 'tags.0': 'red' }, ''],
    [{ 'dotted.name': 1 }, ''],
    [{ constructor: null }, ''],
    [{ 'o.toString': { $exists: true } }, ''],
    // operators
    [{ s: { $in: ['apple', 'cherry', 'fig'] } }, 'ac'],
    [{ s: { $in: [] } }, ''],
    [{ 'l.kk': { $in: [3, 7] } }, 'b'],
    [{ s: { $nin: ['apple', 'cherry'] } }, 'bd'],
    [{ s: { $nin: [] } }, 'abcd'],
    [{ 'l.kk': { $nin: [3] } }, 'acd'],
    [{ s: { $ne: 'apple' } }, 'bcd'],
    [{ z: { $ne: null } }, 'abd'],
    [{ n: { $gt: 5 } }, 'c'],
    [{ n: { $ge: 5 } }, 'bc'],
    [{ n: { $lt: 5 } }, 'a'],
    [{ n: { $le: 5 } }, 'ab'],
    [{ n: { $gt: 1, $lt: 10 } }, 'b'],
    [{ n: { $gt: '1' } }, ''],
    [{ s: { $gt: 5 } }, ''],
    [{ s: { $ge: 'banana' } }, 'bc'],
    [{ b: { $gt: 0 } }, ''],
    [{ 'l.kk': { $gt: 2 } }, 'b'],
    [{ tags: { $contains: 'blue' } }, 'a'],
    [{ tags: { $contains: 'bl' } }, ''],
    [{ list: { $contains: ['x'] } }, 'd'],
    [{ s: { $contains: 'an' } }, 'b'],
    [{ s: { $contains: '' } }, 'abc'],
    [{ s: { $contains: 5 } }, ''],
    [{ o: { $contains: 'k' } }, 'ab'],
    [{ o: { $contains: 'toString' } }, ''],
    [{ n: { $contains: 5 } }, ''],
    [{ o: { $exists: true } }, 'ab'],
    [{ o: { $exists: false } }, 'cd'],
    [{ o: { $exists: 1 } }, 'ab'],
    [{ z: { $exists: true } }, 'c'],
    [{ 'raw_config.sip_lines.1.password': { $exists: true } }, 'd'],
    [{ 'raw_config.sip_lines.1.password': { $ne: 'p' } }, 'abc'],
  ])('%j → %s', (selector, ids) => {
    expect(select(selector)).toBe(ids);
  });
});

describe('selectors that are refused', () => {
  it.each<[string, RegExp]>([
    ['{"mac": ', /not JSON/],
    ['', /not JSON/],
    ['[1]', /must be an object/],
    ['5', /must be an object/],
    ['null', /must be an object/],
    ['{"n":{"$gte":5}}', /n: \$gte is no operator; there are \$in/],
    ['{"n":{"$gt":5,"x":1}}', /x is no operator/],
    ['{"n":{"$in":5}}', /\$in needs a list/],
    ['{"n":{"$nin":{"a":1}}}', /\$nin needs a list/],
    ['{"n":{"$gt":null}}', /needs a text or a number/],
    ['{"n":{"$le":[1]}}', /needs a text or a number/],
    ['{"n":{"$exists":"yes"}}', /needs true or false/],
    ['{"raw_config.admin_password":{"$contains":"a"}}', /secret/],
    ['{"raw_config.sip_lines.1.password":{"$gt":"a"}}', /secret/],
    [`{"${'a.'.repeat(SELECTOR_LIMITS.path)}b":1}`, /too long a path/],
    [JSON.stringify({ a: 'x'.repeat(SELECTOR_LIMITS.textLength) }), /too long/],
    [
      JSON.stringify({ a: { $in: Array.from({ length: SELECTOR_LIMITS.values + 1 }, () => 1) } }),
      /too many values/,
    ],
    [
      JSON.stringify(Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 1]))),
      /too many conditions/,
    ],
  ])('%s', (text, message) => {
    const parsed = parseSelectorText(text);
    expect(parsed).toMatchObject({ ok: false, error: { code: 'invalid' } });
    expect(!parsed.ok && parsed.error.message).toMatch(message);
  });
});

it('compares texts by code point', () => {
  const ordered = ['', 'A', 'B', 'a', 'aa', 'b', 'é', '\uff5e', '😀', '😀a'];
  expect([...ordered].reverse().sort(compareTexts)).toEqual(ordered);
  expect(compareTexts('a', 'a')).toBe(0);
});

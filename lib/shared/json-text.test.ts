import { describe, expect, it } from 'vitest';
import { jsonText, nodeOf, parseJsonText, sameNode, valueOf } from './json-text';

function roundTrip(text: string): string {
  const node = parseJsonText(text);
  return node.ok ? jsonText(node.value) : `error: ${node.error}`;
}

describe('json text', () => {
  it('keeps the order of members and the spelling of numbers', () => {
    expect(roundTrip('{"2": 1.0, "1": 9007199254740993, "a": [1e2, -0]}')).toBe(
      '{"2":1.0,"1":9007199254740993,"a":[1e2,-0]}',
    );
  });

  it('takes the last value of a member that is given twice, in its first place', () => {
    expect(roundTrip('{"a":1,"b":2,"a":3}')).toBe('{"a":3,"b":2}');
  });

  it('agrees with JSON.parse on ordinary documents', () => {
    const text = '{"a":"\\u00e9\\n\\"","b":[null,true,false,{}],"c":{"d":[[]]},"e":-1.5e-3}';
    const node = parseJsonText(text);
    expect(node.ok && valueOf(node.value)).toEqual(JSON.parse(text));
    expect(node.ok && sameNode(node.value, nodeOf(JSON.parse(text)))).toBe(false);
  });

  it.each([
    '',
    '{',
    '{"a":}',
    '[1,]',
    '{"a":1,}',
    '01',
    '+1',
    '.5',
    'nul',
    '"\t"',
    '{} x',
    "{'a':1}",
    '"\\x"',
    'NaN',
    '--1',
  ])('refuses %j', (text) => expect(parseJsonText(text).ok).toBe(false));

  it('refuses what the database could not keep', () => {
    for (const text of [
      '"\\u0000"',
      '"\\ud800"',
      '1e400',
      '1e-400',
      '1'.repeat(401),
      '['.repeat(65) + ']'.repeat(65),
    ]) {
      expect(parseJsonText(text).ok).toBe(false);
    }
    expect(parseJsonText('['.repeat(64) + ']'.repeat(64)).ok).toBe(true);
  });

  it('keeps a member named __proto__ an ordinary one', () => {
    const node = parseJsonText('{"__proto__":{"x":1}}');
    const value = node.ok ? valueOf(node.value) : null;
    expect(Object.keys(value ?? {})).toEqual(['__proto__']);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  it('writes ASCII when asked to', () => {
    expect(jsonText(nodeOf({ é: '日' }), 'ascii')).toBe('{"\\u00e9":"\\u65e5"}');
  });

  it('compares documents without the order of members', () => {
    const [a, b, c] = ['{"a":1,"b":[1,2]}', '{"b":[1,2],"a":1}', '{"b":[1,2.0],"a":1}'].map((t) => {
      const node = parseJsonText(t);
      if (!node.ok) throw new Error(node.error);
      return node.value;
    });
    expect(a && b && sameNode(a, b)).toBe(true);
    expect(a && c && sameNode(a, c)).toBe(false);
  });
});

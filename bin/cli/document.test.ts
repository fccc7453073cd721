import { describe, expect, it } from 'vitest';
import { jsonText, parseJsonText } from '../../lib/shared/json-text';
import { changeDocument } from './document';
import { untilOf } from './span';
import { table } from './table';

function changed(text: string, set: string[], unset: string[] = []): string {
  const parsed = parseJsonText(text);
  if (!parsed.ok || parsed.value.kind !== 'object') throw new Error(text);
  const result = changeDocument(parsed.value, set, unset);
  return result.ok ? jsonText(result.value) : result.error.message;
}

describe('changing a document', () => {
  it.each([
    ['{"b":1.0,"a":2}', ['a=3'], [], '{"b":1.0,"a":3}'],
    ['{}', ['x.y.z=true', 'x.t=a=b'], [], '{"x":{"y":{"z":true},"t":"a=b"}}'],
    ['{"x":"text"}', ['x.y=null'], [], '{"x":{"y":null}}'],
    ['{"x":{"y":1,"z":2}}', [], ['x.y', 'q.r', 'x.z.deep'], '{"x":{"z":2}}'],
    ['{}', ['name=007', 'quoted="007"'], [], '{"name":"007","quoted":"007"}'],
  ])('%s, set %j, unset %j', (before, set, unset, after) => expect(changed(before, set, unset)).toBe(after));

  it.each([['novalue'], ['=x'], ['a..b=1']])('refuses --set %s', (set) =>
    expect(changed('{}', [set])).toContain('PATH=VALUE'),
  );
});

describe('an expiry', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  it.each([
    ['90d', '2026-04-01T00:00:00.000Z'],
    ['12h', '2026-01-01T12:00:00.000Z'],
    ['2030-01-31', '2030-01-31T00:00:00.000Z'],
    ['90', null],
    ['tomorrow', null],
  ])('%s', (text, at) => expect(untilOf(text, now)).toBe(at));
});

describe('a table', () => {
  it('lines its columns up and lets nothing through that moves the cursor', () =>
    expect(
      table(
        ['id', 'name'],
        [
          ['1', '\u001b[2Jx'],
          ['22', null],
        ],
      ),
    ).toEqual(['id  name', '1   \ufffd[2Jx', '22  -']));
});

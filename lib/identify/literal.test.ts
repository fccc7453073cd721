import { describe, expect, it } from 'vitest';
import { requiredLiteral } from './literal';

describe('requiredLiteral', () => {
  it.each([
    ['^Digium/[^/]', 'digium/'],
    ['^(?i:yealink) +(?P<model>T\\d+)$', 'yealink '],
    ['(?i)^ABC', 'abc'],
    ['snom(?P<model>[A-Z]+|MP)-SIP ', '-sip '],
    ['ab?cd', 'cd'],
    ['abc*de', 'ab'],
    ['ab+c', 'ab'],
    ['a(?:bc)+d', 'abc'],
    ['a(?:bc)?def', 'def'],
    ['x{0,3}yz', 'yz'],
    ['a\\.cfg$', 'a.cfg'],
    ['[\\]a]bc', 'bc'],
    ['a\\dbc', 'bc'],
  ])('finds in %s the text %j', (pattern, literal) => {
    expect(requiredLiteral(pattern)).toBe(literal);
  });

  it.each(['abc|def', 'a\\x41b', '\\pLabc', 'a(?=bcd)', 'a(?-i)b', '(ab', '[[:alpha:]]abc', 'a\\'])(
    'is sure of nothing in %s',
    (pattern) => {
      expect(requiredLiteral(pattern)).toBe('');
    },
  );

  it('takes nothing from alternatives inside a group', () => {
    expect(requiredLiteral('^(?:alpha|beta)-x')).toBe('-x');
  });
});

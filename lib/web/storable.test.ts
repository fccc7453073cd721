import { describe, expect, it } from 'vitest';
import { isStorableJson } from './storable';

describe('isStorableJson', () => {
  it.each([
    ['{"a":"b"}', true],
    ['{"a":"\\u00e9\\ud83d\\ude00"}', true],
    ['{"a":"\\\\u0000"}', true],
    ['no JSON \\u0000', true],
    ['{"a":"\\u0000"}', false],
    ['{"a":[{"\\u0000":1}]}', false],
    ['{"a":"\\ud83d"}', false],
    ['a,b\0c', false],
    [`${'['.repeat(200_000)}"\\u0041"${']'.repeat(200_000)}`, true],
  ])('%.40s', (text, storable) => expect(isStorableJson(text)).toBe(storable));
});

import { expect, it } from 'vitest';
import { Memo } from './memo';

it('never holds more than its limit and keeps what is asked for', () => {
  const memo = new Memo<number>(10);
  for (let n = 0; n < 1000; n += 1) {
    memo.set(`k${n}`, n);
    memo.get('k0');
    expect(memo.size).toBeLessThanOrEqual(10);
  }
  expect(memo.get('k0')).toBe(0);
  expect(memo.get('k999')).toBe(999);
  expect(memo.get('k500')).toBeUndefined();
});

import { expect, it } from 'vitest';
import { Attempts } from './attempts';

it('refuses what exceeds the limit until the span is over', () => {
  const attempts = new Attempts(2, 1_000);
  expect([attempts.take('a', 0), attempts.take('a', 10), attempts.take('a', 20)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(attempts.take('b', 20)).toBe(true);
  expect(attempts.take('a', 999)).toBe(false);
  expect(attempts.take('a', 1_000)).toBe(true);
});

it('forgets on success', () => {
  const attempts = new Attempts(1, 1_000);
  attempts.take('a', 0);
  attempts.forget('a');
  expect(attempts.take('a', 1)).toBe(true);
});

it('keeps no more keys than its size', () => {
  const attempts = new Attempts(1, 1_000, 2);
  for (const key of ['a', 'b', 'c']) attempts.take(key, 0);
  expect(attempts.take('a', 1)).toBe(true);
  expect(attempts.take('c', 1)).toBe(false);
});

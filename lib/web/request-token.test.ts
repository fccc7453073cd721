import { expect, it } from 'vitest';
import { requestToken } from './request-token';

it.each([
  [{ authorization: 'Bearer abc' }, 'abc'],
  [{ authorization: 'bearer  abc ' }, 'abc'],
  [{ 'x-auth-token': 'abc' }, 'abc'],
  [{ authorization: 'Bearer abc', 'x-auth-token': 'def' }, 'abc'],
  [{ authorization: 'Basic abc' }, null],
  [{ authorization: 'Bearer a b' }, null],
  [{}, null],
])('finds the token of %j', (headers, token) =>
  expect(requestToken(new Headers(Object.entries(headers)))).toBe(token),
);

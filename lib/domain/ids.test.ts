import { expect, it } from 'vitest';
import { documentIdProblem, isDocumentId, newDocumentId } from './ids';

it.each([
  'a',
  'base',
  'autoprov9da7890a-8c40-4d41-b716-4b5f00172a53',
  '0123456789abcdef0123456789abcdef',
  'wazo.1_b-c',
  '00:15:65:aa:bb:cc',
  'user@example.org',
  '_x',
  'None',
  'a'.repeat(255),
])('takes %s', (id) => {
  expect(isDocumentId(id)).toBe(true);
  expect(documentIdProblem(id)).toBeNull();
});

it.each([
  '',
  '.',
  '..',
  'a..b',
  '.hidden',
  '-option',
  '../x',
  'a/b',
  'a\\b',
  'a b',
  '*&!"/invalid _',
  'é',
  'a\u0000',
  'a\n',
  'a%2fb',
  '<b>',
  'a'.repeat(256),
  null,
  5,
  {},
  undefined,
])('refuses %j', (id) => {
  expect(isDocumentId(id)).toBe(false);
  expect(documentIdProblem(id)).toMatch(/must be/);
});

it('makes ids of 32 digits, each another', () => {
  expect(newDocumentId()).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(Array.from({ length: 1000 }, newDocumentId)).size).toBe(1000);
});

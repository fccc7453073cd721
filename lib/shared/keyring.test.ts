import { expect, it } from 'vitest';
import { equalSecrets, generateKeyFile, Keyring, keyFile } from './keyring';

it('opens what it sealed, in its place only', () => {
  const ring = new Keyring(generateKeyFile());
  const sealed = ring.seal('s3cret é', 'config/a');
  expect(sealed).not.toContain('s3cret');
  expect(ring.open(sealed, 'config/a')).toEqual({ ok: true, value: 's3cret é' });
  expect(ring.open(sealed, 'config/b').ok).toBe(false);
});

it('refuses damaged and foreign texts', () => {
  const ring = new Keyring(generateKeyFile());
  const sealed = ring.seal('x', 'c');
  expect(ring.open(`${sealed.slice(0, -2)}AA`, 'c').ok).toBe(false);
  expect(new Keyring(generateKeyFile()).open(sealed, 'c').ok).toBe(false);
  expect(ring.open('plain', 'c').ok).toBe(false);
});

it('keeps opening after a rotation, and keeps its hashes', () => {
  const before = generateKeyFile();
  const old = new Keyring(before);
  const sealed = old.seal('x', 'c');
  const after = generateKeyFile(before);
  expect(keyFile.safeParse(after).success).toBe(true);
  const ring = new Keyring(after);
  expect(ring.open(sealed, 'c')).toEqual({ ok: true, value: 'x' });
  expect(ring.isCurrent(sealed)).toBe(false);
  expect(ring.isCurrent(ring.seal('x', 'c'))).toBe(true);
  expect(ring.hash('p', 'v')).toBe(old.hash('p', 'v'));
  expect(ring.hash('q', 'v')).not.toBe(old.hash('p', 'v'));
});

it('compares secrets', () => {
  expect(equalSecrets('abc', 'abc')).toBe(true);
  expect(equalSecrets('abc', 'abcd')).toBe(false);
});

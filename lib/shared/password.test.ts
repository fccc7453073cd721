import { describe, expect, it } from 'vitest';
import { generatePassword, hashPassword, needsRehash, verifyPassword } from './password';

describe('passwords', () => {
  it('fit their own hash only', async () => {
    const hash = await hashPassword('correct horse');
    expect(hash).toMatch(/^scrypt:1:32768:8:1:/);
    expect(hash).not.toContain('correct');
    expect(await verifyPassword('correct horse', hash)).toBe(true);
    expect(await verifyPassword('correct horsf', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('have a salt of their own', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
  });

  it('are compared by letters, not by how letters are encoded', async () => {
    expect(await verifyPassword('re\u0301sume\u0301', await hashPassword('r\u00e9sum\u00e9'))).toBe(true);
  });

  it('are refused for no user, damaged hashes and hashes that would eat the memory', async () => {
    expect(await verifyPassword('x', null)).toBe(false);
    expect(await verifyPassword('x', 'plain')).toBe(false);
    expect(await verifyPassword('x', 'scrypt:1:67108864:64:1:AAAA:AAAA')).toBe(false);
    expect(await verifyPassword('x'.repeat(100_000), await hashPassword('x'))).toBe(false);
  });

  it('are hashed again when the cost has changed', async () => {
    expect(needsRehash(await hashPassword('x'))).toBe(false);
    expect(needsRehash('scrypt:1:16384:8:1:AAAA:AAAA')).toBe(true);
  });

  it('are generated without look-alikes', () => {
    expect(generatePassword()).toMatch(/^[a-km-zA-HJ-NP-Z2-9]{20}$/);
    expect(generatePassword()).not.toBe(generatePassword());
  });
});

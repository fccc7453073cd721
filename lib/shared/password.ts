import { randomInt, scrypt, randomBytes, timingSafeEqual } from 'node:crypto';

/** Cost of a hash: 2^15 blocks of 1 KB (32 MB), about 80 ms. Raise it here; older hashes keep their own cost. */
const COST = { N: 32_768, r: 8, p: 1 };
const KEY_BYTES = 32;
const FORMAT = /^scrypt:1:(\d{1,8}):(\d{1,3}):(\d{1,3}):([\w-]+):([\w-]+)$/;
/** A hash that asks for more memory than this is refused instead of computed. */
const MAX_MEMORY = 256 * 1024 * 1024;

/** The longest password that is hashed; a longer one can't be right. */
export const PASSWORD_MAX_LENGTH = 256;

/** Hashes a password as `scrypt:1:N:r:p:salt:key` (base64url), off the event loop. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, KEY_BYTES, COST);
  return `scrypt:1:${COST.N}:${COST.r}:${COST.p}:${salt.toString('base64url')}:${key.toString('base64url')}`;
}

/**
 * Whether a password fits a stored hash. With `null` (no such user) it works as long and says no, so that the time
 * of the answer doesn't tell which user names exist.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  if (password.length > PASSWORD_MAX_LENGTH) return false;
  const parts = FORMAT.exec(stored ?? '');
  const [N, r, p] = [
    Number(parts?.[1] ?? COST.N),
    Number(parts?.[2] ?? COST.r),
    Number(parts?.[3] ?? COST.p),
  ];
  if (128 * N * r * p > MAX_MEMORY) return false;
  const expected = Buffer.from(parts?.[5] ?? '', 'base64url');
  const key = await derive(
    password,
    Buffer.from(parts?.[4] ?? '', 'base64url'),
    expected.length || KEY_BYTES,
    { N, r, p },
  );
  return parts !== null && key.length === expected.length && timingSafeEqual(key, expected);
}

/** True when the hash was made with another cost than today's: hash again at the next sign-in. */
export function needsRehash(stored: string): boolean {
  return !stored.startsWith(`scrypt:1:${COST.N}:${COST.r}:${COST.p}:`);
}

/** Letters and digits that can't be taken for one another when read from a screen. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A random password; 20 characters have 115 bits. */
export function generatePassword(length = 20): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

function derive(
  password: string,
  salt: Buffer,
  bytes: number,
  cost: { N: number; r: number; p: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Composed and decomposed letters are one password, whatever the keyboard makes of them.
    const options = { ...cost, maxmem: 2 * MAX_MEMORY };
    scrypt(password.normalize('NFKC'), salt, bytes, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { appError } from '../../shared/errors';
import { keyFile, type KeyFile } from '../../shared/keyring';
import { err, ok, type Result } from '../../shared/result';
import type { SealedKeys } from './format';

/** 128 MB and about half a second: a passphrase of people is guessed offline, so each guess has to cost. */
const COST = { N: 131_072, r: 8, p: 1 };
const AAD = Buffer.from('offhook-backup-keys:1');
const KEY_BYTES = 32;
export const PASSPHRASE_MIN = 12;

export async function sealKeys(keys: KeyFile, passphrase: string): Promise<SealedKeys> {
  const salt = randomBytes(16);
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, COST), iv).setAAD(AAD);
  const data = Buffer.concat([cipher.update(JSON.stringify(keys), 'utf8'), cipher.final()]);
  const text = (bytes: Buffer): string => bytes.toString('base64');
  return {
    kdf: 'scrypt',
    ...COST,
    salt: text(salt),
    iv: text(iv),
    tag: text(cipher.getAuthTag()),
    data: text(data),
  };
}

export async function openKeys(sealed: SealedKeys, passphrase: string): Promise<Result<KeyFile>> {
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
  const key = await derive(passphrase, bytes(sealed.salt), sealed);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(sealed.iv), { authTagLength: 16 });
    decipher.setAAD(AAD).setAuthTag(bytes(sealed.tag));
    const text = Buffer.concat([decipher.update(bytes(sealed.data)), decipher.final()]).toString('utf8');
    return ok(keyFile.parse(JSON.parse(text)));
  } catch {
    return err(appError('unauthorized', 'The passphrase does not open the keys in the archive.'));
  }
}

function derive(
  passphrase: string,
  salt: Buffer,
  cost: { N: number; r: number; p: number },
): Promise<Buffer> {
  const { N, r, p } = cost;
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );
}

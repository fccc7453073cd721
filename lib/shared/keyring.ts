import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { z } from 'zod';
import { appError } from './errors';
import { err, ok, type Result } from './result';

/** The key file (`OFFHOOK_KEY_FILE`): keys are base64 of 32 bytes; the first one encrypts, all decrypt. */
export const keyFile = z.strictObject({
  version: z.literal(1),
  keys: z.array(z.strictObject({ id: z.string().regex(/^[\w-]{1,32}$/), key: z.base64() })).min(1),
  /** Makes the keyed hashes. It stays when encryption keys rotate, so that hashes stay comparable. */
  hashKey: z.base64(),
});
export type KeyFile = z.infer<typeof keyFile>;

const PREFIX = 'enc:1:';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const REREAD_MS = 1_000;

/** A new key file with one key; also the way to add a key for rotation (`previous` keeps decrypting). */
export function generateKeyFile(previous?: KeyFile): KeyFile {
  const key = { id: randomBytes(4).toString('hex'), key: randomBytes(32).toString('base64') };
  return {
    version: 1,
    keys: [key, ...(previous?.keys ?? [])],
    hashKey: previous?.hashKey ?? randomBytes(32).toString('base64'),
  };
}

/**
 * Seals values with AES-256-GCM and hashes them with HMAC-SHA-256. `context` binds a sealed text to its place
 * (e.g. `config/abc`), so that it can't be moved to another row.
 */
export class Keyring {
  readonly #keys = new Map<string, KeyObject>();
  readonly #current: string;
  readonly #hashKey: Buffer;
  readonly #reread: (() => KeyFile | null) | null;
  #rereadAt = 0;

  /** `reread`: the key file as it is now, asked for at most once a second when a key is not known: keys rotate. */
  constructor(file: KeyFile, reread?: () => KeyFile | null) {
    this.#reread = reread ?? null;
    this.#add(file);
    this.#current = file.keys[0]?.id ?? '';
    this.#hashKey = Buffer.from(file.hashKey, 'base64');
  }

  get currentKeyId(): string {
    return this.#current;
  }

  /** Sealed bytes: key id length (1), key id, IV (12), tag (16), ciphertext. */
  sealBytes(plain: Uint8Array, context: string): Buffer {
    return Buffer.concat(this.sealParts(plain, context));
  }

  /** The same in two pieces, so that large contents need not be copied: what comes before the ciphertext, and that. */
  sealParts(plain: Uint8Array, context: string): [Buffer, Buffer] {
    const id = Buffer.from(this.#current);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key(this.#current), iv).setAAD(Buffer.from(context));
    const body = cipher.update(plain);
    cipher.final();
    return [Buffer.concat([Buffer.from([id.length]), id, iv, cipher.getAuthTag()]), body];
  }

  openBytes(sealed: Uint8Array, context: string): Result<Buffer> {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const idEnd = 1 + (bytes[0] ?? 0);
    const key = this.#find(bytes.toString('utf8', 1, idEnd));
    if (!key)
      return err(appError('internal', 'A secret was sealed with a key that the key file does not hold.'));
    const tagAt = idEnd + IV_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(idEnd, tagAt))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(tagAt, tagAt + TAG_BYTES));
    try {
      // In this mode all plaintext comes with `update`; `final` only checks the tag.
      const plain = decipher.update(bytes.subarray(tagAt + TAG_BYTES));
      decipher.final();
      return ok(plain);
    } catch {
      return err(appError('internal', 'A sealed secret was damaged or moved.'));
    }
  }

  seal(plain: string, context: string): string {
    return PREFIX + this.sealBytes(Buffer.from(plain), context).toString('base64url');
  }

  open(sealed: string, context: string): Result<string> {
    if (!isSealed(sealed)) return err(appError('internal', 'Not a sealed secret.'));
    const opened = this.openBytes(Buffer.from(sealed.slice(PREFIX.length), 'base64url'), context);
    return opened.ok ? ok(opened.value.toString('utf8')) : opened;
  }

  /** True when the value was sealed with the key that seals now (false: rotation has to seal it again). */
  isCurrent(sealed: string): boolean {
    const bytes = Buffer.from(sealed.slice(PREFIX.length), 'base64url');
    return bytes.toString('utf8', 1, 1 + (bytes[0] ?? 0)) === this.#current;
  }

  /** The same for sealed bytes. */
  isCurrentBytes(sealed: Uint8Array): boolean {
    const id = Buffer.from(sealed.subarray(1, 1 + (sealed[0] ?? 0))).toString('utf8');
    return id === this.#current;
  }

  /** Keyed hash, 32 hex digits. `purpose` keeps hashes of different uses apart. */
  hash(purpose: string, value: string | Uint8Array): string {
    return createHmac('sha256', this.#hashKey)
      .update(purpose)
      .update('\0')
      .update(value)
      .digest()
      .toString('hex', 0, 16); // a slice of the whole text would keep all of it in memory
  }

  /** A key derived for another use (session secrets, URL signing). 32 bytes. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#hashKey, new Uint8Array(), purpose, 32));
  }

  #add(file: KeyFile): void {
    for (const { id, key } of file.keys) this.#keys.set(id, createSecretKey(key, 'base64'));
  }

  #find(id: string): KeyObject | undefined {
    const known = this.#keys.get(id);
    if (known || !this.#reread || Date.now() - this.#rereadAt < REREAD_MS) return known;
    this.#rereadAt = Date.now();
    const file = this.#reread();
    if (file) this.#add(file);
    return this.#keys.get(id);
  }

  #key(id: string): KeyObject {
    const key = this.#keys.get(id);
    if (!key) throw new Error(`no key ${id}`);
    return key;
  }
}

export function isSealed(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** Comparison of secrets whose time does not tell where they differ. */
export function equalSecrets(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHmac('sha256', 'equalSecrets').update(text).digest());
  return x !== undefined && y !== undefined && timingSafeEqual(x, y);
}

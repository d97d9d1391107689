import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';

/** First piece of every sealed text: what it is, and how it is to be read. Plain and sealed values live in one column. */
const FORMAT = 'hotich:2:';
/** The beginning of one, of whatever format: what a later version has sealed is not for the remotes either. */
const SEALED = /^hotich:\d+:([\w.-]{1,32}):[\w-]{43}/;
const ALGORITHM = 'aes-256-gcm';
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** Values sealed with one data key: of so many random nonces no two are the same but once in 2^57 keys. */
const VALUES_PER_KEY = 2 ** 20;
/** Data keys of other processes and days that are kept at hand; a further one is derived again. */
const KEYS_AT_HAND = 1_000;

interface DataKey {
  readonly salt: Buffer;
  readonly secret: KeyObject;
}

/**
 * A master key under a name that stands in every value it sealed: `hotich:2:<name>:<salt, nonce, tag and ciphertext in base64url>`,
 * AES-256-GCM.
 *
 * It seals no value itself. Every process derives data keys from it and a random salt (HKDF-SHA256), and takes a new one long before
 * random nonces under one key could repeat, which a province's document pieces would bring about in time. The salt stands in each
 * value, so that it can be opened by itself; deriving a key costs more than all the rest, and is done once a process.
 */
export class MasterKey {
  private readonly known = new Map<string, DataKey>();
  private sealing?: DataKey & { left: number };

  /** @param bytes 32 of them. */
  constructor(
    readonly id: string,
    private readonly bytes: Buffer,
    private readonly valuesPerKey = VALUES_PER_KEY,
  ) {}

  /** @param place where the value stands; it can be opened there and nowhere else, so no two can be swapped. */
  seal(plain: Buffer, place: string): string {
    const { salt, secret } = this.nextKey();
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, secret, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(place));
    const pieces = [cipher.update(plain), cipher.final()];
    return prefixOf(this.id) + Buffer.concat([salt, nonce, cipher.getAuthTag(), ...pieces]).toString('base64url');
  }

  /** Undefined when the text was not sealed with this key for this place, or is no longer what was sealed. */
  open(sealed: string, place: string): Buffer | undefined {
    const prefix = prefixOf(this.id);
    if (!sealed.startsWith(prefix)) return undefined;
    const bytes = Buffer.from(sealed.slice(prefix.length), 'base64url');
    let at = 0;
    const take = (length: number) => bytes.subarray(at, (at += length));
    const { secret } = this.keyOf(take(SALT_BYTES));
    try {
      // The length is said: otherwise a tag cut down to four bytes would do, which can be guessed.
      const decipher = createDecipheriv(ALGORITHM, secret, take(NONCE_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(take(TAG_BYTES));
      decipher.setAAD(Buffer.from(place));
      return Buffer.concat([decipher.update(bytes.subarray(at)), decipher.final()]);
    } catch {
      return undefined;
    }
  }

  private nextKey(): DataKey {
    if (!this.sealing || this.sealing.left === 0) {
      this.sealing = { ...this.keyOf(randomBytes(SALT_BYTES)), left: this.valuesPerKey };
    }
    this.sealing.left--;
    return this.sealing;
  }

  private keyOf(salt: Buffer): DataKey {
    const name = salt.toString('latin1');
    let key = this.known.get(name);
    if (!key) {
      const secret = createSecretKey(Buffer.from(hkdfSync('sha256', this.bytes, salt, FORMAT, KEY_BYTES)));
      // Copied: a part of a value's bytes would keep all of them.
      key = { salt: Buffer.from(salt), secret };
      if (this.known.size >= KEYS_AT_HAND) this.known.delete(this.known.keys().next().value!);
      this.known.set(name, key);
    }
    return key;
  }
}

/** Name of the key that sealed a text; undefined for anything that is not a sealed text. */
export function sealedUnder(value: unknown): string | undefined {
  return typeof value === 'string' ? SEALED.exec(value)?.[1] : undefined;
}

/** How every text sealed with a key begins. */
export function prefixOf(keyId: string): string {
  return `${FORMAT}${keyId}:`;
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** A master key: AES-256, so 32 bytes, under a name that stands in every value it sealed. */
export interface MasterKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** First piece of every sealed text: what it is, and how it is to be read. Plain and sealed values live in one column. */
const FORMAT = 'hotich:1:';
/** The beginning of one; what follows may be long, and is proved when it is opened. */
const SEALED = /^hotich:1:([\w.-]{1,32}):[\w-]{43}/;
const SALT_BYTES = 16;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/**
 * Seals bytes as text: `hotich:1:<key id>:<salt, tag and ciphertext in base64url>`, AES-256-GCM.
 *
 * Each value has a key and a nonce of its own, derived from the master key and 16 random bytes (HKDF-SHA256). A random nonce
 * under one key may be used some 2^32 times, which a province's document pieces reach in time; a derived pair never repeats.
 * Wrapping a random data key for each value instead would add 60 bytes to every cell and protect nothing more: whoever rotates
 * has to write the row again either way.
 *
 * @param place where the value stands; it can be opened there and nowhere else, so no two can be swapped.
 */
export function seal(plain: Buffer, key: MasterKey, place: string): string {
  const salt = randomBytes(SALT_BYTES);
  const cipher = createCipheriv('aes-256-gcm', ...derived(key, salt), { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return `${FORMAT}${key.id}:${Buffer.concat([salt, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** Undefined when the text was not sealed with this key for this place, or is no longer what was sealed. */
export function open(sealed: string, key: MasterKey, place: string): Buffer | undefined {
  const bytes = Buffer.from(sealed.slice(sealed.lastIndexOf(':') + 1), 'base64url');
  const [secret, nonce] = derived(key, bytes.subarray(0, SALT_BYTES));
  // The length is said: otherwise a tag cut down to four bytes would do, which can be guessed.
  const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG_BYTES });
  try {
    decipher.setAuthTag(bytes.subarray(SALT_BYTES, SALT_BYTES + TAG_BYTES));
    decipher.setAAD(Buffer.from(place));
    return Buffer.concat([decipher.update(bytes.subarray(SALT_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
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

function derived({ bytes }: MasterKey, salt: Buffer): [key: Buffer, nonce: Buffer] {
  const both = Buffer.from(hkdfSync('sha256', bytes, salt, FORMAT, KEY_BYTES + NONCE_BYTES));
  return [both.subarray(0, KEY_BYTES), both.subarray(KEY_BYTES)];
}

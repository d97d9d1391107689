import { nameProblems } from '../../contract';
import type { Bilingual, HotichProblem } from '../../errors';
import { type EncryptionKey, GivenKeys, HotichKeyProvider } from './key-provider';

/** Encryption of personal data at rest; absent, rows are stored as they are. */
export interface EncryptionOptions {
  /**
   * The first key seals what is written, every key opens what it sealed. To rotate: give the new key to every replica as the
   * last one, then put it first everywhere, call `HotichVault.rotate()` until nothing is left, and only then take the old one
   * away.
   */
  readonly keys: readonly EncryptionKey[];
  /**
   * 32 random bytes or their base64. With it dossiers can be found by personal number or name without opening a row, and the
   * timeline's chain is keyed, so that nobody can forge it who has the database alone. Keep it as long as the tables: after a
   * change `HotichVault.reindex()` rebuilds the search, but what the timeline chained under the old one can no longer be
   * checked. Before the first replica with it starts, stop those without: a row that they add after one with a key counts as forged.
   * Default: no search, and an unkeyed chain.
   */
  readonly hashKey?: string | Buffer;
}

const NAMES: readonly string[] = ['keys', 'hashKey'] satisfies (keyof EncryptionOptions)[];
const KEY_BYTES = 32;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const KEY_ID = /^[\w.-]{1,32}$/;

const GENERATE: Bilingual = {
  vi: "Tạo bằng: node -e \"console.log(require('crypto').randomBytes(32).toString('base64'))\", giữ trong kho bí mật",
  en: "Make one: node -e \"console.log(require('crypto').randomBytes(32).toString('base64'))\", keep it in a secret store",
};

/** The bytes of a key; undefined when they are not 32. */
export function keyBytes(key: unknown): Buffer | undefined {
  const bytes = Buffer.isBuffer(key)
    ? key
    : typeof key === 'string' && BASE64.test(key)
      ? Buffer.from(key, 'base64')
      : undefined;
  return bytes?.length === KEY_BYTES ? bytes : undefined;
}

/**
 * Everything that is wrong with the keys; their bytes are never part of what is said.
 *
 * @param foreign names of the other environment's.
 */
export function encryptionProblems(
  raw: EncryptionOptions | HotichKeyProvider | undefined,
  foreign: readonly string[] = [],
): HotichProblem[] {
  if (raw === undefined || raw instanceof HotichKeyProvider) return [];
  // A misspelt hash key would be none: no search, and a chain that anybody could forge.
  const problems = nameProblems('encryption', NAMES, raw ?? {});
  const keys: unknown = (raw as Partial<EncryptionOptions> | null)?.keys;
  if (!Array.isArray(keys) || keys.length === 0) {
    const message = { vi: 'phải có ít nhất một khóa', en: 'must hold at least one key' };
    return [...problems, { path: 'encryption.keys', rule: 'required', message, remedy: GENERATE }];
  }
  problems.push(...keys.flatMap((key: unknown, i) => keyProblems(key, keys, foreign, `encryption.keys[${i}]`)));
  if (raw.hashKey !== undefined && !keyBytes(raw.hashKey)) problems.push(notAKey('encryption.hashKey'));
  return problems;
}

/** @param raw checked. */
export function keyProviderOf(raw: EncryptionOptions | HotichKeyProvider): HotichKeyProvider {
  return raw instanceof HotichKeyProvider ? raw : new GivenKeys(raw.keys, raw.hashKey);
}

function keyProblems(
  given: unknown,
  all: readonly unknown[],
  foreign: readonly string[],
  path: string,
): HotichProblem[] {
  const { id, key } = (given ?? {}) as Partial<EncryptionKey>;
  const problems: HotichProblem[] = keyBytes(key) ? [] : [notAKey(`${path}.key`)];
  if (typeof id !== 'string' || !KEY_ID.test(id)) {
    problems.push({
      path: `${path}.id`,
      rule: 'keyId',
      message: {
        vi: 'phải gồm 1-32 chữ cái, chữ số, ".", "_" hoặc "-"',
        en: 'must be 1 to 32 letters, digits, ".", "_" or "-"',
      },
      remedy: { vi: 'Ví dụ "2026-11"', en: 'For example "2026-11"' },
    });
  } else if (all.filter((other) => (other as Partial<EncryptionKey> | null)?.id === id).length > 1) {
    problems.push({
      path: `${path}.id`,
      rule: 'unique',
      message: { vi: 'trùng với một khóa khác', en: 'is the name of another key too' },
      remedy: {
        vi: 'Mỗi khóa một tên, không bao giờ dùng lại',
        en: 'Give every key a name of its own, and never use it again',
      },
    });
  } else if (foreign.includes(id)) {
    problems.push(foreignProblem(`${path}.id`));
  }
  return problems;
}

/** What `otherEnvironment` says is the other environment's. */
export function foreignProblem(path: string): HotichProblem {
  return {
    path,
    rule: 'otherEnvironment',
    message: { vi: 'thuộc về môi trường kia', en: 'belongs to the other environment' },
    remedy: {
      vi: 'Dùng địa chỉ, tài khoản và khóa của đúng môi trường này; nếu không phải của môi trường kia, bỏ khỏi otherEnvironment',
      en: "Give this environment's own address, account and key; if it is not the other's, take it out of otherEnvironment",
    },
  };
}

function notAKey(path: string): HotichProblem {
  const message = { vi: 'phải là 32 byte (Buffer hoặc base64)', en: 'must be 32 bytes (a Buffer or base64)' };
  return { path, rule: 'key.32bytes', message, remedy: GENERATE };
}

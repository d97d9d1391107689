/** A key by its name. */
export interface EncryptionKey {
  /** 1 to 32 letters, digits, `.`, `_` or `-`; stands in every value the key sealed, so never give it to another key. */
  readonly id: string;
  /** 32 random bytes, or their base64. */
  readonly key: string | Buffer;
}

/**
 * Where the keys come from, for a host that keeps them in a vault: extend it and give it as `options.encryption`.
 *
 * The keys are fetched when the first row is read or written, again when a row names a key that is not among them (another replica
 * has rotated), and while there is something to write about twice a minute: nothing is sealed with keys that were fetched more than a
 * minute ago. A vault that cannot be reached, or says nothing for ten seconds (HT-1003), fails the work that has no keys yet, which is tried again;
 * who has some goes on with those. Nothing is stored in plain instead. What it throws then passes through the host's own calls, `submit()`
 * among them, as it is.
 */
export abstract class HotichKeyProvider {
  /** Every key that rows may still be sealed with; the first seals, the others only open. */
  abstract keys(): Promise<readonly EncryptionKey[]>;

  /** The key of keyed hashes, 32 random bytes or their base64; see {@link EncryptionOptions.hashKey}. */
  hashKey?(): Promise<string | Buffer | undefined>;
}

/** The keys as they stand in the options. */
export class GivenKeys extends HotichKeyProvider {
  constructor(
    private readonly given: readonly EncryptionKey[],
    private readonly givenHashKey?: string | Buffer,
  ) {
    super();
  }

  override keys(): Promise<readonly EncryptionKey[]> {
    return Promise.resolve(this.given);
  }

  override hashKey(): Promise<string | Buffer | undefined> {
    return Promise.resolve(this.givenHashKey);
  }
}

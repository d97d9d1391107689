import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import { HotichConfigurationError, HotichKeysAwayError } from '../../errors';
import { MasterKey } from './cipher';
import { encryptionProblems, keyBytes } from './encryption.options';
import type { HotichKeyProvider } from './key-provider';

/** A key that no reload brought is not asked for again sooner: rows sealed with a lost key must storm no vault, nor wait long for one that is away. */
const RELOAD_PAUSE_MS = 10_000;

/**
 * Nothing is sealed with keys that were asked for longer ago, so that `HotichVault.rotate()` knows when nobody uses an old one any more;
 * from half of it on they are asked for beside the work.
 */
const FRESH_MS = 60_000;

interface Keys {
  readonly current: MasterKey;
  readonly byId: ReadonlyMap<string, MasterKey>;
  readonly hashKey: Buffer | undefined;
}

/** The keys of one application, at hand without waiting once they have been fetched. */
export class Keyring {
  private keys?: Keys;
  private loading?: Promise<void>;
  private renewing?: Promise<void>;
  /** When the provider was last asked and had answered, failed or been silent long enough. */
  private triedAt = -Infinity;
  /** When those at hand were asked for. */
  private askedAt = 0;
  private askAgainAt = 0;

  /**
   * @param provider undefined: nothing is sealed, and nothing that is sealed can be opened.
   * @param foreign names under which no key is taken: the other environment's.
   * @param patienceMs a provider that says nothing for so long is away.
   */
  constructor(
    private readonly provider: HotichKeyProvider | undefined,
    private readonly logger: Pick<Logger, 'warn'>,
    private readonly foreign: readonly string[] = [],
    private readonly patienceMs = 10_000,
  ) {}

  /** Whether what is written is to be sealed. */
  get on(): boolean {
    return this.provider !== undefined;
  }

  /**
   * Resolves when the keys are at hand, and no older than a minute. A vault that is away when it is asked again leaves those that are
   * there in use; a failure to get the first ones is not remembered.
   *
   * @throws HotichConfigurationError for keys that are none; HotichKeysAwayError where the provider says nothing; what the provider threw.
   */
  async ready(): Promise<void> {
    if (!this.on) return;
    if (!this.keys) return this.load();
    const now = performance.now();
    const renewing = now >= this.askAgainAt ? this.renewed() : this.renewing;
    if (now - this.askedAt >= FRESH_MS) await renewing;
  }

  /** Asks the provider again: it may have others by now. @throws as {@link ready}. */
  async renew(): Promise<void> {
    if (this.on) await this.load();
  }

  /**
   * Whether the key is, or after asking the provider again has come, to hand. Never rejects: a vault that is away fails who opens a value
   * under a key not at hand, and nobody who was read with it.
   */
  async reach(id: string): Promise<boolean> {
    if (!this.on) return false;
    if (this.keys) await this.ready();
    if (!this.find(id) && performance.now() - this.triedAt > RELOAD_PAUSE_MS) await this.renewed();
    return this.find(id) !== undefined;
  }

  /** The key that seals. To be asked for only after {@link ready}, and only when {@link on}. */
  get current(): MasterKey {
    return this.keys!.current;
  }

  find(id: string): MasterKey | undefined {
    return this.keys?.byId.get(id);
  }

  get hashKey(): Buffer | undefined {
    return this.keys?.hashKey;
  }

  private renewed(): Promise<void> {
    return (this.renewing ??= this.load()
      .catch((error: Error) => {
        this.logger.warn(`encryption: the keys could not be asked for again (${error.constructor.name})`);
      })
      .finally(() => (this.renewing = undefined)));
  }

  private load(): Promise<void> {
    return (this.loading ??= this.fetch().finally(() => {
      this.loading = undefined;
      this.triedAt = performance.now();
    }));
  }

  private async fetch(): Promise<void> {
    const askedAt = performance.now();
    this.askAgainAt = askedAt + FRESH_MS;
    const [given, hashKey] = await this.answer(this.provider!);
    const problems = encryptionProblems({ keys: given, ...(hashKey === undefined ? {} : { hashKey }) }, this.foreign);
    if (problems.length > 0) throw new HotichConfigurationError(problems);
    const keys = given.map(({ id, key }) => new MasterKey(id, keyBytes(key)!));
    this.keys = {
      current: keys[0]!,
      byId: new Map(keys.map((key) => [key.id, key])),
      hashKey: keyBytes(hashKey),
    };
    this.askedAt = askedAt;
    this.askAgainAt = askedAt + FRESH_MS / 2;
  }

  private async answer(provider: HotichKeyProvider) {
    const asked = Promise.all([provider.keys(), provider.hashKey?.()]);
    const answer = await Promise.race([asked, sleep(this.patienceMs, undefined, { ref: false })]);
    if (!answer) throw new HotichKeysAwayError();
    return answer;
  }
}

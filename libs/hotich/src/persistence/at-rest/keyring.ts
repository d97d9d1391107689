import { HotichConfigurationError } from '../../errors';
import { MasterKey } from './cipher';
import { encryptionProblems, keyBytes } from './encryption.options';
import type { HotichKeyProvider } from './key-provider';

/** A key that no reload brought is not asked for again sooner: rows sealed with a lost key must not storm the vault. */
const RELOAD_PAUSE_MS = 10_000;

interface Keys {
  readonly current: MasterKey;
  readonly byId: ReadonlyMap<string, MasterKey>;
  readonly hashKey: Buffer | undefined;
}

/** The keys of one application, at hand without waiting once they have been fetched. */
export class Keyring {
  private keys?: Keys;
  private loading?: Promise<void>;
  private loadedAt = 0;

  /** @param provider undefined: nothing is sealed, and nothing that is sealed can be opened. */
  constructor(private readonly provider: HotichKeyProvider | undefined) {}

  /** Whether what is written is to be sealed. */
  get on(): boolean {
    return this.provider !== undefined;
  }

  /** Resolves when the keys are at hand; a failure is not remembered. @throws HotichConfigurationError for keys that are none. */
  async ready(): Promise<void> {
    if (this.on && !this.keys) await this.load();
  }

  /** Asks the provider again: it may have others by now. @throws as {@link ready}. */
  async renew(): Promise<void> {
    if (this.on) await this.load();
  }

  /** Whether the key is, or after asking the provider again has come, to hand. */
  async reach(id: string): Promise<boolean> {
    await this.ready();
    if (!this.on) return false;
    if (!this.find(id) && performance.now() - this.loadedAt > RELOAD_PAUSE_MS) await this.load();
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

  private load(): Promise<void> {
    return (this.loading ??= this.fetch().finally(() => (this.loading = undefined)));
  }

  private async fetch(): Promise<void> {
    const given = await this.provider!.keys();
    const hashKey = await this.provider!.hashKey?.();
    const problems = encryptionProblems({ keys: given, ...(hashKey === undefined ? {} : { hashKey }) });
    if (problems.length > 0) throw new HotichConfigurationError(problems);
    const keys = given.map(({ id, key }) => new MasterKey(id, keyBytes(key)!));
    this.keys = {
      current: keys[0]!,
      byId: new Map(keys.map((key) => [key.id, key])),
      hashKey: keyBytes(hashKey),
    };
    this.loadedAt = performance.now();
  }
}

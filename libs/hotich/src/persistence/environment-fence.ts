import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type DataSource, type EntityManager, Not } from 'typeorm';
import { HotichEnvironmentError } from '../errors';
import type { Environment } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import { loggerOf } from '../hotich.logger';
import { databaseNow } from './database-clock';
import { HotichDossier, HotichEnvironment } from './entities';
import { ownTransaction } from './own-transaction';
import { insertRows, updateRows } from './rows';

/** What the fence looks at; the whole options have more. */
export interface FencedOptions {
  readonly environment: Environment;
  readonly provinceCode: string;
  readonly gateway: { readonly baseUrl: string; readonly consumerKey: string };
  readonly interlink?: {
    readonly baseUrl: string;
    readonly credentials: { readonly userName: string } | { readonly SecretId: string };
  };
}

const ONLY_ROW = 1;

/**
 * Keeps test data out of production and the reverse: a database belongs to the environment that first used it. In a process
 * of the other one no lane runs, no request leaves and no dossier is stored.
 */
@Injectable()
export class EnvironmentFence implements OnApplicationBootstrap {
  private readonly logger = loggerOf(this.options);
  private looking?: Promise<void>;
  private open = false;
  private refusal?: HotichEnvironmentError;

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: FencedOptions,
  ) {}

  /** Looked at beside the boot: a database that is slow, or has no tables yet, holds up nothing but the lanes. */
  onApplicationBootstrap(): void {
    this.lookBeside();
  }

  /** True once the database is known to be the other environment's; it stays so until the process ends. */
  get refused(): boolean {
    return this.refusal !== undefined;
  }

  /**
   * For who is about to write. Until the database is known to be this environment's, whose it is is read in the writer's own transaction:
   * the look at boot may have failed, and to wait here for another connection could be to wait for one that this transaction holds.
   *
   * @throws HotichEnvironmentError when it is the other's.
   */
  async admit(manager: EntityManager): Promise<void> {
    if (this.open) return;
    this.assertNotRefused();
    const row = await manager.findOneBy(HotichEnvironment, { id: ONLY_ROW });
    if (row) this.assertOurs(row);
    this.lookBeside();
  }

  /**
   * Resolves when the database is known to be this environment's.
   *
   * @throws HotichEnvironmentError when it is the other's; any other failure to look is not remembered.
   */
  async passed(): Promise<void> {
    if (this.open) return;
    this.assertNotRefused();
    await (this.looking ??= this.look().finally(() => (this.looking = undefined)));
  }

  private lookBeside(): void {
    void this.passed().catch(() => undefined);
  }

  private assertNotRefused(): void {
    if (this.refusal) throw this.refusal;
  }

  private assertOurs({ environment }: HotichEnvironment): void {
    if (environment !== this.options.environment) this.refuse(environment);
  }

  private async look(): Promise<void> {
    const { manager } = this.dataSource;
    const row = (await manager.findOneBy(HotichEnvironment, { id: ONLY_ROW })) ?? (await this.claim());
    this.assertOurs(row);
    const { provinceCode } = this.options;
    const fingerprint = fingerprintOf(this.options);
    if (row.fingerprint !== fingerprint || row.provinceCode !== provinceCode) {
      this.logger.warn(
        row.provinceCode === provinceCode
          ? `the remotes or accounts of this ${row.environment} database are others than when it was last used`
          : `this ${row.environment} database was last used by province ${row.provinceCode}, now by ${provinceCode}`,
      );
      const updatedAt = await databaseNow(manager);
      await updateRows(manager, HotichEnvironment, [{ ...row, provinceCode, fingerprint, updatedAt }]);
    }
    this.open = true;
  }

  /** The first process to come decides; one that comes at the same moment finds its answer. */
  private async claim(): Promise<HotichEnvironment> {
    const { environment, provinceCode } = this.options;
    return ownTransaction(this.dataSource.manager, async (manager) => {
      // Tables that were in use before there was a fence already belong to somebody.
      const other = await manager.findOneBy(HotichDossier, { environment: Not(environment) });
      if (other) this.refuse(other.environment);
      const now = await databaseNow(manager);
      const times = { createdAt: now, updatedAt: now };
      const row = { id: ONLY_ROW, environment, provinceCode, fingerprint: fingerprintOf(this.options), ...times };
      await insertRows(manager, HotichEnvironment, [row], { ignoreConflicts: true });
      return manager.findOneByOrFail(HotichEnvironment, { id: ONLY_ROW });
    });
  }

  private refuse(found: Environment): never {
    this.refusal = new HotichEnvironmentError(null, found, this.options.environment);
    this.logger.error(this.refusal.message);
    throw this.refusal;
  }
}

/** Which remotes and accounts, without telling: a one-way hash, and no secret goes into it. */
export function fingerprintOf({ gateway, interlink }: FencedOptions): string {
  const account =
    interlink &&
    ('userName' in interlink.credentials ? interlink.credentials.userName : interlink.credentials.SecretId);
  const parts = [gateway.baseUrl, gateway.consumerKey, interlink?.baseUrl ?? null, account ?? null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

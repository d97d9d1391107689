import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type DataSource, type EntityManager, In, Not } from 'typeorm';
import { HotichEnvironmentError, type HotichError, HotichSetupError } from '../errors';
import { CARRIERS, type Environment } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import { loggerOf } from '../hotich.logger';
import { databaseNow } from './database-clock';
import { assertStrict } from './dialect';
import { HotichDossier, HotichEnvironment, HotichGate } from './entities';
import { ownTransaction } from './own-transaction';
import { ours } from './province';
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

/** A carrier's gate before anything went through it. */
const CLOSED = {
  failures: 0,
  openUntil: new Date(0),
  quietUntil: new Date(0),
  tokensMilli: '0',
  refilledAt: new Date(0),
  pollsMilli: '0',
  shareMilli: 1000,
  slowedAt: new Date(0),
  reopenedAt: new Date(0),
};

/**
 * Keeps test data out of production and the reverse: a database belongs to the environment that first used it. And keeps a second
 * province out of tables whose keys do not have the province in them, and everybody out of a server that cuts values. In a process that is
 * refused no lane runs, no request leaves and no dossier is stored.
 */
@Injectable()
export class EnvironmentFence implements OnApplicationBootstrap {
  private readonly logger = loggerOf(this.options);
  private looking?: Promise<void>;
  private open = false;
  private refusal?: HotichError;

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: FencedOptions,
  ) {}

  /** Looked at beside the boot: a database that is slow, or has no tables yet, holds up nothing but the lanes. */
  onApplicationBootstrap(): void {
    this.lookBeside();
  }

  /** True once the database is known to be another's; it stays so until the process ends. */
  get refused(): boolean {
    return this.refusal !== undefined;
  }

  /**
   * For who is about to write. Until the database is known to be this environment's, whose it is is read in the writer's own transaction:
   * the look at boot may have failed, and to wait here for another connection could be to wait for one that this transaction holds.
   *
   * @throws HotichEnvironmentError when it is the other's; HotichSetupError once the tables are known to be another province's, or the
   * server to cut values.
   */
  async admit(manager: EntityManager): Promise<void> {
    if (this.open) return;
    this.assertNotRefused();
    const row = await manager.findOneBy(HotichEnvironment, { id: ONLY_ROW });
    if (row) this.assertOurs(row);
    await this.assertStrict(manager);
    this.lookBeside();
  }

  /**
   * Resolves when the database is known to be this environment's, and its tables this province's too; its carriers have their gates then.
   *
   * @returns undefined when that is known already.
   * @throws HotichEnvironmentError when it is the other's; HotichSetupError when the tables are another province's, or the server
   * cuts values. Any other failure to look is not remembered.
   */
  passed(): Promise<void> | undefined {
    return this.open ? undefined : this.lookOnce();
  }

  private async lookOnce(): Promise<void> {
    this.assertNotRefused();
    await (this.looking ??= this.look().finally(() => (this.looking = undefined)));
  }

  private lookBeside(): void {
    void this.passed()?.catch(() => undefined);
  }

  private assertNotRefused(): void {
    if (this.refusal) throw this.refusal;
  }

  private assertOurs({ environment }: Pick<HotichEnvironment, 'environment'>): void {
    if (environment === this.options.environment) return;
    this.refuse(new HotichEnvironmentError(null, environment, this.options.environment));
  }

  private assertStrict(manager: EntityManager): Promise<void> {
    return assertStrict(manager).catch((error: unknown) => {
      throw error instanceof HotichSetupError ? this.refuse(error) : error;
    });
  }

  private async look(): Promise<void> {
    const { manager } = this.dataSource;
    const row = (await manager.findOneBy(HotichEnvironment, { id: ONLY_ROW })) ?? (await this.claim());
    this.assertOurs(row);
    await this.assertStrict(manager);
    await this.claimGates();
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
      if (other) this.assertOurs(other);
      const now = await databaseNow(manager);
      const times = { createdAt: now, updatedAt: now };
      const row = { id: ONLY_ROW, environment, provinceCode, fingerprint: fingerprintOf(this.options), ...times };
      await insertRows(manager, HotichEnvironment, [row], { ignoreConflicts: true });
      return manager.findOneByOrFail(HotichEnvironment, { id: ONLY_ROW });
    });
  }

  /** The gates of this province's carriers. Where the keys do not have the province, those of the first are in their place. */
  private claimGates(): Promise<void> {
    const { environment } = this.options;
    const carriers = CARRIERS.filter((carrier) => this.options[carrier]);
    return ownTransaction(this.dataSource.manager, async (manager) => {
      const gates = carriers.map((carrier) => ({ environment, carrier, ...CLOSED }));
      await insertRows(manager, HotichGate, gates, { ignoreConflicts: true });
      const mine = await manager.countBy(HotichGate, { environment, carrier: In(carriers), ...ours(manager) });
      if (mine < carriers.length) this.refuse(otherProvince());
    });
  }

  private refuse(refusal: HotichError): never {
    this.refusal = refusal;
    this.logger.error(refusal.message);
    throw refusal;
  }
}

function otherProvince(): HotichSetupError {
  return new HotichSetupError(
    {
      vi: 'Các bảng này của tỉnh khác, và khóa của chúng chưa có mã tỉnh',
      en: "These tables are another province's, and their keys do not have the province in them",
    },
    {
      vi: 'Dùng cơ sở dữ liệu riêng cho mỗi tỉnh, hoặc phân vùng các bảng theo tỉnh (docs/scaling.vi.md)',
      en: 'Give each province a database of its own, or partition the tables by province (docs/scaling.md)',
    },
  );
}

/** Which remotes and accounts, without telling: a one-way hash, and no secret goes into it. */
export function fingerprintOf({ gateway, interlink }: FencedOptions): string {
  const account =
    interlink &&
    ('userName' in interlink.credentials ? interlink.credentials.userName : interlink.credentials.SecretId);
  const parts = [gateway.baseUrl, gateway.consumerKey, interlink?.baseUrl ?? null, account ?? null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

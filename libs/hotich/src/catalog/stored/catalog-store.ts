import { type DataSource, QueryFailedError } from 'typeorm';
import type { Environment } from '../../hotich.constants';
import { databaseNow, type EnvironmentFence, uuid } from '../../persistence';
import { HotichCatalogVersion } from '../../persistence/entities';
import type { CatalogDraft } from './catalog-draft';

const ATTEMPTS = 5;

/** The table of list versions: appended to, never rewritten. */
export class CatalogStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly environment: Environment,
    private readonly fence: Pick<EnvironmentFence, 'passed'>,
  ) {}

  /** Changes whenever a version was added by any process; costs one aggregate over a small table. */
  async stamp(): Promise<string> {
    const row = await this.dataSource.manager
      .createQueryBuilder(HotichCatalogVersion, 'version')
      .select('count(*)', 'count')
      .addSelect('max(version.createdAt)', 'latest')
      .where('version.environment = :environment', { environment: this.environment })
      .getRawOne<{ count: string; latest: string | null }>();
    return `${row?.count ?? 0}:${row?.latest ?? ''}`;
  }

  /** Every version, oldest first. */
  all(): Promise<HotichCatalogVersion[]> {
    return this.dataSource.manager.find(HotichCatalogVersion, {
      where: { environment: this.environment },
      order: { createdAt: 'ASC', seq: 'ASC' },
    });
  }

  /**
   * Stores a version, unless it is what the same source said last; one that restates, unless nothing was said since. A replica that stores
   * the same list at the same time takes the number first; then we look again, and find that there is nothing to add.
   *
   * @throws HotichEnvironmentError when the database is the other environment's.
   */
  async add(draft: CatalogDraft, restates = false): Promise<HotichCatalogVersion | undefined> {
    await this.fence.passed();
    for (let attempt = 1; ; attempt += 1) {
      const { seq, ofSource } = await this.lastOf(draft);
      const isSaid = ofSource?.contentHash === draft.contentHash;
      if (isSaid && !(restates && ofSource.seq < seq)) return undefined;
      try {
        return await this.insert(draft, seq + 1);
      } catch (error) {
        const taken = error instanceof QueryFailedError && (await this.lastOf(draft)).seq > seq;
        if (!taken || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async lastOf({
    kind,
    system,
    source,
  }: CatalogDraft): Promise<{ seq: number; ofSource?: HotichCatalogVersion }> {
    const where = { environment: this.environment, kind, system };
    const newest = { order: { seq: 'DESC' }, select: { id: true, seq: true, contentHash: true } } as const;
    const last = await this.dataSource.manager.findOne(HotichCatalogVersion, { where, ...newest });
    const ofSource = await this.dataSource.manager.findOne(HotichCatalogVersion, {
      where: { ...where, source },
      ...newest,
    });
    return { seq: last?.seq ?? 0, ...(ofSource ? { ofSource } : {}) };
  }

  private async insert(draft: CatalogDraft, seq: number): Promise<HotichCatalogVersion> {
    const { manager } = this.dataSource;
    const createdAt = await databaseNow(manager);
    const row = manager.create(HotichCatalogVersion, {
      ...draft,
      id: uuid(),
      environment: this.environment,
      seq,
      entries: [...draft.entries],
      createdAt,
    });
    await manager.insert(HotichCatalogVersion, row);
    return row;
  }
}

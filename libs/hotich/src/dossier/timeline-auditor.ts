import { Inject, Injectable } from '@nestjs/common';
import { type DataSource, type EntityManager, In, MoreThan } from 'typeorm';
import { HotichNotFoundError } from '../errors';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { AtRest, HotichDossier, HotichTimelineEntry, ours, provincesOf } from '../persistence';
import { isKeyed } from './timeline-chain';
import { type RowFault, timelineFaults } from './timeline-faults';

export interface TimelineFault extends RowFault {
  /** Null when the dossier itself is not there. */
  readonly maHoSo: string | null;
  readonly dossierId: string;
}

export interface TimelineAudit {
  readonly ok: boolean;
  /** Dossiers looked at. */
  readonly checked: number;
  /** Timeline rows looked at. */
  readonly entries: number;
  /** Rows from before the chain, which nothing vouches for; or made to look so. */
  readonly unchained: number;
  /** Rows from before `encryption.hashKey` was given, for which only the chain without it vouches; 0 without one. */
  readonly unkeyed: number;
  /** Where timelines are not what was written; the first 1,000. */
  readonly broken: readonly TimelineFault[];
}

const BATCH = 200;
const KEPT = 1_000;

/**
 * Checks that no timeline was changed, cut, lengthened or put in another order behind the library's back.
 *
 * With `encryption.hashKey` a host that had the key from its first day sees `unchained` and `unkeyed` both 0, and as long as they are,
 * nobody who has the database alone can make a timeline that passes, except by putting a dossier and its whole timeline back to what they
 * were at an earlier time. Where they are not 0 they are counts and no proof: a dossier whose rows are all from before the key can be
 * written anew row for row, and one that has keyed rows can be made one without them while as many others go elsewhere. Without a key,
 * whoever rewrites a timeline to its end and its dossier's row passes too.
 */
@Injectable()
export class TimelineAuditor {
  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly atRest: AtRest,
  ) {}

  /**
   * @param code either code of a dossier; absent: every dossier of this environment, in batches that read a few hundred
   * dossiers each and lock nothing.
   * @throws HotichNotFoundError
   */
  async verify(code?: string): Promise<TimelineAudit> {
    await this.atRest.keyring.ready();
    const audit = new Audit(this.atRest.digests.keyed !== undefined);
    if (code === undefined) {
      await this.all(audit);
      await this.orphans(audit);
    } else if (!(await this.step(audit, [{ maHoSo: code }, { maHoSoLT: code }]))) {
      throw new HotichNotFoundError(code);
    }
    return audit.result();
  }

  private async all(audit: Audit): Promise<void> {
    let last: string | undefined;
    do {
      last = await this.step(audit, last === undefined ? [{}] : [{ id: MoreThan(last) }]);
    } while (last);
  }

  /** @returns the id of the last dossier looked at. */
  private step(audit: Audit, where: Parameters<EntityManager['findBy']>[1][]): Promise<string | undefined> {
    // One snapshot of dossiers and rows: what is written meanwhile is no fault.
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const { environment } = this.options;
      const mine = ours(manager);
      const dossiers = await manager.find(HotichDossier, {
        where: where.map((one) => ({ ...one, environment, ...mine })),
        order: { id: 'ASC' },
        take: BATCH,
      });
      const rows = await manager.find(HotichTimelineEntry, {
        where: { dossierId: In(dossiers.map((dossier) => dossier.id)), ...mine },
        order: { dossierId: 'ASC', seq: 'ASC' },
      });
      const byDossier = new Map(dossiers.map(({ id }) => [id, [] as HotichTimelineEntry[]]));
      for (const row of rows) byDossier.get(row.dossierId)!.push(row);
      for (const dossier of dossiers) this.look(audit, dossier, byDossier.get(dossier.id)!);
      return dossiers.at(-1)?.id;
    });
  }

  private look(audit: Audit, dossier: HotichDossier, rows: readonly HotichTimelineEntry[]): void {
    const faults = timelineFaults(dossier, rows, this.atRest.digests);
    audit.add(
      rows,
      faults.map((fault) => ({ ...fault, maHoSo: dossier.maHoSo, dossierId: dossier.id })),
    );
  }

  /** Rows whose dossier is none of those that {@link all} looks at. */
  private async orphans(audit: Audit): Promise<void> {
    const { manager } = this.dataSource;
    const { environment } = this.options;
    const orphans = await manager
      .createQueryBuilder(HotichTimelineEntry, 't')
      .leftJoin(
        HotichDossier,
        'd',
        'd.id = t.dossierId and d.environment = :environment and d.maTinh in (:...provinces)',
        { environment },
      )
      .where('d.id is null and t.maTinh in (:...provinces)', { provinces: provincesOf(manager) })
      .select('t.dossierId', 'dossierId')
      .addSelect('min(t.seq)', 'seq')
      .groupBy('t.dossierId')
      .limit(KEPT)
      .getRawMany<{ dossierId: string; seq: number }>();
    for (const orphan of orphans) audit.fault({ ...orphan, maHoSo: null, why: 'dossierRemoved' });
  }
}

class Audit {
  private checked = 0;
  private entries = 0;
  private unchained = 0;
  private unkeyed = 0;
  private readonly broken: TimelineFault[] = [];

  /** @param withKey whether rows are chained with a key now. */
  constructor(private readonly withKey: boolean) {}

  add(rows: readonly HotichTimelineEntry[], faults: readonly TimelineFault[]): void {
    this.checked++;
    this.entries += rows.length;
    this.unchained += rows.filter((row) => row.hash === null).length;
    if (this.withKey) this.unkeyed += rows.filter((row) => row.hash !== null && !isKeyed(row.hash)).length;
    for (const fault of faults) this.fault(fault);
  }

  fault(fault: TimelineFault): void {
    if (this.broken.length < KEPT) this.broken.push(fault);
  }

  result(): TimelineAudit {
    const { checked, entries, unchained, unkeyed, broken } = this;
    return { ok: broken.length === 0, checked, entries, unchained, unkeyed, broken };
  }
}

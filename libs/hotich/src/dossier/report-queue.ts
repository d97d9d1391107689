import { Inject, Injectable } from '@nestjs/common';
import { MODULES, type ReportStatus } from '../contract';
import { flowOf, TaskQueue } from '../engine';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { type HotichDossier, HotichReport, readRows, type ReportFields, type UnitOfWork, uuid } from '../persistence';

/**
 * What DVCLT must have been told before a status (wire contract 7.3: 1, 3 and 7 come before 4). A supplement opens a new
 * round: after a 2, 3 and 7 are owed again; 1 is said once.
 */
const PREDECESSORS: Record<ReportStatus, readonly ReportStatus[]> = {
  1: [],
  2: [1],
  3: [1],
  7: [1, 3],
  4: [1, 3, 7],
  5: [1, 3, 7, 4],
  6: [1],
};

/**
 * Whether it is one of those on the way to the result: had it not been taken, the result would be refused for want of it. Behind the
 * result itself comes only the handing over, days later or never.
 */
export function leadsToResult(status: ReportStatus): boolean {
  return PREDECESSORS[4].includes(status);
}

/** The statuses owed to DVCLT, in order per dossier. The caller holds the lock of the dossier's row. */
@Injectable()
export class ReportQueue {
  constructor(
    private readonly queue: TaskQueue,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /** Reads the reports of locked dossiers in one statement. */
  async preload(dossierIds: readonly string[], work: UnitOfWork): Promise<void> {
    const wanted = dossierIds.filter((id) => work.locked.get(id)?.maHoSoLT && !work.reports.has(id));
    if (wanted.length === 0 || !this.options.interlink) return;
    for (const id of wanted) work.reports.set(id, []);
    const rows = await readRows(work.manager, HotichReport, 'dossierId', wanted, { orderBy: 'seq', lock: 'latest' });
    for (const row of rows) work.reports.get(row.dossierId)!.push(row);
  }

  /** Whether one of them waits for people to mend its cause, as far as they have been read. */
  anyHeld({ id }: HotichDossier, { reports }: UnitOfWork): boolean {
    return reports.get(id)?.some((report) => report.state === 'held') ?? false;
  }

  /**
   * Puts those that wait for people back in line, as far as they have been read: each is taken, or held again with its reason.
   *
   * @returns their statuses.
   */
  putBack(dossier: HotichDossier, work: UnitOfWork): ReportStatus[] {
    const held = work.reports.get(dossier.id)?.filter((report) => report.state === 'held') ?? [];
    for (const report of held) {
      Object.assign(report, { state: 'pending', closedAt: null });
      work.update(HotichReport, report, ['state', 'closedAt']);
    }
    if (held.length > 0) this.queue.add(work, 'report', dossier.id, { flow: flowOf(dossier) });
    return held.map(({ trangThai }) => trangThai);
  }

  /**
   * Appends a status, and before it those it presupposes that were never reported. Does nothing for a dossier DVCLT does not know. The
   * reports of one that is not new were read with its lock.
   */
  owe(dossier: HotichDossier, status: ReportStatus, fields: ReportFields, work: UnitOfWork): void {
    if (!this.options.interlink || !dossier.maHoSoLT || !MODULES[dossier.module].interlinked) return;
    const owed = work.reports.get(dossier.id) ?? [];
    const said = new Set(reportsOfRound(owed).map((report) => report.trangThai));
    const missing = PREDECESSORS[status].filter((predecessor) => !said.has(predecessor));
    let seq = owed.at(-1)?.seq ?? 0;
    const rows = [...missing, status].map((trangThai) =>
      Object.assign(new HotichReport(), {
        id: uuid(),
        dossierId: dossier.id,
        seq: ++seq,
        trangThai,
        state: 'pending' as const,
        fields: trangThai === status ? fields : {},
        refills: 0,
        rule: null,
        eventAt: work.now,
        closedAt: null,
      }),
    );
    work.insert(HotichReport, ...rows);
    work.reports.set(dossier.id, [...owed, ...rows]);
    this.queue.add(work, 'report', dossier.id, { flow: flowOf(dossier) });
  }
}

/** Those that count for what comes next: the first, and everything after the last supplement. */
export function reportsOfRound(reports: readonly HotichReport[]): HotichReport[] {
  const supplement = reports.findLastIndex((report) => report.trangThai === 2);
  return reports.filter((report, i) => i > supplement || report.trangThai === 1);
}

import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { MODULES, type ReportStatus } from '../contract';
import { TaskQueue } from '../engine';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { databaseNow, type HotichDossier, HotichReport, type ReportFields } from '../persistence';

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

/** The statuses owed to DVCLT, in order per dossier. The caller holds the lock of the dossier's row. */
@Injectable()
export class ReportQueue {
  constructor(
    private readonly queue: TaskQueue,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /** Appends a status, and before it those it presupposes that were never reported. Does nothing for a dossier DVCLT does not know. */
  async owe(dossier: HotichDossier, status: ReportStatus, fields: ReportFields, manager: EntityManager): Promise<void> {
    if (!this.options.interlink || !dossier.maHoSoLT || !MODULES[dossier.module].interlinked) return;
    const now = await databaseNow(manager);
    const owed = await manager.find(HotichReport, { where: { dossierId: dossier.id }, order: { seq: 'ASC' } });
    const said = new Set(reportsOfRound(owed).map((report) => report.trangThai));
    const missing = PREDECESSORS[status].filter((predecessor) => !said.has(predecessor));
    let seq = owed.at(-1)?.seq ?? 0;
    await manager.insert(
      HotichReport,
      [...missing, status].map((trangThai) => ({
        id: uuid(),
        dossierId: dossier.id,
        seq: ++seq,
        trangThai,
        state: 'pending' as const,
        fields: trangThai === status ? fields : {},
        eventAt: now,
      })),
    );
    await this.queue.add(manager, 'report', dossier.id);
  }
}

/** Those that count for what comes next: the first, and everything after the last supplement. */
export function reportsOfRound(reports: readonly HotichReport[]): HotichReport[] {
  const supplement = reports.findLastIndex((report) => report.trangThai === 2);
  return reports.filter((report, i) => i > supplement || report.trangThai === 1);
}

import { Inject, Injectable } from '@nestjs/common';
import { type DataSource, In } from 'typeorm';
import { Engine, type LaneSummary, TaskQueue } from '../engine';
import { HOTICH_DATA_SOURCE } from '../hotich.internal-constants';
import { HotichDossier } from '../persistence';
import { type DossierView, viewOf } from '../dossier';

/** Brings the register's statuses and results home. */
@Injectable()
export class StatusPollerService {
  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly queue: TaskQueue,
  ) {}

  /** Asks about every dossier that is due, and resolves when the answers are stored. */
  runOnce(): Promise<LaneSummary> {
    return this.engine.run('status');
  }

  /**
   * Asks about these dossiers now, whenever they would be due: for an officer with a citizen at the counter.
   *
   * @param codes the province's codes or DVCLT's; unknown ones are left out of the answer.
   * @returns where they stand after the answer.
   */
  async refresh(codes: string[]): Promise<DossierView[]> {
    const where = [{ maHoSo: In(codes) }, { maHoSoLT: In(codes) }];
    const dossiers = await this.dataSource.manager.findBy(HotichDossier, where);
    await this.queue.hasten(
      this.dataSource.manager,
      'status',
      dossiers.map((dossier) => dossier.id),
    );
    await this.runOnce();
    return (await this.dataSource.manager.findBy(HotichDossier, where)).map(viewOf);
  }
}

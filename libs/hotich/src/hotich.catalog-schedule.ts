import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { lineOf } from './errors';
import { HOTICH_OPTIONS } from './hotich.internal-constants';
import { loggerOf } from './hotich.logger';
import type { ResolvedOptions } from './hotich.options.resolve';
import { CatalogService } from './catalog';
import { LaneScheduler } from './engine';

/** Joins the catalog to the schedule: neither room knows the other. */
@Injectable()
export class HotichCatalogSchedule implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = loggerOf(this.options);

  constructor(
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly scheduler: LaneScheduler,
    private readonly catalog: CatalogService,
  ) {}

  onModuleInit(): void {
    this.scheduler.onTick('catalog', () => this.refresh());
  }

  /**
   * Reads what replicas have imported, beside the boot and not before it. Later questions never wait for a read: they are asked
   * inside transactions, where waiting for a second connection of the pool would be a deadlock.
   */
  onApplicationBootstrap(): void {
    void this.catalog.ready().catch(() => undefined);
  }

  /** Nobody sees what it comes to, and the lists in use would grow old unnoticed. */
  private async refresh(): Promise<void> {
    const { failures } = await this.catalog.refresh();
    for (const { source, list, diagnosis } of failures) {
      this.logger.warn(`catalog: ${[source, list].filter(Boolean).join(', ')}: ${lineOf(diagnosis)}`);
    }
  }
}

import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { CatalogService } from './catalog';
import { LaneScheduler } from './engine';

/** Joins the catalog to the schedule: neither room knows the other. */
@Injectable()
export class HotichCatalogSchedule implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly scheduler: LaneScheduler,
    private readonly catalog: CatalogService,
  ) {}

  onModuleInit(): void {
    this.scheduler.onTick('catalog', () => this.catalog.refresh());
  }

  /**
   * Reads what replicas have imported, beside the boot and not before it. Later questions never wait for a read: they are asked
   * inside transactions, where waiting for a second connection of the pool would be a deadlock.
   */
  onApplicationBootstrap(): void {
    void this.catalog.ready().catch(() => undefined);
  }
}

import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import {
  DossierSyncService,
  HOTICH_MIGRATIONS,
  HotichModule,
  type HotichModuleOptions,
  InterlinkService,
  StatusPollerService,
  TimelineAuditor,
} from '@hotich/nestjs';
import { DataSource } from 'typeorm';
import { HoSoListener } from '../faults/replica/ho-so.listener';
import { Life } from './life';

export const LANES = ['intake', 'submission', 'status', 'report'] as const;
export type LaneName = (typeof LANES)[number];

/** A host with the library in it, driven by hand, that can be killed or held at a chosen moment. */
export class Replica {
  private constructor(
    readonly life: Life,
    private readonly app: INestApplicationContext,
  ) {}

  static async boot(url: string, options: (life: Life) => HotichModuleOptions): Promise<Replica> {
    const life = new Life();
    @Module({
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url,
          autoLoadEntities: true,
          migrations: HOTICH_MIGRATIONS,
          extra: { max: 4, stream: () => life.socket() },
          poolErrorHandler: () => undefined,
          retryAttempts: 0,
        }),
        HotichModule.forRoot(options(life)),
      ],
      providers: [HoSoListener],
    })
    class HostModule {}
    return new Replica(life, await NestFactory.createApplicationContext(HostModule, { logger: false }));
  }

  get sync(): DossierSyncService {
    return this.app.get(DossierSyncService);
  }

  get interlink(): InterlinkService {
    return this.app.get(InterlinkService);
  }

  get db(): DataSource {
    return this.app.get(DataSource);
  }

  get auditor(): TimelineAuditor {
    return this.app.get(TimelineAuditor);
  }

  get poller(): StatusPollerService {
    return this.app.get(StatusPollerService);
  }

  /** One run of a lane; what it throws is the scheduler's to log, and nobody's to care about. */
  async tick(lane: LaneName): Promise<void> {
    const run = {
      intake: () => this.interlink.runIntakeOnce(),
      submission: () => this.sync.runOnce(),
      status: () => this.poller.runOnce(),
      report: () => this.interlink.runReportOnce(),
    }[lane];
    await run().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}

import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CarrierGate, CarrierService, ExchangeLog, HttpDoor, TokenService, TokenStore } from './carrier';
import { CatalogService } from './catalog';
import {
  ContentChecker,
  ContentStore,
  DossierStore,
  DossierSyncService,
  Listeners,
  ReportQueue,
  RetentionService,
  SearchIndex,
  SubmissionLane,
  TimelineAuditor,
} from './dossier';
import { CronSlots, Engine, LaneScheduler, Settler, TaskQueue, WakeUp } from './engine';
import { HotichBootCheck } from './hotich.boot-check';
import { HotichCatalogSchedule } from './hotich.catalog-schedule';
import { HOTICH_FILE_STORE, HOTICH_OPTIONS } from './hotich.internal-constants';
import { HOTICH_RAW_OPTIONS, HotichConfigurableModule } from './hotich.module-definition';
import type { HotichModuleOptions } from './hotich.options';
import { type ResolvedOptions, resolveOptions } from './hotich.options.resolve';
import {
  CitizenAnswers,
  Deliveries,
  IntakeLane,
  InterlinkClient,
  InterlinkService,
  ReportLane,
  TakeIn,
} from './interlink';
import { HotichVault } from './hotich.vault';
import {
  AtRest,
  DatabaseFileStore,
  DocumentStore,
  EnvironmentFence,
  FileStoreWatch,
  type HotichFileStore,
  PoolGuard,
  Province,
  Rotation,
  TransactionEnd,
  WatchedFileStore,
} from './persistence';
import { RegisterClient } from './register';
import { ResultStore, StatusLane, StatusPollerService } from './status';

/**
 * The one door: `HotichModule.forRoot(options)` or `HotichModule.forRootAsync({ useFactory | useClass | useExisting, … })`;
 * a class is a `HotichModuleOptionsFactory`.
 * Import it once, beside `TypeOrmModule.forRoot()` and `ScheduleModule.forRoot()`.
 */
@Module({
  imports: [HttpModule, DiscoveryModule],
  providers: [
    {
      provide: HOTICH_OPTIONS,
      inject: [HOTICH_RAW_OPTIONS],
      useFactory: (raw: HotichModuleOptions): ResolvedOptions => resolveOptions(raw),
    },
    {
      provide: HOTICH_FILE_STORE,
      inject: [HOTICH_OPTIONS, FileStoreWatch],
      useFactory: ({ fileStore }: ResolvedOptions, watch: FileStoreWatch): HotichFileStore =>
        fileStore ? new WatchedFileStore(fileStore, watch) : new DatabaseFileStore(),
    },
    HotichBootCheck,
    // persistence
    AtRest,
    Province,
    PoolGuard,
    TransactionEnd,
    Rotation,
    EnvironmentFence,
    FileStoreWatch,
    DocumentStore,
    // carrier
    ExchangeLog,
    CarrierGate,
    HttpDoor,
    TokenStore,
    TokenService,
    CarrierService,
    // catalog and register
    CatalogService,
    RegisterClient,
    // engine
    WakeUp,
    TaskQueue,
    Settler,
    Engine,
    CronSlots,
    LaneScheduler,
    HotichCatalogSchedule,
    // dossier and status
    Listeners,
    DossierStore,
    ContentChecker,
    ContentStore,
    ReportQueue,
    SearchIndex,
    TimelineAuditor,
    RetentionService,
    HotichVault,
    SubmissionLane,
    DossierSyncService,
    ResultStore,
    StatusLane,
    StatusPollerService,
    // interlink
    InterlinkClient,
    Deliveries,
    TakeIn,
    CitizenAnswers,
    IntakeLane,
    ReportLane,
    InterlinkService,
  ],
  exports: [
    TokenService,
    DossierSyncService,
    StatusPollerService,
    CatalogService,
    InterlinkService,
    TimelineAuditor,
    RetentionService,
    HotichVault,
  ],
})
export class HotichModule extends HotichConfigurableModule {}

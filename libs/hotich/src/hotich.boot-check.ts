import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { HotichSetupError } from './errors';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from './hotich.internal-constants';
import type { ResolvedOptions } from './hotich.options.resolve';
import { assertSupported, HOTICH_ENTITIES } from './persistence';

/** Refuses at boot what would otherwise fail at night. Looks at the host only: no remote and no query. */
@Injectable()
export class HotichBootCheck implements OnModuleInit {
  constructor(
    private readonly modules: ModulesContainer,
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) _options: ResolvedOptions,
  ) {}

  onModuleInit(): void {
    assertSupported(this.dataSource);
    this.assertOneTruth();
    this.assertOnce();
    this.assertEntities();
  }

  /** A replica is a moment behind: a filing just taken in would not be there yet, and would be dropped. */
  private assertOneTruth(): void {
    const { replication } = this.dataSource.options as { replication?: { slaves?: unknown[]; defaultMode?: string } };
    if (!replication?.slaves?.length || replication.defaultMode === 'master') return;
    throw new HotichSetupError(
      {
        vi: 'DataSource đọc từ bản sao (replication.slaves), nơi dữ liệu đến chậm',
        en: 'The DataSource reads from replicas (replication.slaves), which are a moment behind',
      },
      {
        vi: "Đặt replication.defaultMode: 'master', hoặc dùng một DataSource riêng cho thư viện",
        en: "Set replication.defaultMode: 'master', or give the library a DataSource of its own",
      },
    );
  }

  /** Two dynamic modules of one class are two modules to Nest: two pollers, two token caches, every cron twice. */
  private assertOnce(): void {
    const instances = [...this.modules.values()].filter(
      (module) => module.getProviderByKey(HotichBootCheck) !== undefined,
    );
    if (instances.length <= 1) return;
    throw new HotichSetupError(
      {
        vi: 'HotichModule.forRoot() được gọi nhiều hơn một lần',
        en: 'HotichModule.forRoot() is called more than once',
      },
      {
        vi: 'Chỉ gọi forRoot() một lần trong AppModule; các module khác dùng được ngay các service đã xuất',
        en: 'Call forRoot() once, in AppModule; the exported services are available everywhere',
      },
    );
  }

  private assertEntities(): void {
    const missing = HOTICH_ENTITIES.filter((entity) => !this.dataSource.hasMetadata(entity)).map(
      (entity) => entity.name,
    );
    if (missing.length === 0) return;
    throw new HotichSetupError(
      {
        vi: `DataSource chưa có các entity: ${missing.join(', ')}`,
        en: `The DataSource lacks the entities ${missing.join(', ')}`,
      },
      {
        vi: 'Đặt autoLoadEntities: true, hoặc thêm ...HOTICH_ENTITIES vào entities của TypeOrmModule.forRoot()',
        en: 'Set autoLoadEntities: true, or spread HOTICH_ENTITIES into the entities of TypeOrmModule.forRoot()',
      },
    );
  }
}

import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HOTICH_MIGRATIONS, HotichModule } from '@hotich/nestjs';
import { HOST_CONFIG, type HostConfig } from './config/host.config';
import { HoSoModule } from './ho-so/ho-so.module';
import { InfrastructureModule } from './infrastructure.module';
import { HoSo1795600000000 } from './migrations/1795600000000-ho-so';
import { MaLanNop1795700000000 } from './migrations/1795700000000-ma-lan-nop';
import { PageModule } from './page/page.module';

@Module({
  imports: [
    InfrastructureModule,
    TypeOrmModule.forRootAsync({
      inject: [HOST_CONFIG],
      useFactory: ({ databaseUrl }: HostConfig) => ({
        type: 'postgres' as const,
        url: databaseUrl,
        autoLoadEntities: true,
        migrations: [...HOTICH_MIGRATIONS, HoSo1795600000000, MaLanNop1795700000000],
        // Several replicas must not migrate at once: after an upgrade start one, then the others, or migrate when deploying.
        migrationsRun: true,
      }),
    }),
    ScheduleModule.forRoot(),
    HotichModule.forRootAsync({
      inject: [HOST_CONFIG],
      useFactory: ({ hotich }: HostConfig) => hotich,
    }),
    HoSoModule,
    PageModule,
  ],
})
export class AppModule {}

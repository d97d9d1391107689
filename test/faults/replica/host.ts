import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HOTICH_MIGRATIONS, HotichModule, type HotichModuleOptions } from '@hotich/nestjs';
import { HoSoListener } from './ho-so.listener';

/** A host as a province runs it: its own listener, the library's crons, shutdown on a signal. */
export async function bootHost(url: string, options: HotichModuleOptions): Promise<INestApplicationContext> {
  @Module({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url, autoLoadEntities: true, migrations: HOTICH_MIGRATIONS }),
      ScheduleModule.forRoot(),
      HotichModule.forRoot(options),
    ],
    providers: [HoSoListener],
  })
  class HostModule {}

  const app = await NestFactory.createApplicationContext(HostModule, { logger: ['warn', 'error', 'fatal'] });
  return app.enableShutdownHooks();
}

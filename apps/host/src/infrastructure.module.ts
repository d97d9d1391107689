import { Global, Module } from '@nestjs/common';
import { DatabaseFileStore, HotichFileStore } from '@hotich/nestjs';
import { HOST_CONFIG, readHostConfig } from './config/host.config';

/** What everything else stands on: the configuration, and where documents are kept. */
@Global()
@Module({
  providers: [
    { provide: HOST_CONFIG, useFactory: () => readHostConfig(process.env) },
    // Given to HotichModule as well, so that what the library writes and what our controllers read is one store.
    { provide: HotichFileStore, useClass: DatabaseFileStore },
  ],
  exports: [HOST_CONFIG, HotichFileStore],
})
export class InfrastructureModule {}

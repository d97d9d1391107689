import { Global, Module } from '@nestjs/common';
import { HOST_CONFIG, readHostConfig } from './config/host.config';

/** What everything else stands on. */
@Global()
@Module({
  providers: [{ provide: HOST_CONFIG, useFactory: () => readHostConfig(process.env) }],
  exports: [HOST_CONFIG],
})
export class InfrastructureModule {}

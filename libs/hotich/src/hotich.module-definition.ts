import { ConfigurableModuleBuilder } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { HOTICH_DATA_SOURCE } from './hotich.internal-constants';
import type { HotichModuleOptions } from './hotich.options';
import { HOTICH_ENTITIES } from './persistence';

export interface HotichModuleExtras {
  /** Default `true`: the services can be injected anywhere in the host. */
  isGlobal?: boolean;
  /** Name of the host's DataSource. Default: the default one. It cannot come from the async factory: Nest needs it before. */
  dataSource?: string;
}

export const {
  ConfigurableModuleClass: HotichConfigurableModule,
  MODULE_OPTIONS_TOKEN: HOTICH_RAW_OPTIONS,
  OPTIONS_TYPE: HOTICH_OPTIONS_TYPE,
  ASYNC_OPTIONS_TYPE: HOTICH_ASYNC_OPTIONS_TYPE,
} = new ConfigurableModuleBuilder<HotichModuleOptions>({ moduleName: 'Hotich' })
  .setClassMethodName('forRoot')
  .setFactoryMethodName('createHotichOptions')
  .setExtras<HotichModuleExtras>({ isGlobal: true, dataSource: undefined }, (definition, { isGlobal, dataSource }) => ({
    ...definition,
    global: isGlobal ?? true,
    imports: [...(definition.imports ?? []), TypeOrmModule.forFeature(HOTICH_ENTITIES, dataSource)],
    providers: [
      ...(definition.providers ?? []),
      { provide: HOTICH_DATA_SOURCE, useExisting: getDataSourceToken(dataSource) },
    ],
  }))
  .build();

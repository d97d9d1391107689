import { type INestApplication, type Type, Module } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { Test } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import {
  CatalogService,
  DossierSyncService,
  HOTICH_MIGRATIONS,
  HotichModule,
  type HotichModuleOptions,
  InterlinkService,
  StatusPollerService,
  TokenService,
} from '@hotich/nestjs';
import type { HotichSimulator } from '@hotich/simulator';
import { connectionTo } from './database';

/** Options that point at a simulator, with pauses short enough for a test. */
export function optionsFor(remotes: HotichSimulator, more: Partial<HotichModuleOptions> = {}): HotichModuleOptions {
  const { userName, password } = remotes.interlinkCredentials;
  return {
    environment: 'test',
    provinceCode: more.provinceCode ?? '24',
    gateway: {
      baseUrl: remotes.gatewayUrl,
      tokenUrl: remotes.tokenUrl,
      consumerKey: remotes.consumerKey,
      consumerSecret: remotes.consumerSecret,
      timeoutMs: 2_000,
      connectTimeoutMs: 1_000,
      breaker: { failures: 5, openMs: 300 },
      ...more.gateway,
    },
    interlink: {
      baseUrl: remotes.interlinkUrl,
      credentials: { userName, password },
      timeoutMs: 2_000,
      connectTimeoutMs: 1_000,
      breaker: { failures: 5, openMs: 300 },
      ...more.interlink,
    },
    register: {
      cadence: { firstMs: 20, minMs: 50, maxMs: 200, workingHours: false },
      unknownGraceMs: 300,
      ...more.register,
    },
    schedule: more.schedule ?? false,
    engine: { retryMs: 50, retryMaxMs: 500, leaseMs: 4_000, ...more.engine },
    ...(more.limits ? { limits: more.limits } : {}),
    ...(more.units ? { units: more.units } : {}),
    ...(more.procedures ? { procedures: more.procedures } : {}),
    ...(more.catalog ? { catalog: more.catalog } : {}),
    ...(more.retention ? { retention: more.retention } : {}),
    ...(more.encryption ? { encryption: more.encryption } : {}),
    ...(more.fileStore ? { fileStore: more.fileStore } : {}),
  };
}

export interface TestHost {
  readonly app: INestApplication;
  readonly db: DataSource;
  readonly sync: DossierSyncService;
  readonly poller: StatusPollerService;
  readonly interlink: InterlinkService;
  readonly catalog: CatalogService;
  readonly tokens: TokenService;
  get<T>(type: Type<T>): T;
  close(): Promise<void>;
}

/** A provider that the library does not export, by the name of its class. */
export function internal<T>({ app }: TestHost, name: string): T {
  const providers = app.get(DiscoveryService, { strict: false }).getProviders();
  return providers.find((provider) => provider.name === name)!.instance as T;
}

/** A host application around the library, as a provincial team would wire it. */
export async function startHost(url: string, options: HotichModuleOptions, providers: Type[] = []): Promise<TestHost> {
  @Module({
    imports: [
      TypeOrmModule.forRoot({ ...connectionTo(url), autoLoadEntities: true, migrations: HOTICH_MIGRATIONS }),
      ScheduleModule.forRoot(),
      HotichModule.forRoot(options),
    ],
    providers,
  })
  class HostModule {}

  const built = await Test.createTestingModule({ imports: [HostModule] }).compile();
  const app = built.createNestApplication({ logger: process.env.HOTICH_TEST_LOG ? undefined : false });
  await app.init();
  return {
    app,
    db: app.get(DataSource),
    sync: app.get(DossierSyncService),
    poller: app.get(StatusPollerService),
    interlink: app.get(InterlinkService),
    catalog: app.get(CatalogService),
    tokens: app.get(TokenService),
    get: (type) => app.get(type),
    close: () => app.close(),
  };
}

/** Waits until the check gives something truthy; fails with its last value after `timeoutMs`. */
export async function eventually<T>(check: () => Promise<T> | T, timeoutMs = 10_000): Promise<NonNullable<T>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(value)} after ${timeoutMs} ms: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

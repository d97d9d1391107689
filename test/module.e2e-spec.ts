import { Inject, Injectable, Module, Scope, type Type } from '@nestjs/common';
import { NestFactory, REQUEST } from '@nestjs/core';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import {
  DossierListener,
  DossierSyncService,
  HOTICH_ENTITIES,
  HOTICH_MIGRATIONS,
  HotichModule,
  type HotichModuleOptions,
  type HotichModuleOptionsFactory,
  HotichSetupError,
  StatusPollerService,
} from '@hotich/nestjs';
import { HotichSimulator, fault, type Operation } from '@hotich/simulator';
import { freshDatabase } from './support/database';
import { eventually, optionsFor, startHost } from './support/host';
import { birthInput, nextCode } from './support/samples';

@Injectable({ scope: Scope.REQUEST })
class PerRequest extends DossierListener {}

@Injectable()
class OfARequest extends DossierListener {
  @Inject(REQUEST) readonly request: unknown;
}

@Injectable({ scope: Scope.TRANSIENT })
class PerUser extends DossierListener {}

describe('HotichModule in a host', () => {
  let remotes: HotichSimulator;
  let url: string;
  beforeAll(async () => {
    remotes = await HotichSimulator.start();
    url = await freshDatabase();
  });
  afterAll(() => remotes.stop());

  const database = (name?: string) =>
    TypeOrmModule.forRoot({
      ...(name ? { name } : {}),
      type: 'postgres',
      url,
      autoLoadEntities: true,
      migrations: HOTICH_MIGRATIONS,
    });

  async function boot(imports: NonNullable<Parameters<typeof Module>[0]['imports']>, providers: Type[] = []) {
    @Module({ imports, providers })
    class Host {}
    const app = await NestFactory.createApplicationContext(Host, { logger: false, abortOnError: false });
    return app;
  }

  async function works(app: Awaited<ReturnType<typeof boot>>): Promise<void> {
    const input = birthInput(nextCode());
    await app.get(DossierSyncService).submit(input);
    await app.get(DossierSyncService).runOnce();
    expect(remotes.ledger.submissions(input.maHoSo)).toHaveLength(1);
    await app.close();
  }

  it('says in every line of its log of which environment it is', async () => {
    const app = await boot([database(), HotichModule.forRoot(optionsFor(remotes))]);
    const contexts = new Set<unknown>();
    const line = (_text: unknown, ...more: unknown[]) => void contexts.add(more.at(-1));
    app.useLogger({ log: line, warn: line, error: line });
    remotes.faults.next('register.submit', fault.badGateway());
    await app.get(DossierSyncService).submit(birthInput(nextCode()));
    await app.get(DossierSyncService).runOnce();
    await app.close();
    app.useLogger(false);
    expect([...contexts]).toEqual(['Hotich test']);
  });

  it('forRoot()', async () => works(await boot([database(), HotichModule.forRoot(optionsFor(remotes))])));

  it('forRootAsync({ useFactory, inject })', async () => {
    @Injectable()
    class Config {
      options = optionsFor(remotes);
    }
    @Module({ providers: [Config], exports: [Config] })
    class ConfigModule {}
    const hotich = HotichModule.forRootAsync({
      imports: [ConfigModule],
      inject: [Config],
      useFactory: (config: Config) => config.options,
    });
    await works(await boot([database(), hotich]));
  });

  it('forRootAsync({ useClass })', async () => {
    @Injectable()
    class Factory implements HotichModuleOptionsFactory {
      createHotichOptions = (): Promise<HotichModuleOptions> => Promise.resolve(optionsFor(remotes));
    }
    await works(await boot([database(), HotichModule.forRootAsync({ useClass: Factory })]));
  });

  it('forRootAsync({ useExisting })', async () => {
    @Injectable()
    class Factory implements HotichModuleOptionsFactory {
      createHotichOptions = (): HotichModuleOptions => optionsFor(remotes);
    }
    @Module({ providers: [Factory], exports: [Factory] })
    class FactoryModule {}
    await works(
      await boot([database(), HotichModule.forRootAsync({ imports: [FactoryModule], useExisting: Factory })]),
    );
  });

  it('on a named data source', async () => {
    await works(await boot([database('civil'), HotichModule.forRoot({ ...optionsFor(remotes), dataSource: 'civil' })]));
    const hotich = HotichModule.forRootAsync({ dataSource: 'civil', useFactory: () => optionsFor(remotes) });
    await works(await boot([database('civil'), hotich]));
  });

  it('behind the entity prefix and schema of the host', async () => {
    const prefixed = await freshDatabase({ migrate: false });
    const bare = await new DataSource({ type: 'postgres', url: prefixed }).initialize();
    await bare.query('create schema civil');
    await bare.destroy();
    const typeorm = TypeOrmModule.forRoot({
      type: 'postgres',
      url: prefixed,
      autoLoadEntities: true,
      schema: 'civil',
      entityPrefix: 'app_',
      migrations: HOTICH_MIGRATIONS,
      migrationsRun: true,
    });
    await works(await boot([typeorm, HotichModule.forRoot(optionsFor(remotes))]));
  });

  it.each<[string, () => Parameters<typeof boot>[0], RegExp]>([
    [
      'twice',
      () => [database(), HotichModule.forRoot(optionsFor(remotes)), HotichModule.forRoot(optionsFor(remotes))],
      /more than once/,
    ],
    [
      'without ScheduleModule',
      () => [database(), HotichModule.forRoot({ ...optionsFor(remotes), schedule: {} })],
      /ScheduleModule/,
    ],
    [
      'with replicas that are read from',
      () => [
        TypeOrmModule.forRoot({
          type: 'postgres',
          replication: { master: { url }, slaves: [{ url }] },
          autoLoadEntities: true,
        }),
        HotichModule.forRoot(optionsFor(remotes)),
      ],
      /replicas/,
    ],
    [
      'without its entities',
      () => [
        TypeOrmModule.forRoot({ type: 'postgres', url, entities: HOTICH_ENTITIES.slice(1) }),
        HotichModule.forRoot(optionsFor(remotes)),
      ],
      /HotichDossier/,
    ],
    ...[PerRequest, OfARequest, PerUser].map((listener): [string, () => Parameters<typeof boot>[0], RegExp] => [
      `with a listener that is no singleton: ${listener.name}`,
      () => [database(), HotichModule.forRoot(optionsFor(remotes)), { module: class {}, providers: [listener] }],
      new RegExp(`DossierListener.* ${listener.name}`),
    ]),
  ])('%s is refused at boot with the remedy', async (_name, imports, message) => {
    const error: unknown = await boot(imports()).then(
      (app) => app.close(),
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(HotichSetupError);
    expect((error as HotichSetupError).message).toMatch(message);
    expect((error as HotichSetupError).remedy.vi).toMatch(/\S/);
  });

  it("leaves the host's own crons alone", async () => {
    const app = await boot([
      database(),
      ScheduleModule.forRoot(),
      HotichModule.forRoot({ ...optionsFor(remotes), schedule: { intake: '0 0 3 * * *', report: false } }),
    ]);
    expect([...app.get(SchedulerRegistry).getCronJobs().keys()].sort()).toEqual([
      'hotich:intake',
      'hotich:retention',
      'hotich:status',
      'hotich:submission',
    ]);
    await app.close();
  });

  it('boots and works with every remote down, in the time the host takes without it plus at most 300 ms', async () => {
    const down = { ...optionsFor(remotes), schedule: {} } as HotichModuleOptions;
    for (const part of [down.gateway, down.interlink!]) part.baseUrl = 'http://127.0.0.1:9';
    down.gateway.tokenUrl = 'http://127.0.0.1:9/token';
    const timed = async (imports: Parameters<typeof boot>[0]) => {
      const started = performance.now();
      const app = await boot(imports);
      return { app, took: performance.now() - started };
    };
    const bare = () =>
      timed([TypeOrmModule.forRoot({ type: 'postgres', url, entities: HOTICH_ENTITIES }), ScheduleModule.forRoot()]);
    await (await bare()).app.close();
    const without = await bare();
    await without.app.close();
    const { app, took } = await timed([database(), ScheduleModule.forRoot(), HotichModule.forRoot(down)]);
    expect(took - without.took).toBeLessThan(300);
    const input = birthInput(nextCode());
    await app.get(DossierSyncService).submit(input);
    await eventually(
      async () => (await app.get(DossierSyncService).find(input.maHoSo)).diagnosis?.kind === 'transient',
    );
    expect((await app.get(DossierSyncService).find(input.maHoSo)).state).toBe('queued');
    await app.close();
  });

  it('works by itself once scheduled: a commit is on the wire long before the next tick', async () => {
    const host = await startHost(
      url,
      optionsFor(remotes, {
        schedule: { submission: '0 0 3 * * *', status: '* * * * * *', report: false, intake: false },
      }),
    );
    const input = birthInput(nextCode());
    const started = performance.now();
    await host.db.transaction((manager) => host.sync.submit(input, manager));
    await eventually(() => remotes.ledger.submissions(input.maHoSo).length === 1);
    expect(performance.now() - started).toBeLessThan(1_000);
    remotes.register.registerAndIssue(input.maHoSo);
    await eventually(async () => (await host.sync.find(input.maHoSo)).state === 'registered');
    await host.close();
  });

  it.each<[string, Operation, Partial<HotichModuleOptions>, object[]]>([
    ['a request, of which it says that nobody knows', 'register.submit', {}, [{ lease_owner: null, unsure: true }]],
    [
      'a refresh of the catalogs',
      'register.v1.catalog',
      { schedule: { catalog: '* * * * * *', submission: false }, catalog: { sources: ['register'] } },
      [{ lease_owner: null, unsure: false }],
    ],
  ])('is gone after drainMs, whatever hangs in a cron: %s', async (_name, operation, more, left) => {
    const slow = { timeoutMs: 20_000 } as never;
    const options = optionsFor(remotes, { schedule: {}, gateway: slow, engine: { drainMs: 200 }, ...more });
    const own = await freshDatabase();
    const host = await startHost(own, options);
    remotes.faults.always(operation, fault.acceptThenHang());
    const before = remotes.calls.count(operation);
    await host.sync.submit(birthInput(nextCode()));
    await eventually(() => remotes.calls.count(operation) > before);
    // A cron's tick is under way as well by then.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const started = performance.now();
    await host.close();
    expect(performance.now() - started).toBeLessThan(5_000);
    remotes.faults.clear();
    const db = await new DataSource({ type: 'postgres', url: own }).initialize();
    expect(await db.query(`select lease_owner, unsure from hotich_task where lane = 'submission'`)).toEqual(left);
    await db.destroy();
  });

  it('what its own end breaks off shuts the carrier for nobody else', async () => {
    const own = await freshDatabase();
    const slow = { timeoutMs: 20_000, concurrency: 8, breaker: { failures: 3, openMs: 60_000 } } as never;
    const host = await startHost(own, optionsFor(remotes, { gateway: slow, engine: { drainMs: 200 } }));
    remotes.faults.always('register.submit', fault.acceptThenHang());
    const before = remotes.calls.count('register.submit');
    for (let i = 0; i < 6; i++) await host.sync.submit(birthInput(nextCode()));
    void host.sync.runOnce();
    await eventually(() => remotes.calls.count('register.submit') === before + 6);
    await host.close();
    remotes.faults.clear();
    const db = await new DataSource({ type: 'postgres', url: own }).initialize();
    expect(await db.query(`select failures, open_until from hotich_gate where carrier = 'gateway'`)).toEqual([
      { failures: 0, open_until: '0' },
    ]);
    await db.destroy();
  });

  it("drains on shutdown: what a host's transaction keeps from being stored is said to be unknown", async () => {
    const own = await freshDatabase();
    const host = await startHost(own, optionsFor(remotes, { engine: { drainMs: 300 } }));
    const { maHoSo } = await host.sync.submit(birthInput(nextCode()));
    const db = await new DataSource({ type: 'postgres', url: own }).initialize();
    await db.transaction(async (manager) => {
      await manager.query('select 1 from hotich_dossier for update');
      const run = host.sync.runOnce();
      await eventually(() => remotes.calls.of('register.submit', maHoSo).length === 1);
      await host.close();
      await run;
    });
    const tasks = await db.query(`select lease_owner, unsure from hotich_task where lane = 'submission'`);
    expect(tasks).toEqual([{ lease_owner: null, unsure: true }]);
    await db.destroy();
  });

  it('drains on shutdown: what is in flight is stored, what was not begun is given back at once', async () => {
    const options = optionsFor(remotes, { gateway: { concurrency: 1 } as never });
    const host = await startHost(url, options);
    const inputs = [birthInput(nextCode()), birthInput(nextCode())];
    for (const input of inputs) await host.sync.submit(input);
    remotes.faults.next('register.submit', fault.acceptThenDelay(400));
    const run = host.sync.runOnce();
    await remotes.calls.waitFor(
      (call) => call.operation === 'register.submit' && call.dossiers.includes(inputs[0]!.maHoSo),
    );
    await host.close();
    await run;
    const db = await new DataSource({ type: 'postgres', url, entities: HOTICH_ENTITIES }).initialize();
    const leases = await db.query<{ n: string }[]>(
      `select count(*) as n from hotich_task where lease_owner is not null`,
    );
    expect(leases[0]!.n).toBe('0');
    await db.destroy();
    const next = await startHost(url, options);
    expect((await next.sync.find(inputs[0]!.maHoSo)).state).toBe('sent');
    await next.sync.runOnce();
    expect((await next.sync.find(inputs[1]!.maHoSo)).state).toBe('sent');
    for (const input of inputs) expect(remotes.calls.of('register.submit', input.maHoSo)).toHaveLength(1);
    await next.get(StatusPollerService).runOnce();
    await next.close();
  });
});

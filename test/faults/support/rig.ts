import { type DossierState, TimelineAuditor } from '@hotich/nestjs';
import { HotichSimulator, type Call, type Operation } from '@hotich/simulator';
import { DataSource } from 'typeorm';
import { createHostTables, HoSoListener } from '../replica/ho-so.listener';
import { submitBirth } from '../replica/submit';
import { freshDatabase } from '../../support/database';
import { eventually, startHost, type TestHost } from '../../support/host';
import { nextCode, nextNationalCode } from '../../support/samples';
import { keepStrikes } from './barriers';
import { Book, type Fate, nameIn, SENT } from './book';
import type { DatabaseServer } from './database-server';
import { mend } from './host-trouble';
import { optionsNamed, type Tuning } from './options';
import { type Before, Replica } from './replica';
import { TcpProxy } from './tcp-proxy';
import { whatIsMissing } from './verify';

export interface ReplicaSetup {
  readonly options?: Tuning;
  /** Its way to the database. */
  readonly link?: TcpProxy;
  readonly clockSkewMs?: number;
  /** With the library as it was landed before. */
  readonly before?: Before;
}

/**
 * What a scenario plays with: a database of its own, the remotes with their books, a web-only host in this process (the
 * desk, where officers and controllers act), and any number of working replicas in processes of their own.
 */
export class Rig {
  readonly book = new Book();
  readonly replicas: Replica[] = [];
  private readonly proxies: TcpProxy[] = [];

  private constructor(
    readonly server: DatabaseServer,
    readonly remotes: HotichSimulator,
    readonly desk: TestHost,
    /** The tester's own way to the database, for barriers and for looking. */
    readonly control: DataSource,
    readonly url: string,
    readonly provinceCode: string,
  ) {}

  static async build(server: DatabaseServer): Promise<Rig> {
    process.env['HOTICH_TEST_POSTGRES'] = server.url;
    const url = await freshDatabase();
    const control = await new DataSource({ type: 'postgres', url, poolErrorHandler: () => undefined }).initialize();
    await createHostTables(control);
    const rig = await Rig.on(server, url, control, '24');
    await keepStrikes(control);
    return rig;
  }

  get auditor(): TimelineAuditor {
    return this.desk.get(TimelineAuditor);
  }

  /** Another province's hosts on the same tables, with remotes of their own. */
  async beside(provinceCode: string): Promise<Rig> {
    const control = await new DataSource({ ...this.control.options }).initialize();
    return Rig.on(this.server, this.url, control, provinceCode);
  }

  private static async on(
    server: DatabaseServer,
    url: string,
    control: DataSource,
    provinceCode: string,
  ): Promise<Rig> {
    const remotes = await HotichSimulator.start({ provinceCode, units: [{ code: '07210', name: 'Phường Mẫu' }] });
    const tuning = { schedule: false, provinceCode } as const;
    const desk = await startHost(url, optionsNamed('desk', remotes, tuning), [HoSoListener]);
    return new Rig(server, remotes, desk, control, url, provinceCode);
  }

  /** A replica that works all four lanes. */
  async replica(name: string, setup: ReplicaSetup = {}): Promise<Replica> {
    const replica = await Replica.start(name, {
      url: setup.link ? this.through(setup.link) : this.url,
      options: optionsNamed(name, this.remotes, { provinceCode: this.provinceCode, ...setup.options }),
      clockSkewMs: setup.clockSkewMs ?? 0,
      before: setup.before,
    });
    this.replicas.push(replica);
    return replica;
  }

  /** A link to the database that can be broken. */
  async link(): Promise<TcpProxy> {
    const proxy = await TcpProxy.to({ host: '127.0.0.1', port: this.server.port });
    this.proxies.push(proxy);
    return proxy;
  }

  through(link: TcpProxy): string {
    return this.url.replace(`:${this.server.port}/`, `:${link.port}/`);
  }

  /** Codes of births that somebody is going to submit. */
  reserve(count: number, fate: Fate = SENT): string[] {
    return Array.from({ length: count }, () => this.book.enter(nextCode(), fate));
  }

  /** The host files births of its own at the desk, and does not rest until each is committed. */
  async submit(count: number, fate: Fate = SENT): Promise<string[]> {
    const codes = this.reserve(count, fate);
    for (const code of codes) {
      await eventually(
        () =>
          submitBirth(this.desk.db, this.desk.sync, code).then(
            () => true,
            () => false,
          ),
        30_000,
      );
    }
    return codes;
  }

  /** Citizens file births at the national portal. */
  file(count: number, fate: Fate): string[] {
    return Array.from({ length: count }, () => {
      const maHoSo = nextNationalCode();
      this.remotes.citizen.fileBirth({ maHoSo, fields: { nksHoTen: nameIn(maHoSo) } });
      return this.book.enter(maHoSo, fate);
    });
  }

  /** Waits until the officer can accept what citizens filed, and accepts it. */
  async accept(codes: readonly string[]): Promise<void> {
    for (const code of codes) {
      await eventually(async () => {
        const state = await this.desk.sync.find(code).then(
          (dossier) => dossier.state,
          () => undefined,
        );
        return state === 'received';
      });
      await this.desk.interlink.accept(code, 'can.bo.mau');
    }
  }

  /** Resolves when these dossiers stand there. */
  async until(codes: readonly string[], state: DossierState, timeoutMs = 15_000): Promise<void> {
    await eventually(async () => {
      const [row] = await this.control.query<[{ there: string }]>(
        'select count(*) as there from hotich_dossier where ma_ho_so = any($1) and state = $2',
        [codes, state],
      );
      return Number(row.there) === codes.length;
    }, timeoutMs);
  }

  /** Resolves when everything stands where the book says; rejects with what does not. */
  async settled(timeoutMs = 20_000): Promise<void> {
    let missing = '';
    await eventually(async () => {
      missing = await whatIsMissing(this).catch((error: Error) => `(${error.message})`);
      return missing === '';
    }, timeoutMs).catch(() => {
      throw new Error(`not settled after ${timeoutMs} ms: ${missing}`);
    });
  }

  /** Changes a setting of the database (`$` stands for its name), and ends all sessions but ours, so that each new one has it. */
  async eachSession(statement: string): Promise<void> {
    const name = new URL(this.url).pathname.slice(1);
    const admin = this.control.createQueryRunner();
    await admin.query('set default_transaction_read_only = off');
    await admin.query(statement.replace('$', name));
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await admin.release();
  }

  /** Calls that a remote has received and not yet answered. */
  async open(operation: Operation, count: number): Promise<Readonly<Call>[]> {
    return eventually(() => {
      const calls = this.remotes.calls.of(operation).filter((call) => call.outcome === 'open');
      return calls.length >= count ? calls : undefined;
    });
  }

  /** Every pause is over: what was to be tried later is due now. */
  async fastForward(): Promise<void> {
    await this.control.query('update hotich_gate set open_until = 0');
    await this.control.query(
      `update hotich_task set due_at = extract(epoch from clock_timestamp()) * 1000
       where lease_owner is null and due_at > extract(epoch from clock_timestamp()) * 1000`,
    );
  }

  /** So much time passes for everything that is kept as an instant to wait for. */
  async elapse(ms: number): Promise<void> {
    await this.control.query('update hotich_gate set open_until = open_until - $1 where open_until > 0', [ms]);
    await this.control.query(
      'update hotich_task set due_at = due_at - $1, called_at = called_at - $1 where lease_owner is null',
      [ms],
    );
  }

  /** Mends everything that a scenario cut short may have left broken, and gives it time to arrive. */
  async rescue(): Promise<void> {
    this.remotes.faults.clear();
    await this.remotes.up();
    for (const link of this.proxies) link.mend();
    await mend(this);
    await this.fastForward();
    await this.replica('rescue');
    await this.settled(15_000).catch(() => undefined);
  }

  async close(): Promise<void> {
    await Promise.all(this.replicas.filter((replica) => replica.running).map((replica) => replica.kill()));
    await this.desk.close();
    await this.control.destroy();
    await Promise.all(this.proxies.map((proxy) => proxy.end()));
    await this.remotes.stop();
  }
}

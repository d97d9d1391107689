import { performance } from 'node:perf_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { type DataSource, MoreThan } from 'typeorm';
import type { CarrierName } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import { loggerOf } from '../hotich.logger';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { databaseNow, dialectOf, HotichGate, ours, readRows, shareOf } from '../persistence';

/** A look at the gate is believed for so long, and renewed beside the work when half of it is over. */
const LOOK_MS = 100;

/** What was under way when the remote asked for less haste is refused for the same reason, not for a new one. */
const LEAST_QUIET_MS = 1_000;

interface Look {
  /** Monotonic milliseconds. */
  readonly at: number;
  readonly shut: boolean;
}

/** Failed calls of this process since the last that both began after them and went well. */
interface Streak {
  readonly failures: number;
  /** Monotonic milliseconds. */
  readonly lastBegan: number;
}

/**
 * The circuit breaker of a carrier, in the database so that all replicas share one. Claims look at it; calls feed it.
 * Only failures of the carrier count: a business refusal is an answer, and proves that the carrier works.
 */
@Injectable()
export class CarrierGate {
  private readonly logger = loggerOf(this.options);
  private readonly failing = new Set<CarrierName>();
  private readonly streaks = new Map<CarrierName, Streak>();
  private readonly looks = new Map<CarrierName, Look>();
  private readonly looking = new Map<CarrierName, Promise<void>>();
  /** Of how many calls that were told to keep quiet the table does not know yet: a look or a claim from before them says nothing. */
  private readonly closing = new Map<CarrierName, number>();

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /**
   * @param begunAt when the call began, in monotonic milliseconds.
   * @param waitMs how long the remote asked to be left alone; closes the carrier at once.
   * @param hasty the remote said that we ask too much: its limits are halved, once for all that it refuses until it may be asked again.
   */
  async failed(carrier: CarrierName, begunAt: number, waitMs?: number, hasty = false): Promise<void> {
    this.failing.add(carrier);
    const { failures: before, lastBegan } = this.streaks.get(carrier) ?? { failures: 0, lastBegan: 0 };
    this.streaks.set(carrier, { failures: before + 1, lastBegan: Math.max(lastBegan, begunAt) });
    if (waitMs) this.closing.set(carrier, (this.closing.get(carrier) ?? 0) + 1);
    const { failures, openMs } = this.options[carrier]!.breaker;
    const now = dialectOf(this.dataSource).nowMs;
    const quiet = waitMs ? `${now} + ${Math.round(waitMs)}` : '0';
    await this.update(carrier, {
      ...(hasty ? this.slower(carrier, now, waitMs) : {}),
      // Before the failures: MariaDB and MySQL would read them with their new number.
      openUntil: () =>
        `greatest(open_until, case when failures + 1 >= ${failures} then ${now} + ${openMs} else 0 end, ${quiet})`,
      failures: () => 'failures + 1',
      quietUntil: () => `greatest(quiet_until, ${quiet})`,
    });
    if (waitMs) {
      this.closing.set(carrier, this.closing.get(carrier)! - 1);
      this.looks.set(carrier, { at: performance.now(), shut: true });
    } else this.looks.delete(carrier);
  }

  /** A request that no claim has paid for goes all the same: what the rate then lacks, the next claims do not get. */
  async pay(carrier: CarrierName): Promise<void> {
    if (this.options[carrier]!.rate) await this.update(carrier, { tokensMilli: () => 'tokens_milli - 1000' });
  }

  /** Another process saw the carrier fail: our next success must say that it works again. */
  suspect(carrier: CarrierName): void {
    this.failing.add(carrier);
  }

  /**
   * @param begunAt when the call began, in monotonic milliseconds.
   * @returns a promise when the other processes have to be told.
   */
  succeeded(carrier: CarrierName, begunAt: number): Promise<void> | undefined {
    const streak = this.streaks.get(carrier);
    if (streak && begunAt > streak.lastBegan) this.streaks.delete(carrier);
    return this.failing.delete(carrier) ? this.works(carrier) : undefined;
  }

  /** It failed, and does no more. */
  private async works(carrier: CarrierName): Promise<void> {
    const { failures } = this.options[carrier]!.breaker;
    const now = dialectOf(this.dataSource).nowMs;
    const told = await this.update(carrier, {
      // What failures have shut any answer opens; not what the remote asked for, which a call under way by then knew nothing of.
      openUntil: () => `case when failures >= ${failures} then quiet_until else open_until end`,
      // Not everybody at once: see the ramp of the claims.
      reopenedAt: () => `case when failures >= ${failures} then greatest(${now}, quiet_until) else reopened_at end`,
      failures: 0,
    });
    if (told) this.looks.delete(carrier);
    else this.failing.add(carrier);
  }

  /**
   * A claim found it open.
   *
   * @param askedAt when the claim was sent, in monotonic milliseconds.
   */
  seenOpen(carrier: CarrierName, askedAt: number): void {
    this.seen(carrier, { at: askedAt, shut: false });
  }

  /**
   * Whether nothing may be sent now, because the carrier fails or asked for quiet, whichever process heard it. Known at most
   * {@link LOOK_MS} late, for one small read in half that time while there is something to send.
   *
   * @returns a promise where nobody has looked so lately.
   */
  shut(carrier: CarrierName): boolean | Promise<boolean> {
    const age = performance.now() - (this.looks.get(carrier)?.at ?? -Infinity);
    if (age <= LOOK_MS / 2) return this.isShut(carrier);
    const looking = this.looking.get(carrier) ?? this.look(carrier).finally(() => this.looking.delete(carrier));
    this.looking.set(carrier, looking);
    return age <= LOOK_MS ? this.isShut(carrier) : looking.then(() => this.isShut(carrier));
  }

  /** As far as is known. */
  private isShut(carrier: CarrierName): boolean {
    return Boolean(this.closing.get(carrier)) || (this.looks.get(carrier)?.shut ?? false);
  }

  /**
   * Whether calls fail one after the other, whoever made them: then it is not the fault of any one of them. As an outage begins,
   * answers to calls from before it still come in between, and say nothing about those begun after it.
   */
  async fails(carrier: CarrierName): Promise<boolean> {
    if ((this.streaks.get(carrier)?.failures ?? 0) > 1) return true;
    if (!this.failing.has(carrier)) return false;
    const failing = { ...this.key(carrier), failures: MoreThan(1) };
    return this.dataSource.manager.existsBy(HotichGate, failing).catch(() => true);
  }

  private key(carrier: CarrierName) {
    return { environment: this.options.environment, carrier, ...ours(this.dataSource.manager) };
  }

  /** Multiplicative decrease. In this order: MariaDB reads a column set earlier in an update with its new value. */
  private slower(carrier: CarrierName, now: string, waitMs = 0): object {
    const { concurrency: own, sharedConcurrency: shared, recoveryMs } = this.options[carrier]!;
    const share = shareOf({ concurrency: { own, shared }, recoveryMs }, now);
    const quiet = Math.round(waitMs);
    return {
      shareMilli: () => `case when ${now} >= slowed_at then greatest(1, floor(${share} / 2)) else share_milli end`,
      slowedAt: () =>
        `greatest(slowed_at, ${now} + case when ${now} >= slowed_at then ${Math.max(LEAST_QUIET_MS, quiet)} else ${quiet} end)`,
    };
  }

  private async look(carrier: CarrierName): Promise<void> {
    const at = performance.now();
    let shut = false;
    try {
      const { manager } = this.dataSource;
      const only = { property: 'environment', values: [this.options.environment] } as const;
      const [gate] = await readRows(manager, HotichGate, 'carrier', [carrier], { properties: ['openUntil'], only });
      shut = gate !== undefined && gate.openUntil > (await databaseNow(manager));
    } catch {
      // Without the database nothing is settled either; the gate is only advice.
    }
    this.seen(carrier, { at, shut });
  }

  /** What happened since it was asked for is newer. */
  private seen(carrier: CarrierName, look: Look): void {
    if (look.at > (this.looks.get(carrier)?.at ?? -Infinity)) this.looks.set(carrier, look);
  }

  /** @returns whether the table has it. */
  private async update(carrier: CarrierName, set: object): Promise<boolean> {
    try {
      await this.dataSource.manager.update(HotichGate, this.key(carrier), set);
      return true;
    } catch (error) {
      // Without the database nothing is claimed either; the breaker is only advice.
      this.logger.warn(`gate of ${carrier} not updated (${(error as Error).constructor.name})`);
      return false;
    }
  }
}

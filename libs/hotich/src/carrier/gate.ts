import { Inject, Injectable, Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { CarrierName } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { dialectOf, HotichGate, ours } from '../persistence';

/**
 * The circuit breaker of a carrier, in the database so that all replicas share one. Claims look at it; calls feed it.
 * Only failures of the carrier count: a business refusal is an answer, and proves that the carrier works.
 */
@Injectable()
export class CarrierGate {
  private readonly logger = new Logger('Hotich');
  private readonly failing = new Set<CarrierName>();

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /** @param waitMs how long the remote asked to be left alone; closes the carrier at once. */
  async failed(carrier: CarrierName, waitMs?: number): Promise<void> {
    this.failing.add(carrier);
    const { failures, openMs } = this.options[carrier]!.breaker;
    const now = dialectOf(this.dataSource).nowMs;
    await this.update(carrier, {
      failures: () => 'failures + 1',
      openUntil: () =>
        `greatest(open_until, case when failures + 1 >= ${failures} then ${now} + ${openMs} else 0 end, ${waitMs ? `${now} + ${Math.round(waitMs)}` : '0'})`,
    });
  }

  /** Another process saw the carrier fail: our next success must say that it works again. */
  suspect(carrier: CarrierName): void {
    this.failing.add(carrier);
  }

  async succeeded(carrier: CarrierName): Promise<void> {
    if (!this.failing.delete(carrier)) return;
    // A probe that went well opens the way; an answer that was under way when the remote asked for quiet does not.
    const { failures } = this.options[carrier]!.breaker;
    await this.update(carrier, {
      openUntil: () => `case when failures >= ${failures} then 0 else open_until end`,
      failures: 0,
    });
  }

  private async update(carrier: CarrierName, set: object): Promise<void> {
    try {
      await this.dataSource.manager
        .createQueryBuilder()
        .update(HotichGate)
        .set(set)
        .where({ environment: this.options.environment, carrier, ...ours(this.dataSource.manager) })
        .execute();
    } catch (error) {
      // Without the database nothing is claimed either; the breaker is only advice.
      this.logger.warn(`gate of ${carrier} not updated (${(error as Error).constructor.name})`);
    }
  }
}

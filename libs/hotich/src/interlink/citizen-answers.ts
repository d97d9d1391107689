import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { Turn } from '../carrier';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { HotichDelivery, type HotichDossier, ours } from '../persistence';
import { Deliveries, PUSHED } from './deliveries';
import { filingsOf, hasAnswered } from './filings';
import { InterlinkClient } from './interlink.client';
import { TakeIn } from './take-in';

/**
 * A citizen supplements only what DVCLT has asked of him: his newer filing proves that it took our status 2, whatever became
 * of the answer. Said again after that, it would ask him once more.
 */
@Injectable()
export class CitizenAnswers {
  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly client: InterlinkClient,
    private readonly deliveries: Deliveries,
    private readonly takeIn: TakeIn,
  ) {}

  /** Whether he has filed anew since he was asked; undefined while something is being taken in that may be it. */
  async came(dossier: HotichDossier, askedAt: Date, turn: Turn): Promise<boolean | undefined> {
    const delivery = await this.delivery(dossier);
    const here = await this.isHere(dossier, askedAt, delivery);
    // Where it is pushed, there is no list to look at.
    if (here !== false || !delivery || delivery.remoteId === PUSHED) return here;
    const listed = await this.client.newestFiling(delivery.maHoSoLT, turn);
    // What DVCLT lists no longer may have been taken in meanwhile.
    const then = await this.delivery(dossier);
    const byThen = await this.isHere(dossier, askedAt, then);
    if (byThen !== false || !listed || listed.id === then?.remoteId) return byThen;
    // He may have filed it before he was asked: whether it is his answer is told in one place, where it is taken in.
    await this.deliveries.offered(listed);
    return undefined;
  }

  private delivery({ maHoSoLT }: HotichDossier): Promise<HotichDelivery | null> {
    const { manager } = this.dataSource;
    const { environment } = this.options;
    return manager.findOneBy(HotichDelivery, { environment, maHoSoLT: maHoSoLT!, ...ours(manager) });
  }

  /** @param delivery read before the timeline is: a filing that it no longer shows as new stands there. */
  private async isHere(
    { id }: HotichDossier,
    askedAt: Date,
    delivery: HotichDelivery | null,
  ): Promise<boolean | undefined> {
    const { manager } = this.dataSource;
    if (hasAnswered(await filingsOf(id, manager), askedAt)) return true;
    if (delivery?.state === 'listed') return undefined;
    if (delivery?.state !== 'held') return false;
    const { remoteId, raw } = delivery;
    return this.takeIn.isAnother(id, remoteId === PUSHED ? undefined : remoteId, raw, manager);
  }
}

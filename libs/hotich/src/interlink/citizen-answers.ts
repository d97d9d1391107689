import { Inject, Injectable } from '@nestjs/common';
import { type DataSource, In, MoreThanOrEqual } from 'typeorm';
import type { Turn } from '../carrier';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { HotichDelivery, type HotichDossier, HotichTimelineEntry, ours } from '../persistence';
import { PUSHED } from './deliveries';
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
    private readonly takeIn: TakeIn,
  ) {}

  /** Whether he has filed anew since; undefined while something is being taken in that may be it. */
  async came({ id, maHoSoLT }: HotichDossier, since: Date, turn: Turn): Promise<boolean | undefined> {
    const { manager } = this.dataSource;
    const event = In(['supplemented', 'redelivered']);
    const filedAnew = { dossierId: id, event, at: MoreThanOrEqual(since), ...ours(manager) };
    if (await manager.existsBy(HotichTimelineEntry, filedAnew)) return true;
    const { environment } = this.options;
    const delivery = await manager.findOneBy(HotichDelivery, { environment, maHoSoLT: maHoSoLT!, ...ours(manager) });
    if (delivery?.state === 'listed') return undefined;
    if (!delivery) return false;
    const { remoteId, raw } = delivery;
    const filing = remoteId === PUSHED ? undefined : remoteId;
    if (delivery.state === 'held' && (await this.takeIn.isAnother(id, filing, raw, manager))) return true;
    // Where it is pushed, there is no list to look at.
    if (filing === undefined) return false;
    return (await this.client.newerFiling(delivery, turn)) !== undefined;
  }
}

import type { DossierState, HotichTimelineEntry } from '../persistence';

/** One line of a dossier's timeline. */
export interface TimelineView {
  readonly at: Date;
  /** What happened: a move (`accept`, `send` …), `submit`, `receive`, `report.delivered`, `report.retry`, `register.status` … */
  readonly event: string;
  readonly from?: DossierState;
  readonly to: DossierState;
  /** The officer's account, or `hotich`. */
  readonly actor: string;
  readonly reason?: string;
  /** Facts that name no one: statuses, versions, counts. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Row of the exchange log. */
  readonly exchangeId?: string;
}

export function timelineView(entry: HotichTimelineEntry): TimelineView {
  return {
    at: entry.at,
    event: entry.event,
    ...(entry.fromState === null ? {} : { from: entry.fromState }),
    to: entry.toState,
    actor: entry.actor,
    ...(entry.reason === null ? {} : { reason: entry.reason }),
    ...(entry.detail === null ? {} : { detail: entry.detail }),
    ...(entry.exchangeId === null ? {} : { exchangeId: entry.exchangeId }),
  };
}

/** Which supplement the register asked for last, as `supplementRequestOf` tells them apart. */
export function lastRequest(entries: readonly HotichTimelineEntry[]): unknown {
  return entries.findLast(({ detail }) => detail?.['request'] !== undefined)?.detail?.['request'];
}

/** Which version the register took last; null when none, or nobody knows. */
export function lastSent(entries: readonly HotichTimelineEntry[]): number | null {
  return (entries.findLast(({ event }) => event === 'send')?.detail?.['version'] as number | undefined) ?? null;
}

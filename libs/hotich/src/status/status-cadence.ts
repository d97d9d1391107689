import { createHash } from 'node:crypto';
import type { WorkingCalendar } from '../catalog';
import { localDay, localMoment } from '../contract';
import type { ResolvedOptions } from '../hotich.options.resolve';

type Cadence = ResolvedOptions['register']['cadence'];

const DAY_MS = 86_400_000;

/** Instants are no further apart than this share of the pause… */
const GRID_SHARE = 8;
/** …and no further than the shortest pause doubled so often. */
const DOUBLINGS = 4;

/** What the next question depends on. */
export interface Asked {
  /** By the database's clock. */
  readonly now: Date;
  /** Since the dossier last moved. */
  readonly ageMs: number;
  /** What may share a query: route and module. */
  readonly group: string;
  /** When the law wants it settled; undefined where no deadline is known. Reckoned only where it matters. */
  readonly dueAt: () => Date | undefined;
}

/**
 * The moment of the next question about a dossier. The pause is a share of its age, so fresh ones are asked about often and old
 * ones rarely; registrars work by day, so it is longer while offices are closed, and nobody is asked at night.
 */
export function nextQuestion(asked: Asked, cadence: Cadence, calendar: WorkingCalendar): Date {
  const pause = Math.min(cadence.maxMs, Math.max(cadence.minMs, cadence.factor * asked.ageMs));
  const hours = cadence.workingHours;
  if (!hours) return shared(asked.now.getTime() + pause, pause, asked.group, cadence);
  const awake = afterTheNight(whileOfficesWork(asked, pause, hours, calendar), hours, calendar);
  return shared(awake, pause, asked.group, cadence);
}

type Hours = Exclude<Cadence['workingHours'], false>;

function whileOfficesWork({ now, dueAt }: Asked, pause: number, hours: Hours, calendar: WorkingCalendar): number {
  const start = now.getTime();
  if (calendar.isOpen(now)) {
    if (pause <= hours.dueMs) return start + pause;
    const deadline = dueAt();
    const due = deadline !== undefined && localDay(deadline) === localDay(now);
    return start + (due ? hours.dueMs : pause);
  }
  const at = start + pause * hours.slower;
  const opening = calendar.nextOpening(now).getTime();
  return at < opening ? at : opening + (hours.spreadMs * (at - opening)) / (at - start);
}

/** The night is folded into the time after opening, its order kept: all at once would be a herd before the register's door. */
function afterTheNight(at: number, hours: Hours, calendar: WorkingCalendar): number {
  const day = localDay(new Date(at));
  const beforeDawn = at < calendar.openingOf(day).getTime();
  const evening = localDay(new Date(at - (beforeDawn ? DAY_MS : 0)));
  const dusk = localMoment(evening, hours.nightFrom).getTime();
  const dawn = calendar.openingOf(localDay(new Date(dusk + DAY_MS))).getTime();
  return at < dusk ? at : dawn + (hours.spreadMs * (at - dusk)) / (dawn - dusk);
}

/**
 * Moved to the next instant of the group, so that queries fill up. The further a pause, the rarer its instants; rare instants are
 * among the frequent ones, so that old and young dossiers meet. Groups have instants of their own, so that they do not all come
 * at once.
 */
function shared(at: number, pause: number, group: string, { minMs }: Cadence): Date {
  const doublings = Math.min(DOUBLINGS, Math.max(0, Math.floor(Math.log2(pause / GRID_SHARE / minMs))));
  const grid = minMs * 2 ** doublings;
  const offset = hashOf(group) % (minMs * 2 ** DOUBLINGS);
  return new Date(Math.ceil((at - offset) / grid) * grid + offset);
}

/** A province has a few routes for each module. */
const HASHES = new Map<string, number>();

function hashOf(group: string): number {
  const known = HASHES.get(group) ?? createHash('sha256').update(group).digest().readUInt32BE();
  HASHES.set(group, known);
  return known;
}

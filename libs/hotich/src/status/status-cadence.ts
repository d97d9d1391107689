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
  const instants = instantsOf(asked.group, pause, cadence);
  const start = asked.now.getTime();
  if (!hours) return new Date(instants.from(start + pause));
  const awake = (at: number) => afterTheNight(at, hours, calendar);
  if (!calendar.isOpen(asked.now)) return new Date(instants.from(awake(whileClosed(start, pause, hours, calendar))));
  const at = instants.from(awake(start + pause));
  const longest = Math.max(cadence.minMs, hours.dueMs);
  if (at <= start + longest || !isDueToday(asked)) return new Date(at);
  const frequent = instantsOf(asked.group, longest, cadence);
  return new Date(frequent.from(awake(frequent.until(start + longest))));
}

type Hours = Exclude<Cadence['workingHours'], false>;

function isDueToday({ now, dueAt }: Asked): boolean {
  const deadline = dueAt();
  return deadline !== undefined && localDay(deadline) === localDay(now);
}

function whileClosed(start: number, pause: number, hours: Hours, calendar: WorkingCalendar): number {
  const at = start + pause * hours.slower;
  const opening = calendar.nextOpening(new Date(start)).getTime();
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
 * The instants at which a group is asked about, so that queries fill up. The further a pause, the rarer its instants; rare instants are
 * among the frequent ones, so that old and young dossiers meet. Groups have instants of their own, so that they do not all come at once.
 */
function instantsOf(group: string, pause: number, { minMs }: Cadence) {
  const doublings = Math.min(DOUBLINGS, Math.max(0, Math.floor(Math.log2(pause / GRID_SHARE / minMs))));
  const grid = minMs * 2 ** doublings;
  const offset = hashOf(group) % (minMs * 2 ** DOUBLINGS);
  return {
    /** The first that is no earlier. */
    from: (at: number) => Math.ceil((at - offset) / grid) * grid + offset,
    /** The last that is no later. */
    until: (at: number) => Math.floor((at - offset) / grid) * grid + offset,
  };
}

/** A province has a few routes for each module. */
const HASHES = new Map<string, number>();

function hashOf(group: string): number {
  const known = HASHES.get(group);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(group).digest().readUInt32BE();
  HASHES.set(group, hash);
  return hash;
}

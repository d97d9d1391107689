/** A flow's tasks stand this far apart in line: longer than the slowest carrier takes for one, so that others come between. */
const STEP_MS = 10_000;
/** After every instant, so that places are below zero. */
const END_OF_TIME = 10_000_000_000_000;
const MOST_FLOWS = 10_000;

/**
 * Places in line for new work: start-time fair queueing over flows (a unit's dossiers of one module). The n-th task of a flow
 * that came at once stands n steps behind the first, so whoever else comes meanwhile stands before the rest of a bulk, and two
 * bulks take turns. A place orders and never delays: with nobody else in line a bulk goes at full speed.
 *
 * Reckoned here when work is added, and not over the backlog when it is claimed: a claim stays one look into one index. Each
 * process keeps its own clocks of flows. A bulk that comes in through n of them so has n turns to another's one, and one that was
 * interrupted by a restart begins a new line beside its old: still fair between units, and no row is locked for it in the host's
 * transaction.
 */
export class FairLine {
  private readonly last = new Map<string, number>();

  /** @param now the database's clock. @returns below zero, the lowest first. */
  place(flow: string, now: number): number {
    const turn = Math.max(now, (this.last.get(flow) ?? -Infinity) + STEP_MS);
    if (this.last.size >= MOST_FLOWS) this.forget(now);
    this.last.set(flow, turn);
    return turn - END_OF_TIME;
  }

  /** Flows that have caught up with the clock. */
  private forget(now: number): void {
    for (const [flow, turn] of this.last) if (turn + STEP_MS <= now) this.last.delete(flow);
  }
}

/** Whose turn a dossier's work takes. */
export const flowOf = ({ maDonVi, module }: { maDonVi: string; module: string }): string => `${maDonVi} ${module}`;

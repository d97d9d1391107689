import type { DataSource } from 'typeorm';
import type { Memory } from '../faults/replica/memory';
import type { Replica } from '../faults/support/replica';

const MB = 1024 * 1024;
/** More than that a library may not grow, in MB per ten minutes. */
export const SLOPE_LIMIT = 1;
/** A table of fewer rows may well be cheaper to read whole than to look a batch up in. */
const SMALL_ROWS = 10_000;

interface Sample {
  readonly minutes: number;
  readonly memory: Memory;
}

export interface Slope {
  /** MB per ten minutes. */
  readonly slope: number;
  /** Two standard errors of it. */
  readonly give: number;
}

/** The memory of one replica over time. */
export class MemoryCurve {
  private readonly samples: Sample[] = [];

  constructor(readonly replica: Replica) {}

  /** @param minutes since the beginning. A replica that cannot answer now is asked the next time. */
  async sample(minutes: number): Promise<void> {
    const memory = (await this.replica.tell({ do: 'collect' })) as Memory;
    this.samples.push({ minutes, memory });
  }

  slope(of: keyof Memory, sinceMinutes: number): Slope {
    return fit(
      this.samples.filter(({ minutes }) => minutes >= sinceMinutes).map((s) => [s.minutes, s.memory[of] / MB]),
    );
  }

  last(of: keyof Memory): number {
    return (this.samples.at(-1)?.memory[of] ?? 0) / MB;
  }
}

/** Least squares, per ten minutes. */
function fit(points: readonly (readonly [number, number])[]): Slope {
  const n = points.length;
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / n;
  const [x, y] = [mean(0), mean(1)];
  const spread = points.reduce((sum, [px]) => sum + (px - x) ** 2, 0);
  const slope = points.reduce((sum, [px, py]) => sum + (px - x) * (py - y), 0) / spread;
  const residue = points.reduce((sum, [px, py]) => sum + (py - y - slope * (px - x)) ** 2, 0);
  const error = Math.sqrt(residue / Math.max(1, n - 2) / spread);
  return { slope: slope * 10, give: 2 * error * 10 };
}

export interface Scans {
  readonly table: string;
  readonly rows: number;
  readonly scans: number;
  readonly read: number;
}

export function scansOf(control: DataSource): Promise<Scans[]> {
  return control.query(
    `select relname as table, n_live_tup::int as rows, seq_scan::int as scans, seq_tup_read::float8 as read
     from pg_stat_user_tables where relname like 'hotich_%' order by 1`,
  );
}

/** What was read by whole-table scans between two looks. */
export function scansBetween(before: readonly Scans[], after: readonly Scans[]): Scans[] {
  return after.map((now) => {
    const then = before.find(({ table }) => table === now.table);
    return { ...now, scans: now.scans - (then?.scans ?? 0), read: now.read - (then?.read ?? 0) };
  });
}

/** Such a scan costs more with every dossier there ever was. */
export function growsWithTable({ rows, scans, read }: Scans): boolean {
  return scans > 0 && rows > SMALL_ROWS && read / scans > SMALL_ROWS;
}

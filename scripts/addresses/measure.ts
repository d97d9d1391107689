import { AdministrativeUnits, convertAddress, type ConversionRow, type LineageStatus } from '../library';
import { communesOf2024, draw, inventedTable } from './sample';

/** How sure a sample's conversions are, and how many of them are surer than anything proves. */
export interface Measurement {
  readonly title: string;
  readonly counts: Readonly<Record<LineageStatus, number>>;
  readonly overclaimed: number;
}

/** Converts the same random addresses of 2024 by the shipped data alone, and with an invented conversion table. */
export function measureConversions(size: number, seed: number): readonly Measurement[] {
  const shipped = AdministrativeUnits.shared;
  const communes = communesOf2024(shipped);
  const drawn = draw(communes, size, seed);
  const rows = inventedTable(communes, shipped);
  const withTable = new AdministrativeUnits({ conversions: [{ source: 'invented', rows }] });
  const settled = wholeOnly(rows);
  return [
    { title: 'shipped data alone', ...measure(drawn, shipped, () => undefined) },
    { title: 'with an invented table', ...measure(drawn, withTable, (code) => settled.get(code)) },
  ];
}

/** Communes that the table sends whole into one other: for these alone one answer is proved. */
function wholeOnly(rows: readonly ConversionRow[]): ReadonlyMap<string, string> {
  return new Map(rows.filter((row) => row.share === 'whole').map((row) => [row.oldCode, row.newCode]));
}

function measure(
  communes: readonly string[],
  units: AdministrativeUnits,
  proved: (code: string) => string | undefined,
): Omit<Measurement, 'title'> {
  const counts = { exact: 0, probable: 0, ambiguous: 0, failed: 0 };
  let overclaimed = 0;
  communes.forEach((maXa, index) => {
    const { status, parts } = convertAddress({ maXa, dcChiTiet: `Số ${index + 1}` }, 'threeTier', 'twoTier', units);
    counts[status] += 1;
    const claimed = status === 'exact' || parts !== undefined;
    // Nothing proved and a wrong answer are the same offence.
    if (claimed && (parts?.maXa === undefined || parts.maXa !== proved(maXa))) overclaimed += 1;
  });
  return { counts, overclaimed };
}

import { unaccentVietnamese } from '../../contract';
import type { Bilingual } from '../../errors';
import { dayIn, type UnitEra } from '../era';
import type { AdministrativeUnits, ConversionRow } from '../units';
import { ImportProblems } from './import-problems';
import { requiredColumn, type ImportColumns } from './import-columns';
import type { ImportRow, ImportTable } from './import-table';

export const CONVERSION_COLUMNS = {
  oldCode: { names: ['maxacu', 'maphuongxacu', 'macu', 'madonvicu', 'oldcode', 'oldwardcode'] },
  newCode: { names: ['maxamoi', 'maphuongxamoi', 'mamoi', 'madonvimoi', 'newcode', 'newwardcode'] },
  share: { names: ['hinhthuc', 'hinhthucsapxep', 'phamvi', 'share', 'ghichu'] },
};
const WHOLE = /toan bo|nguyen trang|giu nguyen|khong sap xep|\bwhole\b/;
const PART = /mot phan|con lai|\bpart\b/;

/**
 * Rows of an official conversion table. Columns: old code (`maXaCu`, `maCu`, `oldCode` …), new code (`maXaMoi`, `maMoi`, `newCode`
 * …), and how much went over (`hinhThuc`, `share` …: `toàn bộ`, `giữ nguyên`, `whole`; `một phần`, `phần còn lại`, `part`).
 *
 * @throws HotichValidationError rules `file.column`, `unit.unknown` (a code that was no unit of its era, with the code that lost its
 * zeros), `share.unknown`, `conversion.repeated`, `conversion.contradiction` (a commune that went whole into two), by line and column.
 */
export function conversionRows(
  table: ImportTable,
  units: AdministrativeUnits,
  columns: ImportColumns,
): ConversionRow[] {
  const [oldCode, newCode, share] = (['oldCode', 'newCode', 'share'] as const).map((meaning) =>
    requiredColumn(table, meaning, CONVERSION_COLUMNS[meaning], columns),
  ) as [string, string, string];
  const problems = new ImportProblems();
  const before = new Map<string, { readonly row: ConversionRow; readonly where: string }[]>();
  const rows = table.rows.map((row): ConversionRow => {
    checkCode(units, row, oldCode, 'threeTier', problems);
    checkCode(units, row, newCode, 'twoTier', problems);
    const read: ConversionRow = {
      oldCode: row.cell(oldCode),
      newCode: row.cell(newCode),
      share: shareOf(row, share, problems),
    };
    const others = before.get(read.oldCode) ?? [];
    for (const other of others) {
      const rule = read.newCode === other.row.newCode ? 'repeated' : 'contradiction';
      const disagree = rule === 'repeated' || read.share === 'whole' || other.row.share === 'whole';
      if (disagree) problems.add(`${row.where}, ${oldCode}`, `conversion.${rule}`, ...REFUSALS[rule](other.where));
    }
    before.set(read.oldCode, [...others, { row: read, where: row.where }]);
    return read;
  });
  problems.refuse();
  return rows;
}

/** Old communes of which one part alone is listed: their rows leave open where the rest went. */
export function unfinishedCodes(rows: readonly ConversionRow[]): string[] {
  const parts = new Map<string, number>();
  for (const { oldCode, share } of rows)
    parts.set(oldCode, share === 'whole' ? Infinity : (parts.get(oldCode) ?? 0) + 1);
  return [...parts].filter(([, count]) => count === 1).map(([code]) => code);
}

const REFUSALS: Record<'repeated' | 'contradiction', (where: string) => readonly [Bilingual, Bilingual]> = {
  repeated: (where) => [
    { vi: `cặp mã đã có ở ${where}`, en: `the pair of codes is already at ${where}` },
    { vi: 'Mỗi cặp mã một dòng', en: 'Give each pair one row' },
  ],
  contradiction: (where) => [
    { vi: `đã nhập toàn bộ vào đơn vị khác ở ${where}`, en: `went whole into one unit, and into another at ${where}` },
    {
      vi: 'Nếu bị chia, mọi dòng của mã này là "một phần"',
      en: 'If it was divided, every row of the code says "part"',
    },
  ],
};

function checkCode(
  units: AdministrativeUnits,
  row: ImportRow,
  column: string,
  era: UnitEra,
  problems: ImportProblems,
): void {
  const [code, day] = [row.cell(column), dayIn(era)];
  const unit = units.unit(code, day);
  if (unit?.valid && unit.level !== 'province') return;
  const proved = units
    .repair(code, day)
    .candidates.filter(({ level }) => level !== 'province')
    .map((candidate) => `'${candidate.code}' (${candidate.fullName})`);
  problems.add(
    `${row.where}, ${column}`,
    'unit.unknown',
    era === 'threeTier'
      ? { vi: 'không phải mã đơn vị trước 1/7/2025', en: 'is no unit code of before 1/7/2025' }
      : { vi: 'không phải mã đơn vị từ 1/7/2025', en: 'is no unit code since 1/7/2025' },
    proved.length > 0
      ? { vi: `Mất số 0 ở đầu: ${proved.join(' hoặc ')}`, en: `Leading zeros are lost: ${proved.join(' or ')}` }
      : { vi: 'Ghi mã 5 chữ số dạng văn bản', en: 'Give the code of 5 digits as text' },
  );
}

function shareOf(row: ImportRow, column: string, problems: ImportProblems): ConversionRow['share'] {
  const text = unaccentVietnamese(row.cell(column));
  const [whole, part] = [WHOLE.test(text), PART.test(text)];
  if (whole === part) {
    problems.add(
      `${row.where}, ${column}`,
      'share.unknown',
      { vi: 'không rõ là toàn bộ hay một phần', en: 'says neither the whole nor a part' },
      { vi: 'Ghi "toàn bộ" hoặc "một phần"', en: 'Write "whole" or "part"' },
    );
  }
  return whole ? 'whole' : 'part';
}

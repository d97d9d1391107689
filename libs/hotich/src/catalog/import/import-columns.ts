import { columnKey, findColumn, type ColumnNames } from '../columns';
import { unreadableFile } from './import-problems';
import type { ImportTable } from './import-table';

/** Headers of a file, by what they mean; given by the operator when they are none of the usual ones. */
export type ImportColumns = Readonly<Record<string, string>>;

/**
 * The header of a column that a file must have.
 *
 * @throws HotichValidationError rule `file.column` naming the headers that are there.
 */
export function requiredColumn(table: ImportTable, meaning: string, names: ColumnNames, given: ImportColumns): string {
  const found = optionalColumn(table, meaning, names, given);
  if (found !== undefined) return found;
  throw missingColumn(table, meaning, names);
}

/**
 * The header of a column that a file may have.
 *
 * @throws HotichValidationError rule `file.column` when the operator names one that is not there.
 */
export function optionalColumn(
  table: ImportTable,
  meaning: string,
  names: ColumnNames,
  given: ImportColumns,
): string | undefined {
  const stated = Object.hasOwn(given, meaning) ? given[meaning] : undefined;
  if (stated === undefined) return findColumn(table.headers, names);
  const found = findColumn(table.headers, { names: [columnKey(stated)] });
  if (found === undefined) throw missingColumn(table, meaning, names);
  return found;
}

function missingColumn(table: ImportTable, meaning: string, names: ColumnNames): Error {
  const there = table.headers.slice(0, 20).join(', ');
  const usual = names.names.slice(0, 4).join(', ');
  return unreadableFile(
    'file.column',
    { vi: `không có cột ${meaning}; các cột: ${there}`, en: `there is no column ${meaning}; the columns are ${there}` },
    {
      vi: `Đặt tên cột là ${usual}, hoặc chỉ rõ trong columns: { ${meaning}: '…' }`,
      en: `Call it ${usual}, or name it in columns: { ${meaning}: '…' }`,
    },
  );
}

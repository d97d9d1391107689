import type { CodeListEntry } from '../../contract';
import { CODE_COLUMN, NAME_COLUMN } from '../columns';
import { ImportProblems } from './import-problems';
import { optionalColumn, requiredColumn, type ImportColumns } from './import-columns';
import type { ImportTable } from './import-table';

export const CODE_LIST_COLUMNS = {
  code: CODE_COLUMN,
  name: NAME_COLUMN,
  english: { names: ['tentienganh', 'english', 'en', 'nameen'] },
};

/**
 * Entries of a code list. Columns: code (`ma`, `code`, `value` …), name (`ten`, `name`, `label` …), and an English name if there is
 * one.
 *
 * @param known codes that the list has had so far: by them one is told that a spreadsheet, or a number in JSON, has robbed of its zeros.
 * @throws HotichValidationError rules `file.column`, `required`, `code.repeated`, `code.lostZero`, by line and column.
 */
export function codeListEntries(
  table: ImportTable,
  columns: ImportColumns,
  known: ReadonlySet<string>,
): CodeListEntry[] {
  const code = requiredColumn(table, 'code', CODE_LIST_COLUMNS.code, columns);
  const name = requiredColumn(table, 'name', CODE_LIST_COLUMNS.name, columns);
  const english = optionalColumn(table, 'english', CODE_LIST_COLUMNS.english, columns);
  const problems = new ImportProblems();
  const lines = new Map<string, string>();
  const entries = table.rows.map((row): CodeListEntry => {
    const [value, vi] = [row.cell(code), row.cell(name)];
    for (const column of [code, name])
      if (row.cell(column) === '') problems.add(`${row.where}, ${column}`, 'required', ...EMPTY);
    const first = lines.get(value);
    if (first !== undefined && value !== '') {
      problems.add(
        `${row.where}, ${code}`,
        'code.repeated',
        { vi: `mã đã có ở ${first}`, en: `the code is already at ${first}` },
        { vi: 'Mỗi mã một dòng', en: 'Give each code one row' },
      );
    }
    if (first === undefined) lines.set(value, row.where);
    const whole = known.has(value) ? undefined : withItsZeros(value, known);
    if (whole !== undefined) {
      problems.add(
        `${row.where}, ${code}`,
        'code.lostZero',
        { vi: `mã ${value} thiếu số 0 ở đầu`, en: `${value} lost its leading zeros` },
        { vi: `Ghi '${whole}' dạng văn bản`, en: `Give '${whole}' as text` },
      );
    }
    return { code: value, name: { vi, en: (english && row.cell(english)) || vi } };
  });
  problems.refuse();
  return entries;
}

/** The known code of which only zeros in front are missing. */
function withItsZeros(value: string, known: ReadonlySet<string>): string | undefined {
  if (!/^\d+$/.test(value)) return undefined;
  return [...known].find((code) => code.endsWith(value) && /^0+$/.test(code.slice(0, -value.length)));
}

const EMPTY = [
  { vi: 'còn thiếu', en: 'is missing' },
  { vi: 'Điền giá trị', en: 'Fill it in' },
] as const;

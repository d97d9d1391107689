import type { CodeListEntry } from '../../contract';
import { CODE_COLUMN, NAME_COLUMN } from '../columns';
import { ImportProblems } from './import-problems';
import { optionalColumn, requiredColumn, type ImportColumns } from './import-columns';
import type { ImportTable } from './import-table';

const ENGLISH_COLUMN = { names: ['tentienganh', 'english', 'en', 'nameen'] };

/**
 * Entries of a code list. Columns: code (`ma`, `code`, `value` …), name (`ten`, `name`, `label` …), and an English name if there is
 * one.
 *
 * @throws HotichValidationError rules `file.column`, `required`, `code.repeated`, by line and column.
 */
export function codeListEntries(table: ImportTable, columns: ImportColumns): CodeListEntry[] {
  const code = requiredColumn(table, 'code', CODE_COLUMN, columns);
  const name = requiredColumn(table, 'name', NAME_COLUMN, columns);
  const english = optionalColumn(table, 'english', ENGLISH_COLUMN, columns);
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
    return { code: value, name: { vi, en: (english && row.cell(english)) || vi } };
  });
  problems.refuse();
  return entries;
}

const EMPTY = [
  { vi: 'còn thiếu', en: 'is missing' },
  { vi: 'Điền giá trị', en: 'Fill it in' },
] as const;

import { unreadableFile } from './import-problems';

/** A record of a CSV file and the line on which it begins. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

const SEPARATORS = [',', ';', '\t'] as const;

/**
 * Reads CSV (RFC 4180: quoted fields may hold separators, line ends and doubled quotes). The separator is the one of comma,
 * semicolon and tab that the first line has most of: spreadsheets with Vietnamese settings write semicolons. Empty lines are left out.
 *
 * @throws HotichValidationError rule `csv.quote` for a quote that is never closed, with its line.
 */
export function parseCsv(text: string): CsvRecord[] {
  const separator = separatorOf(text);
  const records: CsvRecord[] = [];
  let [line, start, at] = [1, 1, 0];
  let fields: string[] = [];
  const close = (): void => {
    if (fields.some((field) => field !== '')) records.push({ line: start, fields });
    fields = [];
  };
  while (at < text.length) {
    if (fields.length === 0) start = line;
    const field = text[at] === '"' ? quotedField(text, at, line) : plainField(text, at, separator);
    fields.push(field.value.trim());
    line += field.lines;
    at = field.end;
    if (text[at] === separator) {
      at += 1;
      if (at === text.length || text[at] === '\n') fields.push('');
      if (text[at] !== '\n') continue;
    }
    close();
    at += 1;
    line += 1;
  }
  close();
  return records;
}

interface Field {
  readonly value: string;
  readonly end: number;
  readonly lines: number;
}

function plainField(text: string, from: number, separator: string): Field {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1;
  return { value: text.slice(from, end), end, lines: 0 };
}

function quotedField(text: string, from: number, line: number): Field {
  let end = from + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end < 0) throw openQuote(line);
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  const value = text.slice(from + 1, end).replaceAll('""', '"');
  return { value, end: end + 1, lines: value.split('\n').length - 1 };
}

function separatorOf(text: string): string {
  const first = text.slice(0, text.indexOf('\n') < 0 ? undefined : text.indexOf('\n'));
  const counts = SEPARATORS.map((separator) => first.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function openQuote(line: number): Error {
  return unreadableFile(
    'csv.quote',
    { vi: 'dấu ngoặc kép không được đóng', en: 'a quote is never closed' },
    {
      vi: 'Đóng ngoặc kép, hoặc lưu lại tệp từ bảng tính',
      en: 'Close the quote, or save the file from the spreadsheet again',
    },
    `line ${line}`,
  );
}

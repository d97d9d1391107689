import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { HotichError } from '../../errors';
import type { JsonObject } from '../../contract/wire-json';
import { readRows } from '../sources/catalog-rows';
import { parseCsv } from './csv';
import { unreadableFile } from './import-problems';

/** A row of a file, and where it stands in it. */
export interface ImportRow {
  /** `line 12` of a CSV file, `row 12` of a JSON list. */
  readonly where: string;
  /** Text of a column of this row; `''` when it has none. */
  cell(header: string): string;
}

/** A file as rows under headers, whatever its format. */
export interface ImportTable {
  /** Name of the file; `import` for bytes that have none. */
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: readonly ImportRow[];
}

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_ROWS = 200_000;

/**
 * Reads a CSV or JSON file: CSV with a header line; JSON as a list of objects, bare or wrapped in one. UTF-8, or UTF-16 with its
 * mark, as spreadsheets save "Unicode text".
 *
 * @throws HotichValidationError rules `file.missing`, `file.size`, `file.encoding`, `file.empty`, `json.syntax`, `json.shape`,
 * `csv.quote`, `csv.width`.
 */
export async function readImportTable(file: string | Buffer): Promise<ImportTable> {
  const name = typeof file === 'string' ? basename(file) : 'import';
  const text = decode(typeof file === 'string' ? await bytesOf(file) : sized(file)).replaceAll('\r\n', '\n');
  const trimmed = text.trimStart();
  const table = trimmed.startsWith('[') || trimmed.startsWith('{') ? jsonTable(trimmed) : csvTable(text);
  if (table.rows.length > 0 && table.rows.length <= MOST_ROWS) return { name, ...table };
  throw unreadableFile(
    table.rows.length === 0 ? 'file.empty' : 'file.size',
    { vi: `tệp có ${table.rows.length} dòng dữ liệu`, en: `the file has ${table.rows.length} rows of data` },
    {
      vi: `Cần từ 1 đến ${MOST_ROWS} dòng, không kể dòng tiêu đề`,
      en: `1 to ${MOST_ROWS} rows are taken, headers not counted`,
    },
  );
}

type Rows = Omit<ImportTable, 'name'>;

function csvTable(text: string): Rows {
  const [head, ...records] = parseCsv(text);
  const headers = head?.fields ?? [];
  for (const { line, fields } of records) {
    if (fields.length > headers.length && fields.slice(headers.length).some((field) => field !== ''))
      throw tooWide(line);
  }
  const rows = records.map(({ line, fields }) => ({
    where: `line ${line}`,
    cell: (header: string) => fields[headers.indexOf(header)] ?? '',
  }));
  return { headers, rows };
}

function jsonTable(text: string): Rows {
  const objects = objectsOf(text);
  const headers = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  const rows = objects.map((object, index) => ({
    where: `row ${index + 1}`,
    cell: (header: string) => cellText(Object.hasOwn(object, header) ? object[header] : undefined),
  }));
  return { headers, rows };
}

function objectsOf(text: string): readonly JsonObject[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw badJson(text, error);
  }
  try {
    return readRows(value, 'file');
  } catch (error) {
    if (!(error instanceof HotichError)) throw error;
    throw unreadableFile(
      'json.shape',
      { vi: 'không phải là danh sách các dòng', en: 'is no list of rows' },
      { vi: 'Cần dạng [{ "ma": "01", "ten": "…" }, …]', en: 'Give [{ "ma": "01", "ten": "…" }, …]' },
    );
  }
}

function cellText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}

async function bytesOf(path: string): Promise<Buffer> {
  try {
    return sized(await readFile(path));
  } catch (error) {
    if (error instanceof HotichError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw unreadableFile(
      'file.missing',
      { vi: `không đọc được tệp (${code})`, en: `the file cannot be read (${code})` },
      { vi: 'Kiểm tra đường dẫn và quyền đọc', en: 'Check the path and the permission to read' },
    );
  }
}

function sized(bytes: Buffer): Buffer {
  if (bytes.length <= MOST_BYTES) return bytes;
  throw unreadableFile(
    'file.size',
    { vi: 'tệp lớn hơn 64 MiB', en: 'the file is larger than 64 MiB' },
    { vi: 'Chia tệp theo tỉnh', en: 'Split it by province' },
  );
}

function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    throw unreadableFile(
      'file.encoding',
      { vi: 'không phải văn bản UTF-8', en: 'is not UTF-8 text' },
      {
        vi: 'Lưu lại ở dạng "CSV UTF-8"; bảng mã TCVN3, VNI phải chuyển trước',
        en: 'Save as "CSV UTF-8"; convert TCVN3 or VNI first',
      },
    );
  }
}

/** Only the place of the parser's message is kept: the rest quotes the file. */
function badJson(text: string, error: unknown): Error {
  const position = /position (\d+)/.exec((error as Error).message)?.[1];
  const before = position === undefined ? undefined : text.slice(0, Number(position)).split('\n');
  return unreadableFile(
    'json.syntax',
    { vi: 'không phải JSON hợp lệ', en: 'is not valid JSON' },
    { vi: 'Sửa cú pháp tại chỗ đã nêu', en: 'Correct the syntax at that place' },
    before ? `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}` : 'file',
  );
}

function tooWide(line: number): Error {
  return unreadableFile(
    'csv.width',
    { vi: 'dòng có nhiều cột hơn dòng tiêu đề', en: 'the line has more columns than the header' },
    { vi: 'Đặt trong ngoặc kép giá trị có dấu phân cách', en: 'Quote the value that holds the separator' },
    `line ${line}`,
  );
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HotichValidationError } from '../../errors';
import { readImportTable } from './import-table';

async function cells(file: string | Buffer): Promise<string[][]> {
  const { headers, rows } = await readImportTable(file);
  return [headers as string[], ...rows.map((row) => [row.where, ...headers.map((header) => row.cell(header))])];
}

describe('readImportTable', () => {
  it.each([
    ['CSV', 'ma,ten\n01,Kinh', 'line 2'],
    ['CSV of a spreadsheet', '\uFEFFma;ten\r\n01;Kinh\r\n', 'line 2'],
    ['a JSON list', '[{"ma":"01","ten":" Kinh "}]', 'row 1'],
    ['a wrapped JSON list', '{"result":[{"ma":"01","ten":"Kinh"}]}', 'row 1'],
  ])('reads %s', async (_format, text, where) => {
    expect(await cells(Buffer.from(text))).toEqual([
      ['ma', 'ten'],
      [where, '01', 'Kinh'],
    ]);
  });

  it('reads UTF-16 with its mark, and composes what is decomposed', async () => {
    const utf16 = Buffer.from('\uFEFFma\tten\n01\tKinh', 'utf16le');
    expect(await cells(utf16)).toEqual([
      ['ma', 'ten'],
      ['line 2', '01', 'Kinh'],
    ]);
    const [, row] = await cells(Buffer.from('ma,ten\n02,Tày'.normalize('NFD')));
    expect(row?.[2]).toBe('Tày'.normalize('NFC'));
  });

  it('reads a file, and calls the table by its name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hotich-import-'));
    const path = join(folder, 'dan-toc.csv');
    await writeFile(path, 'ma,ten\n01,Kinh\n');
    expect((await readImportTable(path)).name).toBe('dan-toc.csv');
    await rm(folder, { recursive: true });
  });

  it.each<[string, string | Buffer, string, string]>([
    ['that is not there', '/không/có/tệp.csv', 'file', 'file.missing'],
    ['without anything', Buffer.from(''), 'file', 'file.empty'],
    ['with a header alone', Buffer.from('ma,ten\n'), 'file', 'file.empty'],
    ['that is no UTF-8', Buffer.from([0x6d, 0x61, 0x0a, 0xff, 0xe9]), 'file', 'file.encoding'],
    ['of JSON that is no list', Buffer.from('{"ma": 1}'), 'file', 'json.shape'],
    ['with a column too many', Buffer.from('ma,ten\n01,Kinh,thừa'), 'line 2', 'csv.width'],
    ['of 65 MB', Buffer.alloc(65 * 1024 * 1024), 'file', 'file.size'],
    // The name alone in the title: jest prints every argument that it is given a place for.
  ])('refuses a file %s', async (_what, file, path, rule) => {
    const refusal = readImportTable(file);
    await expect(refusal).rejects.toThrow(HotichValidationError);
    await expect(refusal).rejects.toMatchObject({ problems: [{ path, rule }] });
  });

  it('says where JSON breaks, and quotes nothing of it', async () => {
    const refusal = readImportTable(Buffer.from('[\n  {"ma": "01" "ten": "NGUYỄN VĂN MẪU"}\n]'));
    await expect(refusal).rejects.toMatchObject({ problems: [{ path: 'line 2, column 15', rule: 'json.syntax' }] });
    await expect(refusal).rejects.not.toMatchObject({ message: expect.stringContaining('MẪU') as string });
  });
});

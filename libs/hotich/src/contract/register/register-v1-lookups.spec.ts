import { HotichParseError, HotichValidationError } from '../../errors';
import {
  decodeRegistered,
  decodeRows,
  encodeCatalogQuery,
  encodeRecordQuery,
  encodeRecordsQuery,
  encodeRegisteredQuery,
} from './register-v1-lookups';

const body = (text: string): unknown => JSON.parse(text);

describe('the look-ups of version 1.0', () => {
  it('write the bodies of the specification', () => {
    expect(body(encodeCatalogQuery('identityPaper'))).toEqual({ loaiDanhMuc: 5 });
    expect(body(encodeRegisteredQuery('KS', '2025-01-05'))).toEqual({ module: 'KS', ngayCapNhat: '2025-01-05' });
    expect(body(encodeRecordQuery('KS', '123456'))).toEqual({ module: 'KS', maHoSo: 123456 });
    expect(body(encodeRecordsQuery('52', 'KS', ['1', '20']))).toEqual({
      maTinh: '52',
      module: 'KS',
      dsMaHoSo: [1, 20],
    });
  });

  it.each(['', '01', '1e3', '-1', 'H99', '9007199254740993'])('refuse %p as an id', (id) => {
    expect(() => encodeRecordQuery('KS', id)).toThrow(HotichValidationError);
    expect(() => encodeRecordsQuery('52', 'KS', ['1', id])).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ path: 'dsMaHoSo[1]', rule: 'recordId' })] }),
    );
  });

  it('refuse a day that does not exist', () => {
    expect(() => encodeRegisteredQuery('KS', '2025-02-30')).toThrow(HotichValidationError);
  });

  it('read what changed, lines without an id left out', () => {
    const value = [{ id: 7, maDonVi: '00019' }, { maDonVi: '1' }, null, { id: '8' }];
    expect(decodeRegistered(JSON.stringify({ status: 1, value }))).toEqual({
      ok: true,
      rows: [{ id: '7', maDonVi: '00019' }, { id: '8' }],
    });
  });

  it('read the rows of a catalogue from its JSON text, whatever their shape', () => {
    const rows = [
      { MA: 'VN', TEN: 'Việt Nam' },
      { value: 1, label: 'x' },
    ];
    expect(decodeRows(JSON.stringify({ status: '1', value: JSON.stringify(rows) }))).toEqual({ ok: true, rows });
    expect(decodeRows(JSON.stringify({ status: 1, value: '' }))).toEqual({ ok: true, rows: [] });
  });

  it('say what the register refused', () => {
    const raw = JSON.stringify({ status: 0, errorCode: 302, errorDescription: 'Sai loại danh mục' });
    expect(decodeRows(raw)).toMatchObject({ ok: false, errorClass: 'defect' });
    expect(decodeRegistered(raw)).toMatchObject({ ok: false, errorCode: '302' });
  });

  it('cannot read rows that are none', () => {
    expect(() => decodeRows(JSON.stringify({ status: 1, value: 'Không có' }))).toThrow(HotichParseError);
    expect(() => decodeRows('')).toThrow(HotichParseError);
  });
});

import { readResult } from './result';

const pdf = Buffer.from('%PDF-1.7 synthetic certificate').toString('base64');

describe('readResult', () => {
  it('reads a birth and takes the certificate out of the raw object', () => {
    const raw = {
      soDinhDanh: '001099000001',
      soDangKy: 12,
      quyenSo: '01/2025',
      trangSo: '3',
      ngayDangKy: '05/01/2025',
      nksHoTen: 'NGUYỄN VĂN MẪU',
      giayKhaiSinh: pdf,
    };
    const result = readResult('LTKS', raw);
    expect(result).toEqual({
      soDinhDanh: '001099000001',
      soDangKy: '12',
      quyenSo: '01/2025',
      trangSo: '3',
      ngayDangKy: '05/01/2025',
      document: { key: 'giayKhaiSinh', base64: pdf, isPdf: true },
      raw: expect.not.objectContaining({ giayKhaiSinh: expect.anything() as unknown }) as unknown,
      numberPending: false,
      documentPending: false,
    });
    expect(result.raw).toMatchObject({ nksHoTen: 'NGUYỄN VĂN MẪU' });
    expect(raw.giayKhaiSinh).toBe(pdf);
  });

  it('gives a personal number that came as a number its zeros back, also in what is kept', () => {
    const result = readResult('LTKS', { soDinhDanh: 1099000001, giayKhaiSinh: pdf });
    expect(result).toMatchObject({ soDinhDanh: '001099000001', raw: { soDinhDanh: '001099000001' } });
    expect(readResult('LTKS', { soDinhDanh: 0, giayKhaiSinh: pdf })).toMatchObject({ numberPending: true });
  });

  it.each(['0', '000000000000', 'Chưa cấp', '-', ' ', 0, null])('takes %j in its place for none yet', (soDinhDanh) => {
    const result = readResult('LTKS', { soDinhDanh, giayKhaiSinh: pdf });
    expect(result.numberPending).toBe(true);
    expect(result.soDinhDanh).toBeUndefined();
    expect(result.raw.soDinhDanh).toBeUndefined();
  });

  it.each([
    '001 099.000 001',
    '001–099–000–001',
    'Số: 001099000001',
    "'001099000001",
    '001 099 000 001 (tạm)',
    '001099000001.0',
    'Cấp ngày 05.01.2025: 001 099 000 001',
    '001099000001 / 001 099 000 001',
  ])('reads the number in %j, and keeps it alone', (given) => {
    const soDinhDanh = '001099000001';
    const result = readResult('LTKS', { soDinhDanh: given, giayKhaiSinh: pdf });
    expect(result).toMatchObject({ soDinhDanh, raw: { soDinhDanh }, numberPending: false });
  });

  it.each(['79', 123, '1099000001', '0010990000012', '001099000001, 001099000002', '05.01.2025 001 099 000 001', 1.5])(
    'takes nothing out of %j, which stays to be seen as it came',
    (soDinhDanh) => {
      const result = readResult('LTKS', { soDinhDanh, giayKhaiSinh: pdf });
      expect(result).toMatchObject({ raw: { soDinhDanh }, numberPending: true });
      expect(result.soDinhDanh).toBeUndefined();
    },
  );

  it.each([null, '', 'Chưa ký số', 'CHUACOKETQUA', undefined])(
    'keeps waiting while the document is %p',
    (giayKhaiTu) => {
      const result = readResult('LTKT', { soDangKy: '1', giayKhaiTu, maGiayToKetQua: 'KQ.G15.000034' });
      expect(result).toMatchObject({ documentPending: true, numberPending: false, maGiayToKetQua: 'KQ.G15.000034' });
      expect(result.document).toBeUndefined();
    },
  );

  it('says that a birth waits for its number', () => {
    expect(readResult('KS', { soDinhDanh: '', giayKhaiSinh: pdf })).toMatchObject({
      numberPending: true,
      documentPending: false,
    });
  });

  it('finds a PDF under any key, nested too, and removes exactly that', () => {
    const raw = { ghiChu: 'x', tep: [{ ten: 'a.pdf', 'noi.dung': `data:application/pdf;base64,${pdf}` }] };
    expect(readResult('KH', raw)).toMatchObject({
      document: { key: 'tep.0.noi.dung', base64: pdf, isPdf: true },
      raw: { ghiChu: 'x', tep: [{ ten: 'a.pdf' }] },
    });
    expect(JSON.stringify(readResult('KH', raw).raw)).not.toContain('JVBER');
  });

  it('prefers the configured key', () => {
    const other = Buffer.from('%PDF-1.4 other').toString('base64');
    expect(readResult('HN', { a: pdf, b: other }, { documentKeys: ['b'] }).document).toMatchObject({
      key: 'b',
      base64: other,
    });
  });

  it('says when a document of some size is no PDF', () => {
    const other = Buffer.alloc(600, 'x').toString('base64');
    expect(readResult('LTKS', { giayKhaiSinh: other }).document).toMatchObject({ isPdf: false });
  });

  it('waits for nothing that version 1.0 does not bring, and takes what it does', () => {
    const record = {
      id: 7,
      so: 12,
      quyenSo: '01/2020',
      trangSo: '3',
      ngayDangKy: '05.01.2020',
      cmHoTen: 'ĐẶNG VĂN MẪU',
    };
    expect(readResult('KS', record, { version: '1.0' })).toEqual({
      soDangKy: '12',
      quyenSo: '01/2020',
      trangSo: '3',
      ngayDangKy: '05.01.2020',
      raw: record,
      numberPending: false,
      documentPending: false,
    });
    expect(readResult('CMC', { ...record, tep: pdf }, { version: '1.0' }).document).toMatchObject({ key: 'tep' });
    expect(readResult('KS', record, { version: '1.0', documentExpected: true, numberExpected: true })).toMatchObject({
      numberPending: true,
      documentPending: true,
    });
  });

  it.each(['LTKH', 'KH', 'HN', 'CMC', 'LH', 'GH', 'TGH', 'BS'] as const)(
    'reads the common fields of %s and never waits for a personal number',
    (module) => {
      const raw = { soDangKy: '9', ngayDangKy: '05/01/2025', khac: { a: 1 } };
      expect(readResult(module, raw)).toEqual({
        soDangKy: '9',
        ngayDangKy: '05/01/2025',
        raw,
        numberPending: false,
        documentPending: true,
      });
    },
  );
});

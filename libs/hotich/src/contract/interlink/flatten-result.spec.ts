import { HotichValidationError } from '../../errors';
import { flattenResult } from './flatten-result';

const address = (dcChiTiet: string) => ({ maTinh: '24', maHuyen: null, maXa: '07219', dcChiTiet });
const flatten = (...args: Parameters<typeof flattenResult>) =>
  JSON.parse(flattenResult(...args)) as Record<string, unknown>;

describe('flattenResult', () => {
  const birth = {
    soDinhDanh: '001099000001',
    ngayDangKy: '05/01/2025',
    ndkksMaTinh: '24',
    nksHoTen: 'NGUYỄN VĂN MẪU',
    nksGioiTinh: '1',
    nksQueQuan: address('Bắc Giang'),
    nksNoiSinh: address('Bệnh viện Mẫu'),
    meHoTen: 'TRẦN THỊ MẪU',
    meLoaiCuTru: null,
    meNoiCuTru: address('Số 1, phố Mẫu'),
    chaLoaiCuTru: 0,
    chaNoiCuTru: null,
    soDangKy: 12,
    giayKhaiSinh: 'to be replaced',
    truongLa: 'x',
  };

  it('flattens a birth as report 4 wants it', () => {
    expect(flatten('LTKS', birth, { documentBase64: '@@doc@@' })).toMatchObject({
      soDinhDanh: '001099000001',
      nksGioiTinh: 1,
      nksQueQuan: 'Bắc Giang',
      nksNoiSinh: 'Bệnh viện Mẫu',
      nksNoiSinhMaTinh: '24',
      meLoaiCuTru: 1,
      meNoiCuTru: 'Số 1, phố Mẫu',
      chaLoaiCuTru: 1,
      chaNoiCuTru: 'Không có thông tin',
      chaHoTen: '',
      soDangKy: '12',
      giayKhaiSinh: '@@doc@@',
      maGiayToKetQua: 'KQ.G15.000031',
    });
    expect(flatten('KS', birth, { documentBase64: '' })).not.toHaveProperty('truongLa');
  });

  it('writes every text in NFC, however the register wrote it', () => {
    const nfd = (text: string) => text.normalize('NFD');
    const raw = { ...birth, nksHoTen: nfd('NGUYỄN VĂN MẪU'), nksQueQuan: address(nfd('Bắc Giang')) };
    expect(flatten('LTKS', raw, { documentBase64: '' })).toMatchObject({
      nksHoTen: 'NGUYỄN VĂN MẪU',
      nksQueQuan: 'Bắc Giang',
    });
  });

  it('puts names and dates together that come in parts, as the 2025 style has them', () => {
    const parts = {
      nksHoTen: { Ho: 'NGUYỄN', ChuDem: 'VĂN', Ten: 'MẪU' },
      nksNgaySinh: { namSinh: '2026', thangSinh: '01', ngaySinh: '05' },
      meHoTen: { Ho: 'TRẦN', ChuDem: '', Ten: 'MẪU' },
      meNgaySinh: { namSinh: '1990', thangSinh: '', ngaySinh: '' },
      chaNgaySinh: { namSinh: '', thangSinh: '', ngaySinh: '' },
    };
    expect(flatten('LTKS', { ...birth, ...parts }, { documentBase64: '' })).toMatchObject({
      nksHoTen: 'NGUYỄN VĂN MẪU',
      nksNgaySinh: '05/01/2026',
      meHoTen: 'TRẦN MẪU',
      meNgaySinh: '1990',
      chaNgaySinh: '',
    });
  });

  it('gives numbers the zeros back that they lost, and text none', () => {
    const codes = { soDinhDanh: 1099000001, ndkksMaTinh: 1, ndkksMaHuyen: 1, ndkksMaXa: 19, soDangKy: 7 };
    const nksNoiSinh = { ...address(''), maTinh: 1 };
    expect(flatten('LTKS', { ...birth, ...codes, nksNoiSinh }, { documentBase64: '' })).toMatchObject({
      soDinhDanh: '001099000001',
      ndkksMaTinh: '01',
      ndkksMaHuyen: '001',
      ndkksMaXa: '00019',
      nksNoiSinhMaTinh: '01',
      soDangKy: '7',
    });
    const texts = { ndkksMaTinh: '1', ndkksMaHuyen: null };
    expect(flatten('LTKS', { ...birth, ...texts }, { documentBase64: '' })).toMatchObject({
      ...texts,
      ndkksMaHuyen: '',
    });
  });

  it.each(['79', 'Chưa cấp', 123, '1099000001'])('gives DVCLT no %j for a personal number', (soDinhDanh) =>
    expect(flatten('LTKS', { ...birth, soDinhDanh }, { documentBase64: '' })).toMatchObject({ soDinhDanh: '' }),
  );

  it('flattens a death, its document code from the register', () => {
    const death = {
      nktHoTen: 'NGUYỄN VĂN MẪU',
      nktGioiTinh: 2,
      nktLoaiCuTru: '1',
      nktNoiCuTru: address('Số 2'),
      nktNoiChet: 'Tại nhà',
      maGiayToKetQua: 'KQ.G15.000099',
    };
    expect(flatten('LTKT', death, { documentBase64: 'JVBE', maGiayToKetQua: 'X' })).toMatchObject({
      nktGioiTinh: 2,
      nktLoaiCuTru: 1,
      nktNoiCuTru: 'Số 2',
      nktNoiChet: 'Tại nhà',
      giayKhaiTu: 'JVBE',
      maGiayToKetQua: 'KQ.G15.000099',
    });
  });

  it('lets the caller write addresses, the document code and the unknown residence', () => {
    const options = {
      documentBase64: '',
      maGiayToKetQua: 'X',
      addressText: () => 'đầy đủ',
      unknownResidence: 2,
    };
    expect(flatten('LTKS', birth, options)).toMatchObject({
      nksQueQuan: 'đầy đủ',
      maGiayToKetQua: 'X',
      meLoaiCuTru: 2,
      chaNoiCuTru: 'Không có thông tin',
    });
  });

  it('refuses what DVCLT does not know', () => {
    expect(() => flattenResult('KH', {}, { documentBase64: '' })).toThrow(HotichValidationError);
  });
});

import { examplePayload } from './examples';
import { fieldDictionary, validatePayload } from './validate';

const split = (...lines: string[]) => lines.flatMap((line) => line.split(' '));
const prefixed = (prefix: string, names: string) => names.split(' ').map((name) => prefix + name);
const entry = split('so quyenSo trangSo ngayDangKy nguoiKy chucVuNguoiKy nguoiThucHien ghiChu');
const paper = 'LoaiGiayToTuyThan GiayToKhac SoGiayToTuyThan NgayCapGiayToTuyThan NoiCapGiayToTuyThan';
const requester = prefixed('nyc', `HoTen QuanHe ${paper}`);
const abroad = split('soDangKyNuocNgoai ngayDangKyNuocNgoai cqNuocNgoaiDaDangKy qgNuocNgoaiDaDangKy');
const names = (module: Parameters<typeof fieldDictionary>[0]) =>
  Object.keys(fieldDictionary(module, 'register')).sort();
const rulesOf = (change: object) =>
  validatePayload('KS', 'register', { ...examplePayload('KS', 'register'), ...change }).map(({ path, rule }) => [
    path,
    rule,
  ]);

describe('the forms of version 1.0', () => {
  it("hold the 35 columns of the register's list of marital-status certificates, and the kind of registration", () => {
    const list = [
      ...entry,
      'noiCap',
      ...prefixed('nxn', `HoTen GioiTinh NgaySinh DanToc QuocTich QuocTichKhac LoaiCuTru NoiCuTru ${paper}`),
      ...prefixed(
        'nxn',
        'ThoiGianCuTruTai ThoiGianCuTruTu ThoiGianCuTruDen TinhTrangHonNhan LoaiMucDichSuDung MucDichSuDung',
      ),
      ...requester,
    ];
    expect(list).toHaveLength(35);
    expect(names('HN')).toEqual([...list, 'loaiDangKy'].sort());
  });

  it("hold the register's list of recognitions", () => {
    const side = `HoTen NgaySinh DanToc QuocTich QuocTichKhac QueQuan LoaiCuTru NoiCuTru ${paper}`;
    expect(names('CMC')).toEqual(
      [
        ...entry,
        ...split('quyetDinhSo loaiDangKy loaiXacNhan noiDangKy'),
        ...prefixed('cm', side),
        ...prefixed('nc', side),
        ...prefixed('nyc', `HoTen QHNguoiDuocNhan QHNguoiNhan ${paper}`),
        ...abroad,
      ].sort(),
    );
  });

  it('hold what the register knows of a birth beyond the declaration, as it is spelled there', () => {
    expect(names('KS')).toEqual(
      expect.arrayContaining([
        ...entry,
        ...requester,
        ...abroad,
        ...prefixed('nks', 'NoiSinhDVHC QuocTichKhac MatTich MatTichCanCuHuyTuyenBo HanCheNangLucHanhVi'),
        'nksHanCheNangLucHanhViNgayCanCuHuyTuyenBo',
      ]),
    );
    expect(names('KS')).not.toContain('maGCS');
  });

  it('write addresses as text, codes as number or text, and nationality also as a name', () => {
    expect(fieldDictionary('KS', 'register')).toMatchObject({
      nksQueQuan: { type: 'text', maxLength: 1000 },
      nksGioiTinh: { type: 'registerCode', codeList: 'gioiTinh', format: 'integer | text' },
      nksNgaySinh: { type: 'birthDate', format: 'dd.MM.yyyy | MM.yyyy | yyyy' },
      nksHoTen: { type: 'personName' },
    });
    for (const change of [{ nksGioiTinh: 1 }, { nksGioiTinh: '1' }, { nksGioiTinh: 0 }, { nksQuocTich: 'Việt Nam' }]) {
      expect(rulesOf(change)).toEqual([]);
    }
  });

  it.each([
    ['an address object', { nksQueQuan: { dcChiTiet: 'x' } }, 'nksQueQuan', 'type'],
    ['a code outside its list', { nksGioiTinh: 4 }, 'nksGioiTinh', 'codeList'],
    ['a negative code', { nksGioiTinh: -1 }, 'nksGioiTinh', 'type'],
    ['a unit as a number', { noiDangKy: 23926 }, 'noiDangKy', 'unitCode.type'],
    ['a field that only JSON has', { maGCS: 'x' }, 'maGCS', 'unknownField'],
    ['a control character', { nksQuocTich: 'V\u0001' }, 'nksQuocTich', 'controlCharacters'],
  ])('refuse %s at its path', (_what, change, path, rule) => {
    expect(rulesOf(change)).toEqual([[`data.${path}`, rule]]);
  });
});

describe('the free form', () => {
  const check = (fields: unknown) =>
    validatePayload('GH', 'register', { ...examplePayload('GH', 'register'), fields }).map(({ path, rule }) => [
      path,
      rule,
    ]);

  it('takes any well-named text, number or address', () => {
    expect(check({ lyDo: 'Mồ côi', lan: 1, noiCuTru: { maTinh: '52', dcChiTiet: 'x' }, trong: null })).toEqual([]);
    expect(check(null)).toEqual([]);
  });

  it.each([
    ['a list', ['x'], 'fields', 'type'],
    ['a name no wire can carry', { 'có dấu': 'x' }, 'fields[0]', 'fieldName'],
    ['a name that ends an element', { 'a><b': 'x' }, 'fields[0]', 'fieldName'],
    ['a list as a value', { a: ['x'] }, 'fields.a', 'type'],
    ['a truth value', { a: true }, 'fields.a', 'type'],
    ['a value too long', { a: 'x'.repeat(4001) }, 'fields.a', 'type'],
    ['an object too deep', { a: { b: { c: 'x' } } }, 'fields.a', 'type'],
    ['what is no number', { a: Number.NaN }, 'fields.a', 'type'],
  ])('refuses %s at its path', (_what, fields, path, rule) => {
    expect(check(fields)).toEqual([[`data.${path}`, rule]]);
  });
});

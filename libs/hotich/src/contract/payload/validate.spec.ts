import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import fc from 'fast-check';
import { HotichBirthPayload } from './birth';
import { HotichDeathPayload } from './death';
import { fieldDictionary, validatePayload } from './validate';

const birth = {
  loaiDangKy: '1',
  noiDangKy: '07219',
  soLuongBanSao: '2',
  nksHoTen: 'NGUYỄN VĂN MẪU',
  nksGioiTinh: '1',
  nksNgaySinh: '05.01.2025',
  nksNoiSinh: { maTinh: '24', maHuyen: null, maXa: null, dcChiTiet: 'Bệnh viện Mẫu' },
  nksDanToc: '63001',
  nksQuocTich: 'VN',
  meHoTen: 'TRẦN THỊ MẪU',
  meNgaySinh: '1999',
  meSoDDCN: '001199000001',
  chaHoTen: '',
  chaNoiCuTru: null,
  nycHoTen: 'TRẦN THỊ MẪU',
};
const death = {
  loaiDangKy: '1',
  noiDangKy: '07219',
  nktHoTen: 'NGUYỄN VĂN MẪU',
  nktGioiTinh: '1',
  nktNgayChet: '06.2024',
  gbtLoai: '1',
  nycHoTen: 'TRẦN THỊ MẪU',
};

const rulesOf = (data: unknown, rules = {}) =>
  validatePayload('LTKS', '2024', data, rules).map(({ path, rule }) => [path, rule]);

describe('validatePayload', () => {
  it.each(['LTKS', 'KS'] as const)('accepts a birth as %s', (module) => {
    expect(validatePayload(module, '2024', birth)).toEqual([]);
  });

  it.each(['LTKT', 'KT'] as const)('accepts a death as %s', (module) => {
    expect(validatePayload(module, '2024', death)).toEqual([]);
  });

  it.each([
    ['a missing name', { nksHoTen: '' }, 'nksHoTen', 'required'],
    ['a blank in place of a name', { nksHoTen: ' \u00a0\t' }, 'nksHoTen', 'required'],
    ['an object in place of a name', { nksHoTen: {} }, 'nksHoTen', 'type'],
    ['a number for a code', { nksGioiTinh: 1 }, 'nksGioiTinh', 'type'],
    ['a number for a unit', { noiDangKy: 7219 }, 'noiDangKy', 'unitCode.type'],
    ['a unit that lost its zero', { noiDangKy: '7219' }, 'noiDangKy', 'unitCode.lostZero'],
    ['a code outside its list', { nksGioiTinh: '4' }, 'nksGioiTinh', 'codeList'],
    ["the form's identity paper", { meLoaiGiayToTuyThan: '10' }, 'meLoaiGiayToTuyThan', 'codeList'],
    ['a name for a code', { nksDanToc: 'Kinh (Việt)' }, 'nksDanToc', 'codeList'],
    ['a day that does not exist', { nksNgaySinh: '30.02.2025' }, 'nksNgaySinh', 'date'],
    ['another date style', { nksNgaySinh: '05/01/2025' }, 'nksNgaySinh', 'date'],
    ['half a date for a notice', { ngayCapGCS: '2025' }, 'ngayCapGCS', 'date'],
    ['13 digits', { meSoDDCN: '0011990000012' }, 'meSoDDCN', 'personalNumber'],
    ['a name too long', { nksHoTen: 'A'.repeat(251) }, 'nksHoTen', 'maxLength'],
    ['a control character', { nksHoTen: 'A\u0000B' }, 'nksHoTen', 'controlCharacters'],
    ['a count in words', { soLuongBanSao: 'hai' }, 'soLuongBanSao', 'count'],
    ['text for an address', { nksQueQuan: 'Bắc Giang' }, 'nksQueQuan', 'type'],
    ['a list for an address', { nksQueQuan: [{}] }, 'nksQueQuan', 'type'],
    ['a province of one digit', { nksNoiSinh: { maTinh: '1' } }, 'nksNoiSinh.maTinh', 'provinceCode'],
    ['a district after its time', { nksNoiSinh: { maHuyen: '07219' } }, 'nksNoiSinh.maHuyen', 'districtCode'],
    ['a commune as a number', { nksNoiSinh: { maXa: 19 } }, 'nksNoiSinh.maXa', 'type'],
    ['an unknown part of an address', { nksNoiSinh: { maPhuong: '1' } }, 'nksNoiSinh.maPhuong', 'unknownField'],
    ['an object for a name', { nksHoTen: { Ho: 'NGUYỄN' } }, 'nksHoTen', 'type'],
  ])('refuses %s at its path', (_what, change, path, rule) => {
    expect(rulesOf({ ...birth, ...change })).toEqual([[`data.${path}`, rule]]);
  });

  it('suggests the nearest name for an unknown field, and none where nothing is near', () => {
    const [typo, stranger] = validatePayload('KS', '2024', { ...birth, nksHoten: 'x', abcdefghij: 'x' });
    expect(typo).toMatchObject({
      path: 'data.nksHoten',
      rule: 'unknownField',
      remedy: { en: 'Did you mean "nksHoTen"?' },
    });
    expect(stranger).toMatchObject({ path: 'data.abcdefghij', remedy: { en: 'Remove this field' } });
  });

  it('reports every problem in the order of the form, the same each time', () => {
    const found = rulesOf({ zzz: 1, nksNgaySinh: 'x' });
    expect(found).toEqual([
      ['data.loaiDangKy', 'required'],
      ['data.noiDangKy', 'required'],
      ['data.nksHoTen', 'required'],
      ['data.nksGioiTinh', 'required'],
      ['data.nksNgaySinh', 'date'],
      ['data.nycHoTen', 'required'],
      ['data.zzz', 'unknownField'],
    ]);
    expect(rulesOf({ zzz: 1, nksNgaySinh: 'x' })).toEqual(found);
  });

  it('lets a deployment demand more, demand less and accept more codes', () => {
    expect(rulesOf({ ...birth, nycHoTen: null }, { optional: ['nycHoTen'] })).toEqual([]);
    expect(rulesOf(birth, { required: ['chaHoTen', 'nksQueQuan'] })).toEqual([
      ['data.nksQueQuan', 'required'],
      ['data.chaHoTen', 'required'],
    ]);
    expect(rulesOf({ ...birth, meLoaiCuTru: '3' }, { extraCodes: { loaiCuTru: ['3'] } })).toEqual([]);
  });

  it('accepts fields that only the deployment knows, when it says so', () => {
    expect(rulesOf({ ...birth, truongRieng: 'x' })).toEqual([['data.truongRieng', 'unknownField']]);
    expect(rulesOf({ ...birth, truongRieng: 'x' }, { extraFields: ['truongRieng'] })).toEqual([]);
  });

  it('takes an address of empty parts for no address, and an empty object for a name for a mistake', () => {
    const nowhere = { maTinh: null, maHuyen: null, maXa: '', dcChiTiet: null };
    expect(rulesOf({ ...birth, nksQueQuan: nowhere })).toEqual([]);
    expect(rulesOf({ ...birth, nksQueQuan: nowhere }, { required: ['nksQueQuan'] })).toEqual([
      ['data.nksQueQuan', 'required'],
    ]);
    const blank = { ...nowhere, dcChiTiet: ' ' };
    expect(rulesOf({ ...birth, nksQueQuan: blank })).toEqual([]);
    expect(rulesOf({ ...birth, nksQueQuan: blank }, { required: ['nksQueQuan'] })).toEqual([
      ['data.nksQueQuan', 'required'],
    ]);
    expect(rulesOf({ ...birth, nksDanTocKhac: {} })).toEqual([['data.nksDanTocKhac', 'type']]);
  });

  it.each([null, undefined, 'text', [], 1])('refuses %p as a payload', (data) => {
    expect(rulesOf(data)).toEqual([['data', 'type']]);
  });

  it('never puts a value of the payload into a problem', () => {
    const secrets = { ...birth, nksHoTen: 'BÍ MẬT'.repeat(60), meSoDDCN: '0011990000019', nksNgaySinh: '99.99.1234' };
    const shown = JSON.stringify(validatePayload('KS', '2024', secrets));
    for (const value of ['BÍ MẬT', '0011990000019', '99.99.1234']) expect(shown).not.toContain(value);
  });

  it('neither changes its argument nor lets it reach a prototype', () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":"1"},"constructor":"x","toString":"x"}') as object;
    expect(rulesOf(Object.assign(JSON.parse(JSON.stringify(birth)), { constructor: 'x' }))).toEqual([
      ['data.constructor', 'unknownField'],
    ]);
    expect(rulesOf(hostile).filter(([, rule]) => rule === 'unknownField')).toHaveLength(3);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    const before = structuredClone(birth);
    validatePayload('KS', '2024', birth);
    expect(birth).toEqual(before);
  });

  it('says which style is not described', () => {
    expect(validatePayload('BS', '2024', birth)).toEqual([
      expect.objectContaining({
        rule: 'payload.unsupported',
        remedy: expect.objectContaining({ en: "Set the profile of BS in register.routes to: '2025'" }) as unknown,
      }),
    ]);
    expect(validatePayload('LTKS', 'register', birth)).toMatchObject([{ rule: 'payload.unsupported' }]);
  });
});

describe('the payload classes', () => {
  it("also work as DTOs in a host's own validation pipe", () => {
    const good = plainToInstance(HotichBirthPayload, birth);
    expect(validateSync(good, { whitelist: true, forbidNonWhitelisted: true })).toEqual([]);
    const bad = plainToInstance(HotichBirthPayload, { ...birth, nksNgaySinh: 'x', nksNoiSinh: { maTinh: '1' } });
    const [date, place] = validateSync(bad);
    expect(date?.constraints?.date).toContain('nksNgaySinh: phải là ngày');
    expect(place?.children?.[0]?.constraints?.provinceCode).toContain('2 chữ số');
  });

  it("say the same in a host's own pipe as here, whatever a field holds", () => {
    const odd = fc.oneof(
      fc.string(),
      fc.constantFrom('', null, undefined, 1, -1, 1.5, true, [], {}, '31.02.2024', '01.01.2024', '063', '99', '\u0007'),
      fc.record({ maTinh: fc.string(), dcChiTiet: fc.constantFrom(1, '', null, 'Mẫu') }, { requiredKeys: [] }),
    );
    const names = [...Object.keys(fieldDictionary('KT', '2024'))];
    const changes = fc.dictionary(fc.constantFrom(...names), odd, { maxKeys: 4 });
    fc.assert(
      fc.property(changes, (changed) => {
        const data = { ...death, ...changed };
        const pipe = validateSync(plainToInstance(HotichDeathPayload, data)).map((error) => error.property);
        const ours = validatePayload('KT', '2024', data).map((problem) => problem.path.split('.')[1]);
        expect(new Set(ours.filter((name) => names.includes(name!)))).toEqual(new Set(pipe));
      }),
      { numRuns: 2_000 },
    );
  });

  it('describe each field once, with meaning and source', () => {
    const dictionary = fieldDictionary('LTKS', '2024');
    expect(dictionary.nksNgaySinh).toEqual({
      type: 'birthDate',
      meaning: { vi: 'Ngày sinh của người được khai sinh', en: 'Date of birth of the registered child' },
      format: 'dd.MM.yyyy | MM.yyyy | yyyy',
      source: expect.stringContaining('wire contract 2.5') as string,
      required: true,
    });
    expect(Object.keys(dictionary.nksNoiSinh?.fields ?? {})).toEqual(['maTinh', 'maHuyen', 'maXa', 'dcChiTiet']);
    for (const field of [...Object.values(dictionary), ...Object.values(fieldDictionary('KT', '2024'))]) {
      expect(field.source).toMatch(/^wire contract 2\.\d.*attested [AB-C]/);
      expect(field.meaning.vi && field.meaning.en).toBeTruthy();
    }
  });

  it('hold exactly the fields of the wire contract', () => {
    const parent = ['HoTen', 'NgaySinh', 'DanToc', 'DanTocKhac', 'QuocTich', 'QuocTichKhac', 'LoaiCuTru', 'NoiCuTru'];
    parent.push('LoaiGiayToTuyThan', 'GiayToKhac', 'SoGiayToTuyThan', 'SoDDCN', 'XacThucThongTin');
    const requester =
      'HoTen QuanHe LoaiGiayToTuyThan GiayToKhac SoGiayToTuyThan NgayCapGiayToTuyThan NoiCapGiayToTuyThan SoDienThoai Email NoiCuTru XacThucThongTin';
    const nyc = requester.split(' ').map((name) => `nyc${name}`);
    const expectedBirth = [
      'maGCS ngayCapGCS loaiDangKy noiDangKy soLuongBanSao nksHoTen nksGioiTinh nksNgaySinh nksNgaySinhBangChu',
      'nksNoiSinhNuocNgoai nksNoiSinh nksQueQuan nksDanToc nksDanTocKhac nksQuocTich nksLoaiKhaiSinh',
      'nksLoaiGiayToTuyThan nksSoGiayToTuyThan nksNgayCapGiayToTuyThan nksNoiCapGiayToTuyThan nycSoDDCN nycLoaiCuTru',
      'soDangKyNuocNgoai ngayDangKyNuocNgoai cqNuocNgoaiDaDangKy qgNuocNgoaiDaDangKy',
    ].flatMap((line) => line.split(' '));
    const parents = [...parent.map((name) => `me${name}`), ...parent.map((name) => `cha${name}`)];
    expect(Object.keys(fieldDictionary('KS', '2024')).sort()).toEqual([...expectedBirth, ...parents, ...nyc].sort());
    const expectedDeath = [
      'maGBT ngayCapGBT loaiDangKy noiDangKy soLuongBanSao nktHoTen nktGioiTinh nktNgaySinh nktDanToc nktDanTocKhac',
      'nktQuocTich nktQuocTichKhac nktLoaiCuTru nktNoiCuTru nktLoaiGiayToTuyThan nktGiayToKhac nktSoGiayToTuyThan',
      'nktNgayCapGiayToTuyThan nktNoiCapGiayToTuyThan nktNgayChet nktGioPhutChet nktNoiChet nktNguyenNhanChet',
      'nktXacThucThongTin gbtLoai gbtSo gbtNgay gbtCoQuanCap',
    ].flatMap((line) => line.split(' '));
    expect(Object.keys(fieldDictionary('KT', '2024')).sort()).toEqual([...expectedDeath, ...nyc].sort());
  });

  it('give the death class to deaths', () => {
    expect(validateSync(plainToInstance(HotichDeathPayload, death))).toEqual([]);
  });
});

import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { MODULE_CODES, type ModuleCode } from '../modules';
import { DEFAULT_ROUTES, PAYLOAD_PROFILES, type PayloadProfile } from '../routes';
import { examplePayload } from './examples';
import type { FieldDictionary } from './field.types';
import { HotichExtractPayload } from './extract';
import { profilesOf } from './registry';
import { fieldDictionary, validatePayload } from './validate';

const DESCRIBED = MODULE_CODES.flatMap((module) => profilesOf(module).map((profile) => [module, profile] as const));
const rulesOf = (module: ModuleCode, profile: PayloadProfile, change: object) =>
  validatePayload(module, profile, { ...examplePayload(module, profile), ...change }).map(({ path, rule }) => [
    path,
    rule,
  ]);
const flat = (fields: FieldDictionary): [string, FieldDictionary[string]][] =>
  Object.entries(fields).flatMap(([name, field]) => [[name, field], ...flat(field.fields ?? {})]);

describe('the payload styles', () => {
  it('cover every module in every style that a default route can reach', () => {
    for (const { module, profile } of DEFAULT_ROUTES) expect(profilesOf(module)).toContain(profile);
    expect(MODULE_CODES.filter((module) => profilesOf(module).includes('2025'))).toEqual(MODULE_CODES);
    expect(PAYLOAD_PROFILES.filter((profile) => !profilesOf('BS').includes(profile))).toEqual(['2024', 'register']);
  });

  it.each(DESCRIBED)(
    '%s in style %s: an example that validates, and fields that are all explained',
    (module, profile) => {
      const example = examplePayload(module, profile);
      expect(validatePayload(module, profile, example)).toEqual([]);
      const dictionary = fieldDictionary(module, profile);
      expect(Object.keys(dictionary)).toEqual(expect.arrayContaining(Object.keys(example)));
      for (const [name, field] of flat(dictionary)) {
        expect(field.meaning.vi && field.meaning.en).toBeTruthy();
        expect(field.source).toMatch(name === 'fields' ? /names are not public/ : /wire contract .*attested [A-D]/);
      }
    },
  );

  it.each(DESCRIBED)('%s in style %s: refuses the example without any of its required fields', (module, profile) => {
    const required = Object.entries(fieldDictionary(module, profile)).filter(([, field]) => field.required);
    expect(required.length).toBeGreaterThan(0);
    for (const [name] of required)
      expect(rulesOf(module, profile, { [name]: '' })).toContainEqual([`data.${name}`, 'required']);
  });

  it('give an example of their own each time, with invented people only', () => {
    const first = examplePayload('LTKS', '2024');
    (first.meNoiCuTru as Record<string, unknown>).dcChiTiet = 'changed';
    expect(examplePayload('LTKS', '2024').meNoiCuTru).toMatchObject({ dcChiTiet: 'Số 1, đường Ví Dụ' });
    for (const [module, profile] of DESCRIBED) {
      const text = JSON.stringify(examplePayload(module, profile));
      for (const [, number] of text.matchAll(/"(\d{12})"/g)) expect(number).toMatch(/^001\d{3}00000\d$/);
    }
    expect(() => examplePayload('BS', '2024')).toThrow(expect.objectContaining({ code: 'HT-2001' }));
  });
});

describe('style 2025', () => {
  it('turns names, dates, codes and addresses by the rule of the one sample', () => {
    const fields = fieldDictionary('LTKS', '2025');
    expect(Object.keys(fields)).toEqual(Object.keys(fieldDictionary('LTKS', '2024')));
    expect(fields).toMatchObject({
      nksHoTen: { type: 'splitName', fields: { Ho: {}, ChuDem: {}, Ten: { required: true } } },
      nksNgaySinh: { type: 'splitDate' },
      ngayCapGCS: { type: 'slashedDate', format: 'dd/MM/yyyy' },
      nycNgayCapGiayToTuyThan: { type: 'slashedPartialDate' },
      nksGioiTinh: { type: 'integerCode', codeList: 'gioiTinh' },
      nksDanToc: { type: 'code', codeList: 'danToc' },
      nksQuocTich: { type: 'code', codeList: 'quocTich' },
      noiDangKy: { type: 'unitCode' },
      soLuongBanSao: { type: 'count' },
    });
    expect(Object.keys(fields.meNoiCuTru?.fields ?? {})).toEqual(['dcChiTiet', 'quocGia', 'maTinh', 'maXa']);
    expect(fields.nksHoTen?.source).toContain('attested D');
  });

  it.each([
    ['a name in one text', { cbsHoTen: 'NGUYỄN VĂN MẪU' }, 'cbsHoTen', 'type'],
    ['a name without its given name', { cbsHoTen: { Ho: 'Nguyễn', ChuDem: '', Ten: '' } }, 'cbsHoTen.Ten', 'required'],
    ['a code as text', { cbsGioiTinh: '1' }, 'cbsGioiTinh', 'type'],
    ['a code outside its list', { loaiBanSao: 8 }, 'loaiBanSao', 'codeList'],
    ['a fraction', { cbsLoaiCuTru: 1.5 }, 'cbsLoaiCuTru', 'type'],
    ['a dotted date', { nycNgayCapGiayToTuyThan: '01.02.2021' }, 'nycNgayCapGiayToTuyThan', 'date'],
    [
      'a day without its month',
      { cbsNgaySinh: { namSinh: '2010', thangSinh: '', ngaySinh: '02' } },
      'cbsNgaySinh',
      'date',
    ],
    [
      'a date that is not',
      { cbsNgaySinh: { namSinh: '2010', thangSinh: '02', ngaySinh: '30' } },
      'cbsNgaySinh',
      'date',
    ],
    ['a year as a number', { cbsNgaySinh: { namSinh: 2010 } }, 'cbsNgaySinh.namSinh', 'type'],
    ['a district', { cbsNoiCuTru: { maHuyen: '540' } }, 'cbsNoiCuTru.maHuyen', 'unknownField'],
    ['a country in words', { cbsNoiCuTru: { quocGia: 'Việt Nam' } }, 'cbsNoiCuTru.quocGia', 'codeList'],
  ])('refuses %s at its path', (_what, change, path, rule) => {
    expect(rulesOf('BS', '2025', change)).toEqual([[`data.${path}`, rule]]);
  });

  it('takes dates of birth that are only partly known', () => {
    for (const cbsNgaySinh of [
      { namSinh: '1950', thangSinh: '', ngaySinh: '' },
      { namSinh: '1950', thangSinh: '05', ngaySinh: '' },
    ]) {
      expect(rulesOf('BS', '2025', { cbsNgaySinh })).toEqual([]);
    }
  });

  it("also works as a DTO in a host's own pipe", () => {
    const piped = (payload: object) =>
      validateSync(plainToInstance(HotichExtractPayload, payload), { whitelist: true, forbidNonWhitelisted: true });
    const example = examplePayload('BS', '2025');
    expect(piped(example)).toEqual([]);
    const nycNgaySinh = { namSinh: '', thangSinh: '', ngaySinh: '' };
    expect(rulesOf('BS', '2025', { nycNgaySinh })).toEqual([]);
    expect(piped({ ...example, nycNgaySinh })).toEqual([]);
  });
});
